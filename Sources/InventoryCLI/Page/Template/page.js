"use strict";
// Everything foreign is text: nodes are made by hand, and nothing is ever parsed as HTML.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const find = (id) => document.getElementById(id);
const about = read("report-about");
const end = read("report-end");
const buckets = read("report-buckets").sort((a, b) => a.index - b.index);
const states = new Map(about.states.map((state) => [state.name, state]));

/// 1,234,567, alike in every browser.
const number = (count) => count.toLocaleString("en-US");

function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== undefined));
    return node;
}

// Columns: the bucket, each rule of the set, and what else is there. An undo has no rule set: the rules that it found.
if (about.rules.length === 0) {
    about.rules = [...new Set(buckets.flatMap((bucket) => bucket.rules.map((rule) => rule.id)))].sort().slice(0, 50);
}
const columns = about.rules.map((id) => ({ id, cells: (bucket) => bucket.rules.filter((rule) => rule.id === id) }));
const own = new Set(about.rules);
if (buckets.some((bucket) => bucket.rules.some((rule) => !own.has(rule.id)))) {
    columns.push({ id: null, cells: (bucket) => bucket.rules.filter((rule) => !own.has(rule.id)) });
}
const columnName = (column) => column.id ?? "other rules";

/// The states of a bucket, its own failure among them.
function statesOf(bucket, rule) {
    const rules = rule === "" ? bucket.rules : bucket.rules.filter((each) => each.id === rule);
    const found = new Set(rules.map((each) => each.state));
    if (bucket.state !== undefined) found.add(bucket.state);
    return found;
}

/// The one state that a cell of several rules is coloured by: the first of the legend, which begins with the worst.
function worst(cells) {
    return about.states.find((state) => cells.some((cell) => cell.state === state.name));
}

// MARK: The head of the page

find("title").textContent = `${about.command} · ${about.ruleSet}`;
document.title = `${about.command} ${about.ruleSet}`;
find("about").textContent = `${about.program}, ${about.made}: ${number(buckets.length)} ` +
    `${about.unit}${buckets.length === 1 ? "" : "s"}, ${number(about.rules.length)} ` +
    `${about.rules.length === 1 ? "rule" : "rules"}`;
if (end.note !== undefined) {
    find("note").textContent = end.note;
    find("note").hidden = false;
}

// MARK: Filters

function fill(id, all, values) {
    const names = [...new Set(values)].sort();
    find(id).append(make("option", { value: "" }, all), ...names.map((name) => make("option", { value: name }, name)));
}
fill("cloud", "all", buckets.map((bucket) => bucket.cloud));
fill("group", "all", buckets.map((bucket) => bucket.group));
find("rule").append(make("option", { value: "" }, "all"), ...about.rules.map((id) => make("option", { value: id }, id)));

const totals = new Map();
for (const bucket of buckets) {
    for (const rule of bucket.rules) totals.set(rule.state, (totals.get(rule.state) ?? 0) + 1);
    if (bucket.state !== undefined) totals.set(bucket.state, (totals.get(bucket.state) ?? 0) + 1);
}
const chosen = new Set();
for (const state of about.states.filter((each) => totals.has(each.name))) {
    const button = make("button", { type: "button", class: state.name, "aria-pressed": "false", "data-state": state.name },
        `${state.mark} ${state.label}: ${number(totals.get(state.name))}`);
    button.addEventListener("click", () => {
        if (!chosen.delete(state.name)) chosen.add(state.name);
        filter();
    });
    find("states").append(button);
}

let shown = buckets;
/// Shows what the filters let through, from the first row on, and puts them into the page's address.
function filter() {
    for (const button of find("states").children) {
        button.setAttribute("aria-pressed", String(chosen.has(button.dataset.state)));
    }
    const text = find("text").value.toLowerCase();
    const [cloud, group, rule] = ["cloud", "group", "rule"].map((id) => find(id).value);
    shown = buckets.filter((bucket) => {
        if (text !== "" && !bucket.search.includes(text)) return false;
        if (cloud !== "" && bucket.cloud !== cloud) return false;
        if (group !== "" && bucket.group !== group) return false;
        const found = statesOf(bucket, rule);
        return chosen.size === 0 ? rule === "" || found.size > 0 : [...chosen].some((state) => found.has(state));
    });
    find("count").textContent = `${number(shown.length)} of ${number(buckets.length)} ${about.unit}s`;
    active = { row: 0, column: Math.min(active.column, columns.length) };
    find("scroller").scrollTop = 0;
    draw(true);
    note();
}
for (const bucket of buckets) bucket.search = `${bucket.group}/${bucket.name} ${bucket.region ?? ""}`.toLowerCase();
find("filters").addEventListener("input", filter);
find("filters").addEventListener("submit", (event) => event.preventDefault());
find("filters").addEventListener("reset", () => {
    chosen.clear();
    setTimeout(filter);
});

// MARK: The filters in the page's address: #cloud=huawei-obs&state=failed. Whoever opens it sees the same.

const choices = ["cloud", "group", "rule"];

function note() {
    const said = new URLSearchParams();
    for (const id of ["text", ...choices]) if (find(id).value !== "") said.append(id, find(id).value);
    for (const state of chosen) said.append("state", state);
    const [page, fragment] = location.href.split(/#(.*)/s);
    if (said.toString() === (fragment ?? "")) return;
    history.replaceState(null, "", said.toString() === "" ? page : `${page}#${said}`);
}

/// Sets the filters to what the address says. What this page does not have is passed over.
function recall() {
    const said = new URLSearchParams(location.hash.slice(1));
    find("text").value = (said.get("text") ?? "").slice(0, 1000);
    for (const id of choices) {
        const options = [...find(id).options];
        (options.find((option) => option.value === said.get(id)) ?? options[0]).selected = true;
    }
    chosen.clear();
    const offered = [...find("states").children].map((button) => button.dataset.state);
    for (const state of offered) if (said.getAll("state").includes(state)) chosen.add(state);
    filter();
}
window.addEventListener("hashchange", recall);

// MARK: Losses

function losses() {
    const counts = new Map();
    for (const bucket of buckets) {
        for (const rule of bucket.rules) {
            for (const loss of rule.losses ?? []) {
                const key = JSON.stringify([bucket.cloud, loss.what]);
                const count = counts.get(key) ?? { accepted: 0, refused: 0 };
                count[loss.refused ? "refused" : "accepted"] += 1;
                counts.set(key, count);
            }
        }
    }
    find("losses").hidden = counts.size === 0;
    find("losses-summary").textContent = `Losses per cloud: ${counts.size}`;
    find("losses").querySelector("tbody").append(...[...counts].sort().map(([key, count]) => {
        const [cloud, what] = JSON.parse(key);
        return make("tr", {}, make("td", {}, cloud), make("td", {}, what),
            make("td", { class: "number" }, number(count.accepted)), make("td", { class: "number" }, number(count.refused)));
    }));
}

// MARK: The grid. Only the rows in sight exist.

const rowHeight = 30;
const grid = find("grid");
const scroller = find("scroller");
const body = grid.querySelector("tbody");
let active = { row: 0, column: 0 };
let drawn = { first: -1, last: -1 };

grid.querySelector("thead").append(make("tr", { role: "row", "aria-rowindex": "1" },
    make("th", { scope: "col", "aria-colindex": "1" }, about.unit[0].toUpperCase() + about.unit.slice(1)),
    ...columns.map((column, index) => make("th", { scope: "col", "aria-colindex": String(index + 2), title: columnName(column) },
        columnName(column)))));
grid.setAttribute("aria-colcount", String(columns.length + 1));

function cell(bucket, row, column) {
    const place = { role: "gridcell", "aria-colindex": String(column + 1), "data-row": row, "data-column": column };
    place.tabindex = active.row === row && active.column === column ? "0" : "-1";
    if (column === 0) {
        const name = `${bucket.group}/${bucket.name}`;
        const state = states.get(bucket.state);
        if (state === undefined) return make("td", { ...place, title: name }, name);
        return make("td", { ...place, title: name, class: state.name },
            make("span", { class: "mark", "aria-label": state.label }, state.mark), ` ${name}`);
    }
    const cells = columns[column - 1].cells(bucket);
    const state = worst(cells);
    if (state === undefined) return make("td", { ...place, "aria-label": "none" });
    const label = cells.length === 1 ? cells[0].label ?? state.label : `${number(cells.length)} rules`;
    return make("td", { ...place, class: state.name, title: cells.map((each) => each.id).join("\n") },
        make("span", { class: "mark", "aria-hidden": "true" }, state.mark), ` ${label}`);
}

function spacer(rows) {
    const filler = make("tr", { class: "spacer", "aria-hidden": "true" }, make("td", { colspan: String(columns.length + 1) }));
    filler.firstChild.style.height = `${rows * rowHeight}px`;
    return filler;
}

function draw(always) {
    const inSight = Math.ceil(scroller.clientHeight / rowHeight);
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 5);
    const last = Math.min(shown.length, first + inSight + 10);
    if (!always && first === drawn.first && last === drawn.last) return;
    drawn = { first, last };
    const hadFocus = body.contains(document.activeElement);
    grid.setAttribute("aria-rowcount", String(shown.length + 1));
    const rows = shown.slice(first, last).map((bucket, offset) => make("tr",
        { role: "row", "aria-rowindex": String(first + offset + 2) },
        ...[...Array(columns.length + 1).keys()].map((column) => cell(bucket, first + offset, column))));
    if (shown.length === 0) {
        rows.push(make("tr", {}, make("td", { class: "empty", colspan: String(columns.length + 1) }, `No ${about.unit} is like that.`)));
    }
    body.replaceChildren(...(first > 0 ? [spacer(first)] : []), ...rows,
        ...(last < shown.length ? [spacer(shown.length - last)] : []));
    const place = cellAt(active);
    if (place === null) {
        // The active cell is out of sight: Tab still has to lead into the grid.
        body.querySelector("tr:not(.spacer) td[data-row]")?.setAttribute("tabindex", "0");
        if (hadFocus) scroller.focus({ preventScroll: true });
    } else if (hadFocus) {
        place.focus({ preventScroll: true });
    }
}

function cellAt({ row, column }) {
    return body.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
}

function moveTo(row, column) {
    if (shown.length === 0) return;
    active = {
        row: Math.max(0, Math.min(shown.length - 1, row)), column: Math.max(0, Math.min(columns.length, column)),
    };
    const top = active.row * rowHeight;
    const room = scroller.clientHeight - 2 * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
    draw(true);
    const place = cellAt(active);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const page = () => Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2);
const moves = {
    ArrowDown: () => moveTo(active.row + 1, active.column), ArrowUp: () => moveTo(active.row - 1, active.column),
    ArrowRight: () => moveTo(active.row, active.column + 1), ArrowLeft: () => moveTo(active.row, active.column - 1),
    PageDown: () => moveTo(active.row + page(), active.column), PageUp: () => moveTo(active.row - page(), active.column),
    Home: () => moveTo(0, active.column), End: () => moveTo(shown.length - 1, active.column),
    Enter: () => open(active), " ": () => open(active),
};
scroller.addEventListener("keydown", (event) => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
});
body.addEventListener("focusin", (event) => {
    const { row, column } = event.target.dataset;
    if (row !== undefined) active = { row: Number(row), column: Number(column) };
});
body.addEventListener("click", (event) => {
    const place = event.target.closest("td[data-row]");
    if (place === null) return;
    moveTo(Number(place.dataset.row), Number(place.dataset.column));
    open(active);
});
scroller.addEventListener("scroll", () => draw(false));
window.addEventListener("resize", () => draw(false));

// MARK: Details

function list(title, lines) {
    return lines === undefined || lines.length === 0 ? [] :
        [make("h3", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, line)))];
}

function detailsOf(rule) {
    const state = states.get(rule.state);
    const parts = [make("h3", {}, make("span", { class: `chip ${state.name}` }, `${state.mark} ${rule.label ?? state.label}`), ` ${rule.id}`)];
    if (rule.differences !== undefined) {
        parts.push(make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Property"),
            make("th", { scope: "col" }, "There is"), make("th", { scope: "col" }, "Wanted"))),
            make("tbody", {}, ...rule.differences.map((each) => make("tr", {}, make("td", {}, each.path),
                make("td", { class: "found" }, `− ${each.found}`), make("td", { class: "wanted" }, `+ ${each.wanted}`))))));
    }
    return [...parts, ...list("Why", rule.reasons), ...list("Lost", rule.losses?.map((loss) => loss.message)),
        ...list("Remarks", rule.remarks), ...list("Requests", rule.requests)];
}

function open({ row, column }) {
    const bucket = shown[row];
    if (bucket === undefined) return;
    const rules = column === 0 ? bucket.rules : columns[column - 1].cells(bucket);
    find("details-title").textContent = `${bucket.group}/${bucket.name}`;
    find("details-body").replaceChildren(
        make("div", {}, [bucket.cloud, bucket.region].filter((part) => part !== undefined).join(", ")),
        ...list(bucket.state === "failed" ? "Failed" : "Why", bucket.error === undefined ? [] : [bucket.error]),
        ...rules.flatMap(detailsOf),
        ...(rules.length === 0 && bucket.error === undefined ? [make("p", {}, "There is no such rule, and none is wanted.")] : []));
    find("details").hidden = false;
    draw(true);
    find("details").focus();
}

function close() {
    if (find("details").hidden) return;
    find("details").hidden = true;
    draw(true);
    moveTo(active.row, active.column);
}
find("close").addEventListener("click", close);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

losses();
recall();
