"""Breaks the code in one line, and looks whether the test that holds the promise turns red.

    Tests/mutations.py            every change: apply, build, run its test, restore (an hour and more)
    Tests/mutations.py 4 27       those of some promises
    Tests/mutations.py --group 2  those of one group
    Tests/mutations.py --below InventorySync    those of one target
    Tests/mutations.py --check    none: only whether each has its place in the code

The changes are in Tests/Mutations, a file for each target. The working tree must be clean in Sources/.
"""

import importlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = ROOT / ".build/debug/cloud-inventoryPackageTests.xctest"
TABLES = ROOT / "Tests/Mutations"


def changes():
    """All of them, each with its file's path from the root."""
    sys.path.insert(0, str(TABLES))
    targets = sorted(path.stem for path in TABLES.glob("*.py") if path.stem != "change")
    return [
        change._replace(file=f"Sources/{target}/{change.file}")
        for target in targets
        for change in importlib.import_module(target).CHANGES
    ]


def build():
    # Not as strict as `make test`: what is broken on purpose may leave a name unused.
    lenient = {name: value for name, value in os.environ.items() if name != "CLOUD_INVENTORY_STRICT"}
    done = subprocess.run(["swift", "build", "--build-tests"], cwd=ROOT, env=lenient, capture_output=True, text=True)
    if done.returncode != 0:
        errors = sorted({line.strip() for line in done.stdout.splitlines() if "error:" in line})
        raise SystemExit("does not build:\n" + "\n".join(errors[:20]))


def turned_red(test):
    """Whether the test failed; a filter that finds none is a mistake in the table."""
    # A change may end the process; to say where would take minutes.
    plain = os.environ | {"SWIFT_BACKTRACE": "enable=no"}
    done = subprocess.run(
        [PROGRAM, "--testing-library", "swift-testing", "--filter", re.escape(test)],
        cwd=ROOT, env=plain, capture_output=True, text=True)
    text = done.stdout + done.stderr
    if "with 0 tests" in text or "Test run started" not in text:
        raise SystemExit(f"no test is called '{test}'")
    return done.returncode != 0


def run(wanted):
    survivors = []
    for group in sorted({change.group for change in wanted}):
        chosen = [change for change in wanted if change.group == group]
        before = {}
        try:
            for change in chosen:
                path = ROOT / change.file
                text = path.read_text()
                before.setdefault(path, text)
                path.write_text(text.replace(change.old, change.new))
            build()
            for change in chosen:
                red = turned_red(change.test)
                print(f"{'red' if red else 'STILL GREEN':12}{change.promise}: {change.test}", flush=True)
                if not red:
                    survivors.append(change)
        finally:
            for path, text in before.items():
                path.write_text(text)
    return survivors


def misplaced(known):
    """Those whose line does not stand in its file exactly once, or not any more after the others of its group."""
    texts = {}
    lost = []
    for change in known:
        text = (ROOT / change.file).read_text()
        changed = texts.get((change.group, change.file), text)
        if text.count(change.old) != 1 or changed.count(change.old) != 1:
            lost.append(change)
        texts[change.group, change.file] = changed.replace(change.old, change.new)
    return lost


def main(words):
    known = changes()
    if words == ["--check"]:
        for change in (lost := misplaced(known)):
            print(f"{change.file} has not exactly one '{change.old}' ({change.promise})", file=sys.stderr)
        return 1 if lost else 0
    if words[:1] == ["--group"]:
        wanted = [change for change in known if change.group == int(words[1])]
    elif words[:1] == ["--below"]:
        wanted = [change for change in known if change.file.startswith(f"Sources/{words[1]}/")]
    else:
        wanted = [change for change in known if not words or change.promise.split()[0] in words]
    if lost := misplaced(wanted):
        raise SystemExit(f"{lost[0].file} has not exactly one '{lost[0].old}'")
    return 1 if run(wanted) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
