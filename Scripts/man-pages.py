#!/usr/bin/env python3
"""Writes a manual page for the command and one for each of its subcommands, from what `--experimental-dump-help` prints.

    cloud-inventory --experimental-dump-help | Scripts/man-pages.py FOLDER VERSION
"""

import json
import sys
from pathlib import Path


def escaped(text):
    """Text as roff takes it: no escapes of its own, no line that is a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def paragraphs(text):
    """A discussion, with indented lines kept as they are."""
    lines, literal = [], False
    for line in text.split("\n"):
        if line.startswith("  ") != literal:
            literal = not literal
            lines.append(".nf" if literal else ".fi")
        lines.append(escaped(line) if line.strip() else ".PP")
    return lines + ([".fi"] if literal else [])


def spelling(argument):
    """How an argument is written: `-q, --quiet`, `--output <output>`, `<file>`."""
    if argument["kind"] == "positional":
        return f"<{argument['valueName']}>"
    names = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument["names"]]
    return ", ".join(names) + (f" <{argument['valueName']}>" if argument["kind"] == "option" else "")


def synopsis(argument):
    if argument["kind"] == "positional":
        text = spelling(argument)
    else:
        name = argument["preferredName"]
        text = ("-" if name["kind"] == "short" else "--") + name["name"]
        text += f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    text += " ..." if argument["isRepeating"] else ""
    return f"[{text}]" if argument["isOptional"] else text


def page(command, parents, version):
    name = " ".join([*parents, command["commandName"]])
    title = name.replace(" ", "-")
    arguments = [each for each in command.get("arguments", []) if each["shouldDisplay"]]
    children = [each for each in command.get("subcommands", []) if each.get("shouldDisplay", True)]
    lines = [
        f'.TH "{title.upper()}" 1 "" "{version}" "User Commands"',
        ".SH NAME", f"{escaped(title)} \\- {escaped(command.get('abstract', ''))}",
        ".SH SYNOPSIS", f".B {escaped(name)}",
        escaped(" ".join([synopsis(each) for each in arguments] + (["<subcommand>"] if children else []))),
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", *paragraphs(command["discussion"])]
    if arguments:
        lines.append(".SH OPTIONS")
    for argument in arguments:
        lines += [".TP", f".B {escaped(spelling(argument))}", escaped(argument.get("abstract", "")) or "\\&"]
        values = argument.get("allValueStrings") or argument.get("allValues")
        if values:
            lines += [escaped(f"Values: {', '.join(values)}.")]
        if argument.get("defaultValue"):
            lines += [escaped(f"Default: {argument['defaultValue']}.")]
    if children:
        lines.append(".SH COMMANDS")
    for child in children:
        lines += [".TP", f".BR {escaped(title)}\\-{escaped(child['commandName'])} (1)", escaped(child.get("abstract", ""))]
    if parents:
        lines += [".SH SEE ALSO", f".BR {escaped('-'.join(parents))} (1)"]
    return title, "\n".join(lines) + "\n", children


def write(command, parents, folder, version):
    title, text, children = page(command, parents, version)
    (folder / f"{title}.1").write_text(text)
    for child in children:
        if child["commandName"] != "help":
            write(child, [*parents, command["commandName"]], folder, version)


folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
root = json.load(sys.stdin)["command"]
write(root, [], folder, sys.argv[2])
