"""What two reports are asked beside whether one is a copy of the other: histories, nights, and lists for other tools."""

import csv
import hashlib
import json
import subprocess

import pytest
from processes import BINARY
from test_schemas import validator

CURRENT = "Bucket, Key, Size, LastModifiedDate, ETag"
ALL = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag"
EARLY, LATER = "2025-01-01T00:00:00.000Z", "2025-01-02T00:00:00.000Z"
ONE, TWO = hashlib.md5(b"1").hexdigest(), hashlib.md5(b"2").hexdigest()


def write(folder, run, rows, schema=CURRENT):
    """A report of S3 in one plain file."""
    text = "".join(",".join(f'"{field}"' for field in ("photos", *row)) + "\n" for row in rows).encode()
    data, place = f"photos/bk/data/{run}.csv", folder / "photos/bk" / run
    for path in place, (folder / data).parent:
        path.mkdir(parents=True, exist_ok=True)
    (folder / data).write_bytes(text)
    manifest = json.dumps({
        "sourceBucket": "photos", "destinationBucket": "arn:aws:s3:::inv", "version": "2016-11-30", "fileFormat": "CSV",
        "creationTimestamp": "1780000000000", "fileSchema": schema,
        "files": [{"key": data, "size": len(text), "MD5checksum": hashlib.md5(text).hexdigest()}]})
    (place / "manifest.json").write_text(manifest)
    (place / "manifest.checksum").write_text(hashlib.md5(manifest.encode()).hexdigest())
    return f"photos/bk/{run}/manifest.json"


def run(*words, status):
    done = subprocess.run([BINARY, "report", *map(str, words)], capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def printed(*words, status):
    return json.loads(run(*words, "--output", "json", status=status))


@pytest.fixture
def nights(tmp_path):
    first = write(tmp_path, "2026-01-01T00-00Z", [("a", "1", EARLY, ONE), ("b", "1", EARLY, ONE), ("c", "1", EARLY, ONE)])
    write(tmp_path, "2026-01-02T00-00Z", [("a", "1", EARLY, ONE), ("b", "1", LATER, ONE), ("d", "2", LATER, TWO)])
    write(tmp_path, "2026-01-03T00-00Z", [("d", "2", LATER, TWO), ("b", "1", LATER, ONE), ("a", "1", EARLY, ONE)])
    return tmp_path, first


def test_two_nights_are_compared_whatever_the_order_of_rows(nights):
    folder, first = nights
    told = printed("changes", folder, status=0)
    validator("report-changes").validate(told)
    assert told["counts"] == {"added": 0, "removed": 0, "changed": 0, "same": 3, "incomparable": 0}
    lists = folder / "lists"
    told = printed(
        "changes", folder, "--before", first, "--lists", lists, "--work", f"oms={folder}/oms", status=2)
    validator("report-changes").validate(told)
    assert told["before"]["manifest"] == first
    assert told["counts"] == {"added": 1, "removed": 1, "changed": 1, "same": 1, "incomparable": 0}
    lines = [json.loads(line) for line in (lists / "changes.jsonl").read_text().splitlines()]
    assert [(line["key"], line["change"]) for line in lines] == [
        ("a", "same"), ("b", "changed"), ("c", "removed"), ("d", "added")]
    assert (folder / "oms").read_text() == "b\nd\n"
    assert told["work"] == {"oms": {"listed": 2, "left": 0}}


def test_nights_that_are_not_there_are_refused(nights):
    folder, first = nights
    run("changes", folder, "--before", "photos/bk/none/manifest.json", status=4)
    run("changes", folder, "--after", first, status=4)
    run("changes", folder, "--before", first, "--after", first, status=4)
    (folder / "photos/bk/data/2026-01-03T00-00Z.csv").write_text("cut")
    assert "counts" not in printed("changes", folder, status=1)


def test_histories_are_compared_in_order_and_named_by_key(tmp_path):
    def versions(key, *history, day):
        times = [f"2025-01-{day:02}T00:00:{second:02}.000Z" for second in range(len(history))]
        return [
            (key, f"v{number}-{day}", "true" if number == len(history) - 1 else "false", "true" if etag is None else "false",
             "" if etag is None else "1", times[number], etag or "") for number, etag in enumerate(history)]

    a, b = tmp_path / "a", tmp_path / "b"
    write(a, "2026-01-01T00-00Z", [
        *versions("gone", ONE, None, day=1), *versions("kept", ONE, TWO, day=1), *versions("short", ONE, TWO, day=1)], ALL)
    write(b, "2026-01-01T00-00Z", [
        *versions("gone", ONE, None, day=2), *versions("kept", ONE, TWO, day=2), *versions("short", TWO, day=2)], ALL)
    told = printed("compare", a, b, "--versions", "--lists", tmp_path / "lists", status=2)
    validator("report-comparison").validate(told)
    assert {name: count for name, count in told["counts"].items() if count} == {"same-checksum": 2, "different-history": 1}
    lines = [json.loads(line) for line in (tmp_path / "lists/verdicts.jsonl").read_text().splitlines()]
    assert lines == [
        {"key": "gone", "verdict": "same-checksum", "sourceVersions": 2, "targetVersions": 2},
        {"key": "kept", "verdict": "same-checksum", "sourceVersions": 2, "targetVersions": 2},
        {"key": "short", "verdict": "different-history", "sourceVersions": 2, "targetVersions": 1}]
    assert (tmp_path / "lists/combined.txt").read_text() == "= gone\n= kept\n* short\n"
    # The current versions are the same.
    assert printed("compare", a, b, status=0)["complete"]
    run("compare", a, b, "--versions", "--work", f"oms={tmp_path}/oms", status=64)
    write(tmp_path / "c", "2026-01-01T00-00Z", [("kept", "1", EARLY, ONE)])
    run("compare", a, tmp_path / "c", "--versions", status=4)


def test_what_is_missing_is_a_report_again_and_a_list_for_google(tmp_path):
    keys = ["a,b", "say %22x%22", "plain", "dir/", "line%0Abreak", "%FF", "é"]
    a, b = tmp_path / "a", tmp_path / "b"
    write(a, "2026-01-01T00-00Z", [*((key.replace(",", "%2C"), "7", EARLY, ONE) for key in keys), ("there", "1", EARLY, ONE)])
    write(b, "2026-01-01T00-00Z", [("there", "1", LATER, ONE)])
    left = tmp_path / "left"
    told = printed(
        "compare", a, b, "--work", f"inventory={left}", "--work", f"google-transfer={tmp_path}/google", status=2)
    validator("report-comparison").validate(told)
    assert told["work"] == {"inventory": {"listed": 7, "left": 0}, "google-transfer": {"listed": 4, "left": 3}}
    with open(tmp_path / "google", newline="", encoding="utf-8") as file:
        assert [row for row in csv.reader(file)] == [["a,b"], ["plain"], ['say "x"'], ["é"]]
    verified = printed("verify", left, status=0)
    assert (verified["rows"], verified["bucket"], verified["cloud"]) == (7, "photos", "amazon-s3")
    rows = [json.loads(line) for line in run("cat", left, "--output", "jsonl", status=0).splitlines()]
    assert [row["size"] for row in rows] == [7] * 7
    assert {row["key"] for row in rows} == {
        "a%2Cb", "say%20%22x%22", "plain", "dir/", "line%0Abreak", "%FF", "%C3%A9"}
    # What is left, once copied, is complete.
    assert printed("compare", left, a, status=2)["counts"]["missing"] == 0
    assert not list(left.rglob("*.partial"))
