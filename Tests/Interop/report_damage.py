"""Every kind of damage that `report verify` tells apart, done to a report that is whole, and what has to be said of it."""

import gzip
import hashlib
import json
import random
from dataclasses import dataclass

from report_files import describe, lines, place, render, store

STEPS = ["manifest", "manifestChecksum", "files", "fileChecksums", "rows", "counts", "keys"]


@dataclass(frozen=True)
class Damage:
    """`stage` is what it is done to; all sums that are taken afterwards are right."""

    name: str
    step: str
    codes: tuple
    stage: str
    do: object
    # Whether a report can be damaged so.
    fits: object = lambda written: True


def steps_of(written):
    """What each step comes to of an undamaged report."""
    cloud, layout = written.report.cloud, written.report.layout
    # The later two layouts of COS have no counts: seen only where there is a file.
    counted = cloud == "huawei-obs" or cloud == "tencent-cos" and (layout in ("current", "first") or not written.parts)
    absent = {
        "manifestChecksum": written.checksum is None, "fileChecksums": cloud == "huawei-obs", "counts": not counted,
    }
    return {step: "absent" if absent.get(step) else "passed" for step in STEPS}


def rung_before(steps, failed):
    passed = [step for step in STEPS[: STEPS.index(failed)] if steps[step] == "passed"]
    return passed[-1] if passed else "none"


def build(rng, report, start, damage=None):
    """Writes the report down stage by stage, doing the damage in between."""
    written, speller = lines(rng, report, start)

    def stage(name):
        if damage and damage.stage == name:
            damage.do(rng, written, speller)

    stage("lines")
    store(rng, written, speller)
    stage("stored")
    describe(rng, written, speller.columns)
    stage("manifest")
    render(rng, written)
    stage("text")
    place(rng, written)
    stage("objects")
    return written


def part(rng, written):
    return rng.choice([part for part in written.parts if part.rows])


def has_rows(written):
    return any(part.rows for part in written.parts)


def compressed(written):
    return any(part.rows and part.stored[:2] == b"\x1f\x8b" for part in written.parts)


def insert(line):
    """A line of its own among the others; the row is counted."""
    def do(rng, written, speller):
        chosen = part(rng, written)
        chosen.lines.insert(rng.randrange(len(chosen.lines) + 1), line(rng, written, speller))
        chosen.rows += 1
        written.report.rows.append(None)
    return do


def value(column, texts, plain=False):
    """A row whose field of that column has one of those texts."""
    def line(rng, written, speller):
        row = rng.choice([row for row in written.report.rows if row])
        fields = speller.fields(row)
        names = [name.lower() for name in written.report.columns]
        if "key" != column.lower():
            # A key of its own, so that nothing else is wrong.
            fields[names.index("key")] = "a-key-of-its-own"
        fields[names.index(column.lower())] = rng.choice(texts)
        return speller.line(fields)
    return line


def raw(text):
    def line(rng, written, speller):
        return text(rng, value("Key", ["a-key-of-its-own"])(rng, written, speller).removesuffix(speller.end)) + speller.end
    return line


def malformed(rng, line):
    return rng.choice([b'"a"b,' + line, b'a"b",' + line, line[:1] + b"\x00" + line[1:] + b"\x00"])


def unclosed(rng, written, speller):
    chosen = part(rng, written)
    chosen.lines.append(b'"never closed' + speller.end)


def stored(change):
    """Changes the bytes of one file before its sums are taken."""
    def do(rng, written, speller):
        chosen = rng.choice([part for part in written.parts if part.rows and part.stored[:2] == b"\x1f\x8b"])
        # One member without padding, so that where it ends is known.
        chosen.stored = change(rng, gzip.compress(gzip.decompress(chosen.stored)))
    return do


def flip(content, place):
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1:]


def placed(change):
    """Changes one data object after all sums were taken."""
    def do(rng, written, speller):
        chosen = part(rng, written)
        content = change(rng, written.objects[chosen.key])
        if content is None:
            del written.objects[chosen.key]
        else:
            written.objects[chosen.key] = content
    return do


def manifest(change):
    def do(rng, written, speller):
        change(rng, written.manifest)
    return do


def text(change):
    """Changes the manifest's bytes; the checksum is of what comes out."""
    def do(rng, written, speller):
        written.manifest_text = change(rng, written.manifest_text)
        if written.checksum is not None:
            written.checksum = hashlib.md5(written.manifest_text).hexdigest().encode()
    return do


def other_checksum(rng, written, speller):
    written.objects[f"{written.run}/manifest.checksum"] = rng.choice(
        [b"0" * 32, b"", b"no checksum", hashlib.md5(b"").hexdigest().encode(), written.checksum.strip()[:31]])


def repeat_file(rng, manifest):
    manifest["files"].append(dict(rng.choice(manifest["files"])))


def respell_file(rng, manifest):
    """The same file once more, its key encoded: decoded, both are one."""
    one = dict(rng.choice(manifest["files"]))
    one["key"] = one["key"].replace("/", "%2F") if "/" in one["key"] else one["key"].replace("%2F", "/")
    manifest["files"].append(one)


def unsafe_file(rng, manifest):
    paths = ["/etc/passwd", "../secret", "a/../../b", "a/..", "..", "%2Fetc%2Fpasswd", "a%2F..%2Fb", "%2e%2e/b", "a/%2E%2e/b"]
    manifest["files"].append(manifest["files"][0] | {"key": rng.choice(paths)} if manifest["files"] else {
        "key": rng.choice(paths), "size": 1, "MD5checksum": "0" * 32, "inventoriedRecord": 0})


def incomplete(rng, manifest):
    if rng.random() < 0.5:
        del manifest[rng.choice(["files", "fileSchema"])]
    else:
        manifest["fileSchema"] = rng.choice(["", "Bucket, Size", "Bucket, Keys, Size"])


def miscount(rng, written, speller):
    step = rng.choice([-1, 1, 1000])
    if "filterObjectCount" in written.manifest:
        kind = type(written.manifest["filterObjectCount"])
        written.manifest["filterObjectCount"] = kind(max(int(written.manifest["filterObjectCount"]) + step, 0))
        return
    one = rng.choice([one for one in written.manifest["files"] if one["inventoriedRecord"]])
    one["inventoriedRecord"] += step


def lose_rows(rng, written, speller):
    """The manifest counts a row that no file has."""
    del part(rng, written).lines[0]


def repeat_key(rng, written, speller):
    row = rng.choice([row for row in written.report.current()])
    chosen = part(rng, written)
    chosen.lines.append(speller.line(speller.fields(row)))
    chosen.rows += 1
    written.report.rows.append(None)


def tells(column):
    return lambda written: has_rows(written) and written.report.tells(column)


def counted(written):
    return has_rows(written) and steps_of(written)["counts"] == "passed"


TOO_LONG = ["k" * 1025, "%41" * 1025, "%2F" * 600 + "k" * 600]
BAD_KEYS = ["%", "%4", "%zz", "a%", "a%2", "%%41", "%2 1", "a%-1b"]
BAD_SIZES = ["-1", "9223372036854775808", "1.5", "abc", "1e3", "0x10", "99999999999999999999"]
BAD_DATES = ["yesterday", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "01/02/2026"]

DAMAGES = [
    Damage("manifest no JSON", "manifest", ("manifest-unreadable",), "text",
           text(lambda rng, it: rng.choice([b"", b"not JSON", it[: len(it) // 2], b"[" + it + b"]", b"null", it + b"{}"]))),
    Damage("manifest incomplete", "manifest", ("manifest-incomplete",), "manifest", manifest(incomplete)),
    Damage("other format", "manifest", ("format-unsupported",), "manifest",
           manifest(lambda rng, it: it.update(fileFormat=rng.choice(["ORC", "Parquet"])))),
    Damage("file listed twice", "manifest", ("manifest-file-repeated",), "manifest", manifest(repeat_file), has_rows),
    Damage("file listed in two spellings", "manifest", ("manifest-file-repeated",), "manifest", manifest(respell_file),
           lambda written: has_rows(written) and written.report.cloud == "huawei-obs" and " " not in written.run),
    Damage("path leads out", "manifest", ("manifest-path-unsafe",), "manifest", manifest(unsafe_file)),
    Damage("manifest's checksum", "manifestChecksum", ("manifest-checksum-mismatch",), "objects", other_checksum,
           lambda written: written.checksum is not None),
    Damage("file missing", "files", ("file-missing",), "objects", placed(lambda rng, it: None), has_rows),
    Damage("file's size", "files", ("file-size-mismatch",), "objects",
           placed(lambda rng, it: rng.choice([it[:-1], it + b"\n", b""])), has_rows),
    Damage("file's bytes", "fileChecksums", ("file-checksum-mismatch",), "objects",
           placed(lambda rng, it: flip(it, rng.randrange(len(it)))),
           lambda written: has_rows(written) and written.report.cloud != "huawei-obs"),
    Damage("gzip cut", "rows", ("file-truncated",), "stored",
           stored(lambda rng, it: it[: rng.randrange(3, len(it))]), compressed),
    Damage("gzip's trailer", "rows", ("file-corrupt",), "stored",
           stored(lambda rng, it: flip(it, len(it) - rng.randint(1, 8))), compressed),
    Damage("gzip's data", "rows", ("file-corrupt", "file-truncated"), "stored",
           stored(lambda rng, it: flip(it, rng.randrange(10, len(it) - 8))), compressed),
    Damage("garbage behind gzip", "rows", ("file-corrupt",), "stored",
           stored(lambda rng, it: it + bytes(rng.choice([0, 3])) + rng.choice([b"\n", b"trailing", b"\x01"])), compressed),
    Damage("quotes or NUL", "rows", ("row-malformed",), "lines", insert(raw(malformed)), has_rows),
    Damage("quote never closed", "rows", ("row-malformed",), "lines", unclosed, has_rows),
    Damage("row over a megabyte", "rows", ("row-too-long",), "lines",
           insert(value("Key", ["k" * (1 << 20)])), has_rows),
    Damage("row too narrow or wide", "rows", ("row-width",), "lines",
           insert(raw(lambda rng, it: rng.choice([b"one", it + b",more", it[: it.rindex(b",")] if b'"' not in it else b"a,b"]))),
           has_rows),
    Damage("size that is none", "rows", ("row-value",), "lines", insert(value("Size", BAD_SIZES)), tells("Size")),
    Damage("date that is none", "rows", ("row-value",), "lines", insert(value("LastModifiedDate", BAD_DATES)),
           tells("LastModifiedDate")),
    Damage("counts", "counts", ("count-mismatch",), "manifest", miscount, counted),
    Damage("rows lost", "counts", ("count-mismatch",), "lines", lose_rows, counted),
    Damage("key with a bad escape", "keys", ("key-undecodable",), "lines", insert(value("Key", BAD_KEYS)), has_rows),
    Damage("empty key", "keys", ("key-empty",), "lines", insert(value("Key", [""])), has_rows),
    Damage("key too long", "keys", ("key-too-long",), "lines", insert(value("Key", TOO_LONG)), has_rows),
    Damage("row of another bucket", "keys", ("bucket-mismatch",), "lines",
           insert(value("Bucket", ["another", "acme-photos2", "photos-1250000001", "Photos"])), has_rows),
    Damage("key twice", "keys", ("key-repeated",), "lines", repeat_key,
           lambda written: has_rows(written) and any(True for _ in written.report.current())),
]
