"""What the command prints on a terminal, and what elsewhere: width, colours, and nothing that steers the terminal."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios

import pytest
from test_report_page import rule_set

COLOUR = re.compile(r"\x1b\[\d*m")


def on_terminal(command, *arguments, columns=80, answer=None, **environment):
    """Runs the command with all its streams on a terminal of that width, and returns what that got to see. Where it asks
    for a word, it gets the answer."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        command.line(*arguments), env=command.environment | {"TERM": "xterm"} | environment,
        stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 1 << 16):
            seen += part
            if answer is not None and b"to go on: " in seen:
                os.write(ours, answer.encode() + b"\n")
                answer = None
    except OSError:
        pass  # How Linux says that the other end is closed.
    process.wait(timeout=60)
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


@pytest.fixture
def refused(tmp_path, obs_bucket):
    """A rule set with a long reason for a refusal."""
    rules = [{"id": "bk-db", "schedule": "daily", "fields": ["Size"], "encryption": "service-managed", "prefix": "db/"}]
    return rule_set(tmp_path, [], [obs_bucket], rules)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_keeps_to_the_width(command, refused, columns):
    seen = on_terminal(command, "plan", refused, "--no-journal", columns=columns)
    lines = [COLOUR.sub("", line) for line in seen.split("\n")]
    assert any("! refuse" in line for line in lines), seen
    # A line that is there to be pasted is not broken.
    whole = ("cloud-inventory", "to go on without")
    assert max(len(line) for line in lines if not line.startswith(whole)) <= columns, seen
    # What is refused without any request is said before the table.
    lines = lines[next(row for row, line in enumerate(lines) if "DETAILS" in line):]
    start = lines[0].index("DETAILS")
    details = [line[start:].strip() for line in lines[1:] if line[:start].strip() in ("", lines[1][:start].strip())]
    assert "accept report.encryption to go on without it" in " ".join(details)


def test_colours_are_for_terminals_that_want_them(command, refused):
    assert "\x1b[31m! refuse" in on_terminal(command, "plan", refused, "--no-journal")
    assert not COLOUR.search(on_terminal(command, "plan", refused, "--no-journal", NO_COLOR="1"))
    assert not COLOUR.search(on_terminal(command, "plan", refused, "--no-journal", TERM="dumb"))
    assert not COLOUR.search(command("plan", refused, "--no-journal", status=3))


def test_what_a_cloud_says_does_not_steer_the_terminal(command, tmp_path):
    hostile = "\x1b[2J\x1b]0;owned\x07\u202e"
    seen = on_terminal(command, "check", rule_set(tmp_path, [hostile], []), NO_COLOR="1")
    assert "\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\u{202e}" in seen
    # The progress line clears itself; nothing else may begin an escape.
    assert "\x1b" not in seen.replace("\x1b[K", "") and "\u202e" not in seen and "\x07" not in seen


@pytest.mark.parametrize("answer", ["yes", "no", "y", ""])
def test_whoever_sits_at_a_terminal_is_asked_before_rules_are_removed(command, tmp_path, cos_bucket, answer):
    rules = [{"id": name, "schedule": "daily", "prefix": f"{name}/"} for name in ("stays", "goes")]
    file = rule_set(tmp_path, [cos_bucket], [], rules)
    journal = str(tmp_path / "state")
    command("apply", file, "--journal", journal)
    less = json.loads((tmp_path / "set.json").read_text()) | {"rules": rules[:1], "retired": ["goes"]}
    (tmp_path / "set.json").write_text(json.dumps(less))
    seen = on_terminal(command, "apply", file, "--journal", journal, "--max-removals", "1", answer=answer)
    assert "1 rule is removed for good. Type yes to go on: " in seen
    assert ("the removals were not confirmed; nothing was written" in seen) == (answer != "yes"), seen
    output = command("list", f"cos://{cos_bucket}?region=ap-guangzhou", "--output", "json")
    left = {entry["rule"]["id"] for entry in json.loads(output)["rules"]}
    assert left == ({"stays"} if answer == "yes" else {"stays", "goes"})
