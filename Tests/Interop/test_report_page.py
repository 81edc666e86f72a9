"""The page of `--html` in a real browser: what it shows, that it loads nothing, and that foreign text stays text."""

import json
import os
from pathlib import Path

import pytest
from chromium import Chromium

RULES = [
    {"id": "bk-db", "prefix": "db/", "schedule": "daily", "fields": ["Size", "Crc64"]},
    {"id": "bk-logs", "prefix": "logs/", "schedule": "weekly", "fields": ["Size"]},
]
# Where a test run leaves its screenshots, for people to look at.
PICTURES = os.environ.get("REPORT_PICTURES")


def rule_set(folder, cos, obs, rules=RULES, name="page", group="in-cos"):
    file = folder / "set.json"
    targets = [
        {"name": group, "provider": "tencent-cos", "region": "ap-guangzhou", "buckets": cos,
         "reports": {"bucket": "inv-1250000000"}},
        {"name": "in-obs", "provider": "huawei-obs", "region": "cn-north-4", "buckets": obs,
         "reports": {"bucket": "acme-inv"}},
    ]
    if any(rule["id"] == "bk-db" for rule in rules):
        targets[1]["accept"] = {"bk-db": ["field.Crc64"]}
    file.write_text(json.dumps({
        "version": 1, "name": name, "rules": rules, "safety": {"onRefusal": "skip-rule"},
        "targets": [target for target in targets if target["buckets"]],
    }))
    return str(file)


@pytest.fixture
def browse():
    """Opens pages, and closes what is left open. No page may ask for anything or complain."""
    opened = []

    def open_page(file, **options):
        opened.append(Chromium(file, **options))
        return opened[-1]

    yield open_page
    for page in opened:
        page.close()
        assert page.messages == []
        assert all(url.startswith("file:") for url in page.requests), page.requests
        assert len(page.requests) == 1, page.requests


def picture(page, name):
    if PICTURES:
        page.screenshot(Path(PICTURES) / f"{name}.png")


def texts(page, selector):
    return page.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map((each) => each.textContent)")


def click(page, selector):
    page.evaluate(f"document.querySelector({json.dumps(selector)}).click()")


def pixels(page, expression):
    """The colours of a node as (text, ground), each as three numbers."""
    style = page.evaluate(
        f"(() => {{ const style = getComputedStyle({expression}); return [style.color, style.backgroundColor]; }})()")
    return [[int(part) for part in colour[colour.index("(") + 1:-1].split(",")[:3]] for colour in style]


def contrast(pair):
    """The ratio of WCAG 2 between two colours."""
    def light(colour):
        parts = [value / 255 for value in colour]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((light(colour) for colour in pair), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_plan_in_both_lights(command, browse, tmp_path, cos_bucket, obs_bucket, dark):
    journal = ("--journal", str(tmp_path / "journal"))
    earlier = [{**RULES[0], "schedule": "weekly"}]
    command("apply", rule_set(tmp_path, [cos_bucket], [], earlier), *journal)
    file = rule_set(tmp_path, [cos_bucket], [obs_bucket])
    command("plan", file, *journal, "--html", str(tmp_path / "report.html"), status=2)

    page = browse(tmp_path / "report.html", dark=dark)
    picture(page, "plan-dark" if dark else "plan-light")
    assert texts(page, "#grid thead th") == ["Bucket", "bk-db", "bk-logs"]
    assert texts(page, "#grid tbody td") == [
        f"in-cos/{cos_bucket}", "~ to replace", "+ to create", f"in-obs/{obs_bucket}", "+ to create", "+ to create"]
    assert texts(page, "#losses tbody td") == ["huawei-obs", "field.Crc64", "1", "0"]
    for state in ("replace", "create"):
        assert contrast(pixels(page, f"document.querySelector('#grid .{state}')")) >= 4.5

    click(page, "#grid td.replace")
    assert texts(page, "#details tbody td") == ["schedule", "− weekly", "+ daily"]
    picture(page, "details-dark" if dark else "details-light")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_how_reports_stand(command, browse, tmp_path, cos_bucket, dark):
    file = rule_set(tmp_path, [cos_bucket], [], [{key: rule[key] for key in ("id", "prefix", "schedule")} for rule in RULES])
    Path(file).write_text(Path(file).read_text().replace("inv-1250000000", cos_bucket))
    command("apply", file, "--journal", str(tmp_path / "journal"))
    command("emulate", "deliver", f"cos://{cos_bucket}/bk-db?region=ap-guangzhou")
    command("report", "status", file, "--html", str(tmp_path / "report.html"), status=2)

    page = browse(tmp_path / "report.html", dark=dark)
    picture(page, "status-dark" if dark else "status-light")
    assert texts(page, "#grid tbody td") == [f"in-cos/{cos_bucket}", "= arrived", "? never"]
    for state in ("arrived", "never"):
        assert contrast(pixels(page, f"document.querySelector('#grid .{state}')")) >= 4.5
    click(page, "#grid td.never")
    assert "there is no report in bucket" in texts(page, "#details li")[0]


def test_filters(command, browse, tmp_path, cos_bucket, obs_bucket):
    file = rule_set(tmp_path, [cos_bucket, "not-there-1250000000"], [obs_bucket])
    command("plan", file, "--journal", str(tmp_path / "journal"), "--html", str(tmp_path / "report.html"), status=1)
    page = browse(tmp_path / "report.html")

    def shown():
        return texts(page, "#grid tbody td:first-child")

    missing = "x in-cos/not-there-1250000000"
    assert shown() == [f"in-cos/{cos_bucket}", f"in-obs/{obs_bucket}", missing]
    click(page, "[data-state=failed]")
    assert shown() == [missing]
    click(page, "#grid td.failed")
    assert "NoSuchBucket" in page.evaluate("document.getElementById('details').textContent")
    click(page, "[type=reset]")
    page.wait("document.querySelectorAll('#grid tbody tr').length === 3")
    for node, value, wanted in (
        ("cloud", "huawei-obs", [f"in-obs/{obs_bucket}"]), ("group", "in-cos", []), ("cloud", "", [f"in-cos/{cos_bucket}", missing]),
        ("text", "NOT-there", [missing]),
    ):
        choose(page, node, value)
        assert [name for name in shown() if name != "No bucket is like that."] == wanted
    assert texts(page, "#count") == ["1 of 3 buckets"]


def choose(page, node, value):
    page.evaluate(
        f"(() => {{ const node = document.getElementById('{node}'); node.value = {json.dumps(value)};"
        " node.dispatchEvent(new Event('input', {bubbles: true})); })()")


def test_a_filtered_view_is_an_address(command, browse, tmp_path, cos_bucket, obs_bucket):
    file = rule_set(tmp_path, [cos_bucket, "not-there-1250000000"], [obs_bucket])
    command("plan", file, "--journal", str(tmp_path / "journal"), "--html", str(tmp_path / "report.html"), status=1)
    first = browse(tmp_path / "report.html")
    assert first.evaluate("location.hash") == ""
    choose(first, "text", "In-C & #%/?")
    choose(first, "text", "in-c")
    choose(first, "cloud", "tencent-cos")
    choose(first, "rule", "bk-db")
    click(first, "[data-state=failed]")
    click(first, "[data-state=create]")
    address = first.evaluate("location.hash")
    assert address == "#text=in-c&cloud=tencent-cos&rule=bk-db&state=failed&state=create"
    click(first, "[data-state=create]")
    address = first.evaluate("location.hash")

    second = browse(tmp_path / "report.html", fragment=address)
    for page in (first, second):
        assert texts(page, "#grid tbody td:first-child") == ["x in-cos/not-there-1250000000"]
        assert texts(page, "#count") == ["1 of 3 buckets"]
        assert texts(page, "#states [aria-pressed=true]") == ["x unreadable: 1"]
        assert page.evaluate("['text', 'cloud', 'group', 'rule'].map((id) => document.getElementById(id).value)") == [
            "in-c", "tencent-cos", "", "bk-db"]
    assert second.evaluate("location.hash") == address
    # An address that is pasted over it is heard too, and cleared filters leave none.
    second.evaluate("location.hash = '#cloud=huawei-obs'")
    second.wait("document.getElementById('count').textContent === '1 of 3 buckets' && document.getElementById('text').value === ''")
    assert texts(second, "#grid tbody td:first-child") == [f"in-obs/{obs_bucket}"]
    click(second, "[type=reset]")
    second.wait("document.querySelectorAll('#grid tbody tr').length === 3")
    assert second.evaluate("location.href.includes('#')") is False


def test_texts_survive_the_address(command, browse, tmp_path, cos_bucket):
    command("check", rule_set(tmp_path, [cos_bucket], []), "--html", str(tmp_path / "report.html"), status=2)
    first = browse(tmp_path / "report.html")
    text = "a b+c&d=e#%41/日志?"
    choose(first, "text", text)
    second = browse(tmp_path / "report.html", fragment=first.evaluate("location.hash"))
    assert second.evaluate("document.getElementById('text').value") == text


@pytest.mark.parametrize("fragment", [
    "#cloud=<script>document.title='owned'</script>&state=__proto__&state=constructor", "#%", "#%E0%A4%A&%00", "#state",
    "#rule=nobody&group=x&cloud=toString", "#javascript:document.title='owned'", "#text&text=&cloud=&state=", "#details",
    "#&&==&state=failed%00", "#hidden=1&innerHTML=<img src=x>",
], ids=str)
def test_a_hostile_address_does_nothing(command, browse, tmp_path, cos_bucket, fragment):
    command("check", rule_set(tmp_path, [cos_bucket], []), "--html", str(tmp_path / "report.html"), status=2)
    page = browse(tmp_path / "report.html", fragment=fragment)
    assert page.evaluate("document.title") == "check page"
    assert texts(page, "#grid tbody td:first-child") == [f"in-cos/{cos_bucket}"]
    assert texts(page, "#count") == ["1 of 1 buckets"]
    assert texts(page, "#states [aria-pressed=true]") == []
    assert page.evaluate("document.scripts.length + document.images.length") == 4


def test_a_long_address_is_cut(command, browse, tmp_path, cos_bucket):
    command("check", rule_set(tmp_path, [cos_bucket], []), "--html", str(tmp_path / "report.html"), status=2)
    page = browse(tmp_path / "report.html", fragment="#text=" + "x" * 100_000)
    assert page.evaluate("document.getElementById('text').value.length") == 1000
    assert texts(page, "#count") == ["0 of 1 buckets"]


def test_the_keyboard_alone(command, browse, tmp_path, cos_bucket, obs_bucket):
    file = rule_set(tmp_path, [cos_bucket], [obs_bucket])
    command("check", file, "--html", str(tmp_path / "report.html"), status=2)
    page = browse(tmp_path / "report.html")
    for _ in range(30):
        page.press("Tab")
        if page.evaluate("document.activeElement.matches('#grid td')"):
            break
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == f"in-cos/{cos_bucket}"
    page.press("ArrowDown")
    page.press("ArrowRight")
    assert page.evaluate(focused) == "? missing"
    page.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    assert f"in-obs/{obs_bucket}" in texts(page, "#details-title")
    page.press("Escape")
    assert page.evaluate("document.getElementById('details').hidden")
    assert page.evaluate("[document.activeElement.dataset.row, document.activeElement.dataset.column]") == ["1", "1"]


HOSTILE = "</script><script>document.title='owned'</script><!--<img src=x onerror=alert(1)>\u2028\u202e\x1b[31m&amp;"


def test_foreign_text_stays_text(command, browse, tmp_path, cos_bucket):
    journal = ("--journal", str(tmp_path / "journal"))
    live = {**RULES[1], "prefix": "<b>live</b></script>/"}
    command("apply", rule_set(tmp_path, [cos_bucket], [], [live]), *journal)
    printed = command(
        "plan", rule_set(tmp_path, [cos_bucket], [], [RULES[1]], name=HOSTILE, group=HOSTILE.replace("/", "")), *journal,
        "--html", str(tmp_path / "report.html"), status=2)
    assert "replace" in printed and "\x1b" not in printed and "\u202e" not in printed

    page = browse(tmp_path / "report.html")
    assert page.evaluate("document.title").startswith("plan </script><script>")
    assert page.evaluate("document.scripts.length") == 4
    assert page.evaluate("document.images.length") == 0
    assert "\\u{202e}\\u{1b}[31m&amp;" in texts(page, "#title")[0]
    # A target's name has no slash.
    assert "<script><script>document.title='owned'<script>" in texts(page, "#grid tbody td")[0]
    click(page, "#grid td.replace")
    assert texts(page, "#details td.found") == ["− <b>live</b></script>/"]


def test_a_script_that_is_not_the_pages_own_does_not_run(command, tmp_path, cos_bucket):
    command("check", rule_set(tmp_path, [cos_bucket], []), "--html", str(tmp_path / "report.html"), status=2)
    text = (tmp_path / "report.html").read_text()
    (tmp_path / "forged.html").write_text(text.replace(
        "</body>", "<script>document.title='owned'</script><img src='http://127.0.0.1:9/x'></body>"))
    page = Chromium(tmp_path / "forged.html")
    title = page.evaluate("document.title")
    page.close()
    assert title != "owned"
    assert any("Content Security Policy" in message for message in page.messages)


STATES = [
    "failed", "refused", "changed", "notAttempted", "missing", "remove", "replace", "rename", "restore", "create",
    "unmanaged", "same"]
REPORT_STATES = ["failed", "notAttempted", "broken", "incomplete", "overdue", "never", "arrived", "off"]

# Every piece of text in sight, with the colours that it really has: its own, and the first ground behind it.
TEXT_COLOURS = """(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const rest = [...document.querySelectorAll('input')].map((input) => [input, getComputedStyle(input, '::placeholder')]);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        if (node.textContent.trim() === '' || parent.getClientRects().length === 0) continue;
        if (parent.closest('script, style, noscript, [hidden]') !== null) continue;
        rest.push([parent, getComputedStyle(parent)]);
    }
    for (const [element, style] of rest) {
        let ground = 'rgb(255, 255, 255)';
        for (let each = element; each !== null; each = each.parentElement) {
            const colour = getComputedStyle(each).backgroundColor;
            if (colour !== 'rgba(0, 0, 0, 0)') { ground = colour; break; }
        }
        found.push([element.textContent || element.placeholder, style.color, ground]);
    }
    return found;
})()"""


def numbers(colour):
    return [int(part) for part in colour[colour.index("(") + 1:-1].split(",")[:3]]


def faint(page):
    """What is harder to read than WCAG 2 AA allows, as (text, ratio)."""
    found = [(text[:40], contrast([numbers(colour), numbers(ground)]))
             for text, colour, ground in page.evaluate(TEXT_COLOURS)]
    assert len(found) > 20
    return [(text, round(ratio, 2)) for text, ratio in found if ratio < 4.5]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["plan", "check", "apply", "report status"])
def test_every_state_can_be_read_in_both_lights(command, browse, tmp_path, cos_bucket, kind, dark):
    """The page as it is written, with every state in it: of buckets and of rules, in the grid and in the details."""
    file = str(tmp_path / "page.html")
    more = {"plan": ["--no-journal"], "apply": ["--journal", str(tmp_path / "journal")]}.get(kind, [])
    status = {"apply": 0, "report status": 1}.get(kind, 2)
    command(*kind.split(), rule_set(tmp_path, [cos_bucket], []), *more, "--html", file, status=status)
    wanted = REPORT_STATES if kind == "report status" else STATES
    text = Path(file).read_text()
    about = json.loads(text.split('id="report-about">', 1)[1].split("</script>", 1)[0])
    assert [state["name"] for state in about["states"]] == wanted
    labels = {state["name"]: state["label"] for state in about["states"]}
    assert len(set(labels.values())) == len(labels) and len({state["mark"] for state in about["states"]}) == len(wanted)
    head, rest = text.split('id="report-buckets">[', 1)
    buckets = [
        {"index": index, "group": "g", "cloud": "tencent-cos", "name": f"bucket-{state}", "rules": [
            {"id": "bk-db", "state": state, "reasons": ["why"], "remarks": ["remark"],
             "differences": [{"path": "schedule", "found": "weekly", "wanted": "daily"}],
             "losses": [{"what": "field.Crc64", "message": "lost", "refused": True}]}]}
        for index, state in enumerate(wanted)
    ] + [
        {"index": 50 + index, "group": "g", "cloud": "huawei-obs", "name": f"whole-{state}", "state": state,
         "error": "no answer", "rules": []}
        for index, state in enumerate(["failed", "notAttempted"])
    ]
    data = ",\n".join(json.dumps(bucket) for bucket in buckets)
    tail = rest.split("]</script>", 1)[1].replace('id="report-end">{}', 'id="report-end">{"note":"interrupted"}')
    Path(file).write_text(f'{head}id="report-buckets">[{data}]</script>{tail}')

    page = browse(file, dark=dark)
    page.evaluate("document.getElementById('losses').open = true")
    picture(page, f"states-{kind}-{'dark' if dark else 'light'}")
    assert page.evaluate("document.getElementById('note').hidden") is False
    assert texts(page, "#grid td.failed:first-child") == ["x g/whole-failed"]
    assert texts(page, "#grid td.notAttempted:first-child") == ["/ g/whole-notAttempted"]
    assert faint(page) == []
    for row in range(len(buckets)):
        page.evaluate(f"document.querySelector('#grid td[data-row=\"{row}\"]').click()")
        assert faint(page) == [], buckets[row]["name"]
    chosen = "never" if kind == "report status" else "missing"
    click(page, f"[data-state={chosen}]")
    assert texts(page, "#grid tbody td:first-child") == [f"g/bucket-{chosen}"]
    assert faint(page) == []
    if kind == "check":
        # A rule that is not there is no good news: not the colour of one that was created.
        click(page, "[type=reset]")
        page.wait("document.querySelectorAll('#grid tbody tr').length === 14")
        missing, created = (pixels(page, f"document.querySelector('#grid .{state}')") for state in ("missing", "create"))
        assert missing[1] != created[1]
        assert missing[1][0] > missing[1][1], "not green"


def test_a_check_says_missing_and_unreadable(command, browse, tmp_path, cos_bucket):
    file = rule_set(tmp_path, [cos_bucket, "not-there-1250000000"], [])
    command("check", file, "--html", str(tmp_path / "page.html"), status=1)
    page = browse(tmp_path / "page.html")
    assert texts(page, "#states button") == ["x unreadable: 1", "? missing: 2"]
    assert faint(page) == []


def test_ten_thousand_buckets(browse, tmp_path, command, cos_bucket):
    """The page as it is written, with the data of a fleet in it."""
    command("plan", rule_set(tmp_path, [cos_bucket], []), "--html", str(tmp_path / "one.html"), "--no-journal", status=2)
    head, rest = (tmp_path / "one.html").read_text().split('id="report-buckets">[', 1)
    tail = rest.split("]</script>", 1)[1]
    states = ["same", "same", "same", "create", "replace", "refused", "unmanaged", "failed"]
    fleet = [
        {"index": index, "group": f"g{index % 7}", "cloud": ["tencent-cos", "huawei-obs"][index % 2],
         "name": f"bucket-{index:05}", "region": "r", "rules": [
             {"id": rule["id"], "state": states[(index * 3 + place) % len(states)],
              "losses": [{"what": "field.Crc64", "message": "lost field.Crc64", "refused": False}]}
             for place, rule in enumerate(RULES)]}
        for index in reversed(range(10_000))
    ]
    data = ",\n".join(json.dumps(bucket) for bucket in fleet)
    (tmp_path / "fleet.html").write_text(f'{head}id="report-buckets">[{data}]</script>{tail}')

    page = browse(tmp_path / "fleet.html")
    picture(page, "fleet")
    loaded = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert loaded < 10_000
    assert texts(page, "#count") == ["10,000 of 10,000 buckets"]
    assert page.evaluate("document.querySelectorAll('#grid tbody tr').length") < 100
    assert page.evaluate("[...document.querySelectorAll('#grid tbody tr:not(.spacer)')].every((row) => row.offsetHeight === 30)")
    page.evaluate("document.querySelector('#grid td').focus()")
    page.press("End")
    assert page.evaluate("document.activeElement.textContent") == "g3/bucket-09999"
    picture(page, "fleet-end")
    took = page.evaluate(
        "(() => { const start = performance.now(); const node = document.getElementById('text'); node.value = '-0777';"
        " node.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - start; })()")
    assert texts(page, "#count") == ["10 of 10,000 buckets"]
    assert took < 1_000
