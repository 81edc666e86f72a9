"""Holds the XML reader against Python's xml.etree: the same documents are well-formed, with the same content.

Reads documents from folders (the fuzzer's corpus), gives each to the program in dump mode, and compares. Documents that
we refuse on purpose (DOCTYPE, another encoding, beyond the limits) are counted apart; they must be among those.
"""

import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ET

program, folders = sys.argv[1], sys.argv[2:]
# Refusals that are ours by design.
LIMITS = ("longer than", "deeper", "attributes", "bytes of text", "DOCTYPE", "processing instruction")


def ours(paths):
    """The reader's verdict on each document: whether it accepts it, and its shape or problem."""
    verdicts = []
    for start in range(0, len(paths), 100):
        batch = [str(path) for path in paths[start:start + 100]]
        environment = dict(os.environ, FUZZ_TARGET="xml-shape", SWIFT_BACKTRACE="enable=no", ASAN_OPTIONS="detect_leaks=0")
        run = subprocess.run([program, "-detect_leaks=0", *batch], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        lines = run.stdout.decode().splitlines()
        # libFuzzer tries the empty input first; looking for leaks it would try some documents twice.
        if run.returncode != 0 or len(lines) not in (len(batch), len(batch) + 1):
            raise SystemExit(f"the reader ended with {run.returncode} after {len(lines)} of {len(batch)} documents")
        verdicts += [(line[0] == "+", line[2:]) for line in lines[-len(batch):]]
    return verdicts


def theirs(data):
    # We step over the declaration and fix the encoding; so does this side.
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if body[:5] == b"<?xml" and body[5:6] in (b" ", b"\t", b"\r", b"\n", b"?"):
        end = body.find(b">")
        body = body[end + 1:] if end >= 0 else body
    try:
        parser = ET.XMLParser(encoding="utf-8")
        parser.feed(body)
        return parser.close()
    except ET.ParseError as error:
        # Namespaces are not our business: we take the local name of any prefix.
        return "unbound" if "unbound prefix" in str(error) else None
    except (ValueError, LookupError):
        return None


def local(name):
    return name.rsplit("}", 1)[-1]


def shape(element):
    """Names and, where an element has no children, its text."""
    children = list(element)
    inner = "".join(shape(child) for child in children) if children else (element.text or "").encode().hex()
    return f"({local(element.tag)} {inner})"


same = wellformed = refused = unbound = 0
different = []
paths = [path for folder in folders for path in sorted(pathlib.Path(folder).iterdir())]
for path, (accepted, text) in zip(paths, ours(paths), strict=True):
    tree = theirs(path.read_bytes())
    if tree == "unbound":
        unbound += 1
    elif accepted and tree is not None and text == shape(tree):
        same += 1
        wellformed += 1
    elif not accepted and tree is None:
        same += 1
    elif not accepted and any(word in text for word in LIMITS):
        refused += 1
    else:
        different.append((path, accepted, tree is not None, text[:200]))
print(
    f"{same} documents alike ({wellformed} well-formed), {refused} refused on purpose, {unbound} with a prefix that "
    f"stands for nothing, {len(different)} different"
)
for path, we, they, text in different[:20]:
    print(f"  {path}: we {'accept' if we else 'refuse'}, xml.etree {'accepts' if they else 'refuses'}: {text}")
sys.exit(1 if different or wellformed == 0 else 0)
