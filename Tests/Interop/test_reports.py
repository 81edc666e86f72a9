"""Random pairs of reports: compared by the command and by SQL that shares nothing with it; and every kind of damage."""

import copy
import json
import os
import random
import re
import subprocess
from datetime import datetime, timezone
from urllib.parse import quote_from_bytes, unquote_to_bytes

import pytest
import report_rows as rows
import report_sql
from processes import BINARY, ROOT
from report_damage import DAMAGES, STEPS, build, rung_before, steps_of
from report_files import write
from test_schemas import validator

PAIRS = int(os.environ.get("REPORT_PAIRS", "40"))
OPEN = {"missing", "different-size", "different-checksum", "stale", "suspect", "unsettled", "incomparable"}
WORK = OPEN - {"unsettled", "incomparable"}
SIGNS = {"same-checksum": "=", "same-size": "=", "missing": "+", "extra": "-", "unsettled": "!", "incomparable": "!"}
SCAN = datetime(2026, 3, 1, 1, 30, tzinfo=timezone.utc)


def run(*words):
    return subprocess.run([BINARY, "report", *map(str, words)], capture_output=True, text=True, timeout=60)


def printed(*words, status=None):
    done = run(*words, "--output", "json")
    assert status is None or done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout)


def canonical(key):
    return quote_from_bytes(key, safe="/~")


def cloud(report, option="--cloud"):
    """TOS and the older layouts of COS do not tell their cloud."""
    return [option, report.cloud] if report.cloud == "volcengine-tos" or report.layout != "current" else []


def instant(text):
    return int(datetime.fromisoformat(text).timestamp())


def pair(seed):
    rng = random.Random(seed)
    names = rows.keys(rng, rng.choice([0, 1, 20, 120, 300]))
    source, target = (rows.report(rng, [key for key in names if rng.random() < 0.95]) for _ in range(2))
    rows.agree(rng, source, target)
    return rng, source, target


def choice(rng, source, target):
    """Options, and what they say to the judge. Where all of the source would be left out, there are none."""
    words, said = [], {}
    if rng.random() < 0.4:
        said["source"], said["target"] = rng.choice([b"", b"x/", b"x"]), rng.choice([b"", b"y/", b"x/", b"y"])
        words += ["--map", f"{said['source'].decode()}={said['target'].decode()}"]
    if rng.random() < 0.4:
        said["excluded"] = rng.sample([b"tmp/", b"x/", b"a", b"\xc3\xa9", b" "], rng.choice([1, 2]))
        for prefix in said["excluded"]:
            words += ["--exclude", prefix.decode()]
    if rng.random() < 0.4:
        said["folders"] = True
        words += ["--skip-folders"]
    for report in source, target:
        # The extras of a mapping are told as they would be at the source, which may be too long for a key there.
        report.rows = [row for row in report.rows if len(row.key) < 1024 or not words]
    return words, said


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_random_pair_is_compared_as_by_sql(seed, tmp_path):
    rng, source, target = pair(seed)
    words, said = choice(rng, source, target)
    for report, name in (source, "a"), (target, "b"):
        write(tmp_path / name, build(rng, report, SCAN).objects)
    if given := rng.random() < 0.8:
        words += ["--settled-before", "2026-01-01T00:00:00Z"]
    works = {form: tmp_path / form for form in ("oms", "s3-batch", "rclone")}
    for form, path in works.items():
        words += ["--work", f"{form}={path}"]
    done = run(
        "compare", tmp_path / "a", tmp_path / "b", *cloud(source, "--source-cloud"), *cloud(target, "--target-cloud"),
        *words, "--lists", tmp_path / "lists", "--output", "json")
    assert done.returncode in (0, 2), done.stdout + done.stderr
    told = json.loads(done.stdout)
    settled = instant(told["settledBefore"])
    assert settled == rows.START if given else settled <= SCAN.timestamp()
    verdicts, skipped = report_sql.compare(source, target, settled, **said)

    lines = [json.loads(line) for line in (tmp_path / "lists/verdicts.jsonl").read_text().splitlines()]
    assert {unquote_to_bytes(line["key"]): line["verdict"] for line in lines} == verdicts
    assert [line["key"] for line in lines] == [canonical(key) for key in sorted(verdicts)]
    assert told["skipped"] == skipped
    assert set(told["counts"]) == OPEN | {"same-checksum", "same-size", "extra"}
    assert {name: count for name, count in told["counts"].items() if count} == {
        verdict: list(verdicts.values()).count(verdict) for verdict in set(verdicts.values())}
    # Options that leave out all of a source prove nothing.
    nothing = skipped["source"]["excluded"] + skipped["source"]["outOfScope"] > 0 and set(verdicts.values()) <= {"extra"}
    assert told["complete"] == (not nothing and not OPEN & set(verdicts.values()))
    assert done.returncode == (0 if told["complete"] and "extra" not in verdicts.values() else 2)
    assert (tmp_path / "lists/combined.txt").read_text() == "".join(
        f"{SIGNS.get(verdicts[key], '*')} {canonical(key)}\n" for key in sorted(verdicts))
    work = [key for key in sorted(verdicts) if verdicts[key] in WORK]
    plain = [key for key in work if not re.search(b"[\r\n]|^/", key)]
    assert works["oms"].read_text() == "".join(f"{canonical(key)}\n" for key in work)
    assert re.sub(f"(?m)^{re.escape(source.bucket)},", "", works["s3-batch"].read_text()) == works["oms"].read_text()
    assert works["rclone"].read_bytes() == b"".join(key + b"\n" for key in plain)
    assert told["work"]["rclone"] == {"listed": len(plain), "left": len(work) - len(plain)}


def as_told(report, row):
    """The line of `report cat`."""
    told = {"key": canonical(row.key)}
    if report.has_versions:
        told |= {"versionId": row.version, "isLatest": row.latest, "isDeleteMarker": row.marker}
    multipart = row.multipart if report.tells("IsMultipartUploaded") or report.tells("MultipartUploaded") else None
    return told | {
        "size": row.size if report.tells("Size") else None,
        "modified": f"{datetime.fromtimestamp(row.time, timezone.utc):%Y-%m-%dT%H:%M:%SZ}"
        if report.tells("LastModifiedDate") and row.time is not None else None,
        "etag": row.etag or None if report.tells("ETag") else None, "multipart": multipart,
        "crc64": str(row.crc) if report.tells("CRC64") and row.crc is not None else None,
    }


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_random_report_is_found_verified_and_read(seed, tmp_path):
    rng, report, _ = pair(seed + 10**6)
    written = build(rng, report, SCAN)
    write(tmp_path, written.objects)
    runs = printed("find", tmp_path, *cloud(report), status=0)["runs"]
    assert [run["manifest"] for run in runs if run["complete"]][0] == written.manifest_key
    verified = printed("verify", tmp_path, *cloud(report), status=0)
    assert (verified["cloud"], verified["manifest"]) == (report.cloud, written.manifest_key)
    assert (verified["outcome"], verified["rung"], verified["rows"]) == ("verified", "keys", len(report.rows))
    assert verified["steps"] == steps_of(written)
    done = run("cat", tmp_path, *cloud(report), "--output", "jsonl")
    assert done.returncode == 0, done.stderr
    expected = [as_told(report, row) for row in report.rows]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if not report.has_versions:
        found = [{name: line[name] for name in line if name not in ("versionId", "isLatest", "isDeleteMarker")} for line in found]
    assert ordered(found) == ordered(expected)


def ordered(lines):
    return sorted(json.dumps(line, sort_keys=True) for line in lines)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
@pytest.mark.parametrize("seed", range(max(PAIRS // 20, 2)))
def test_damage_is_told(seed, damage, tmp_path):
    # The first report after that seed that can be damaged so.
    for number in range(10**7 + seed * 1000, 10**7 + seed * 1000 + 1000):
        rng, report, _ = pair(number)
        state = rng.getstate()
        whole = build(rng, copy.deepcopy(report), SCAN)
        if damage.fits(whole):
            break
    rng.setstate(state)
    written = build(rng, copy.deepcopy(report), SCAN, damage)
    write(tmp_path / "a", written.objects)
    write(tmp_path / "b", whole.objects)
    if damage.step != "keys" or "key-repeated" not in damage.codes:
        told = printed("verify", tmp_path / "a", *cloud(report), status=1)
        before = steps_of(whole) | ({"manifestChecksum": "passed"} if damage.step == "manifestChecksum" else {})
        failed = next(step for step in STEPS if told["steps"][step] == "failed")
        assert (told["outcome"], failed, told["rung"]) == ("failed", damage.step, rung_before(before, damage.step)), told
        assert {failure["code"] for failure in told["failures"] if failure["step"] == failed} & set(damage.codes), told
        assert run("cat", tmp_path / "a", *cloud(report), "--output", "jsonl").returncode == 1
    for source, target in ("a", "b"), ("b", "a"):
        done = run(
            "compare", tmp_path / source, tmp_path / target, *cloud(report, "--source-cloud"),
            *cloud(report, "--target-cloud"), "--output", "json")
        assert done.returncode == 1, done.stdout + done.stderr
        assert "counts" not in json.loads(done.stdout)


def test_where_no_run_is_complete_there_is_no_report(tmp_path):
    rng, report, _ = pair(3)
    written = build(rng, report, SCAN)
    write(tmp_path / "a", written.objects)
    for name, objects in ("empty", {"README.txt": b""}), (
        "unfinished", {key: it for key, it in written.objects.items() if not key.endswith("manifest.json")}):
        write(tmp_path / name, objects)
        assert printed("find", tmp_path / name, *cloud(report), status=4)["format"] == "cloud-inventory/report-runs/1"
        assert printed("verify", tmp_path / name, *cloud(report), status=4)["outcome"] == "no-report"
        assert run("cat", tmp_path / name, *cloud(report), "--output", "jsonl").returncode == 4
        for source, target in ("a", name), (name, "a"):
            options = cloud(report, "--source-cloud") + cloud(report, "--target-cloud")
            assert "counts" not in printed("compare", tmp_path / source, tmp_path / target, *options, status=4)


def test_what_is_printed_is_what_the_schemas_say(tmp_path):
    pairs = [path for path in sorted((ROOT / "Tests/Vectors/reports").iterdir()) if path.is_dir()]
    assert len(pairs) == 17
    for pair in pairs:
        truth = json.loads((pair / "truth.json").read_text())
        for side in "a", "b":
            options = truth["reports"][side]["options"]
            validator("report-runs").validate(printed("find", pair / side, *options))
            validator("report-verification").validate(printed("verify", pair / side, *options))
        validator("report-comparison").validate(
            printed("compare", pair / "a", pair / "b", *truth["compare"]["options"], "--work", f"oms={tmp_path / 'oms'}"))
    validator("report-verification").validate(printed("verify", tmp_path))
