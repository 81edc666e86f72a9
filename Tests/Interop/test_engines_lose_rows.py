"""What an engine loses, reads twice or cannot read makes its job fail, before it has concluded anything."""

import csv
import gzip
import json
import shutil
import subprocess

import pytest
import report_files
from engines import NAMES, WHOLE, document, run, tried
from report_damage import DAMAGES, build
from test_reports import SCAN, cloud, pair
from test_schemas import validator

# Damage that is seen by files, sums and first rows, or by the engine. Spark takes quotes and NUL inside a field for text.
NOT_SEEN = {("spark", "quotes or NUL")}
DAMAGED = [(engine, damage) for engine, damage in tried(DAMAGES, 0) if (engine, damage.name) not in NOT_SEEN]

# Cases of which one is enough of Spark beside the other tests.
THESE = NAMES if WHOLE else ["duckdb"]


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Two reports of S3, whose manifests count no rows, in several files."""
    monkeypatch.setattr(report_files, "ODD_FILES", False)
    for number in range(10**6, 10**6 + 1000):
        rng, source, target = pair(number)
        if source.cloud == target.cloud == "amazon-s3" and len(source.rows) > 20 and len(target.rows) > 20:
            written = [build(rng, report, SCAN) for report in (source, target)]
            if all(len([part for part in one.parts if part.rows]) > 2 for one in written):
                break
    for name, one in zip("ab", written):
        report_files.write(tmp_path / name, one.objects)
    return tmp_path, written


def handed_over(variables, engine, folder):
    done = run(variables, "handover", engine, folder / "a", folder / "b", "--out", folder / "out", "--output", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    validator("report-handover").validate(told)
    return folder / "out", told["script"]


def job(variables, engine, out, script=None):
    script = script or ("compare.sql" if engine == "duckdb" else "compare.py")
    words = ["duckdb", "-bail", "-f", script] if engine == "duckdb" else ["spark-submit", script]
    return subprocess.run(
        [shutil.which(words[0], path=variables["PATH"]), *words[1:]], cwd=out, env=variables, capture_output=True,
        text=True, timeout=300)


def fails(variables, engine, out, sentence):
    done = job(variables, engine, out)
    assert done.returncode != 0, done.stdout
    assert sentence in done.stdout + done.stderr
    assert not (out / "counts.csv").exists() and not (out / "verdicts.csv").exists()


@pytest.mark.parametrize("engine", THESE)
def test_the_script_answers_as_the_command_does(engine, engines, reports):
    folder, _ = reports
    out, script = handed_over(engines[engine], engine, folder)
    assert "Is everything of a source at a target" in (out / script.rpartition("/")[2]).read_text()
    done = job(engines[engine], engine, out)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(run(engines[engine], "compare", folder / "a", folder / "b", "--output", "json").stdout)["counts"]
    counted = {verdict: int(keys) for verdict, keys in csv.reader((out / "counts.csv").read_text().splitlines())}
    assert counted == {verdict: keys for verdict, keys in told.items() if keys}


@pytest.mark.parametrize("engine", THESE)
def test_a_lost_file_fails_the_job(engine, engines, reports):
    folder, written = reports
    out, _ = handed_over(engines[engine], engine, folder)
    (folder / "b" / next(part.key for part in written[1].parts if part.rows)).unlink()
    fails(engines[engine], engine, out, "")


@pytest.mark.parametrize("engine", NAMES)
def test_a_file_that_came_to_be_empty_fails_the_job(engine, engines, reports):
    """Engines take a file without bytes for one without rows; of S3 no manifest says how many there are."""
    folder, written = reports
    out, _ = handed_over(engines[engine], engine, folder)
    part = next(part for part in written[0].parts if part.rows)
    (folder / "a" / part.key).write_bytes(gzip.compress(b"") if part.key.endswith(".gz") else b"")
    fails(engines[engine], engine, out, "the file is lost")


@pytest.mark.parametrize("engine", NAMES)
def test_an_empty_side_fails_the_job(engine, engines, reports):
    """A source that reads as empty would make every answer `extra`, and complete."""
    folder, _ = reports
    out, script = handed_over(engines[engine], engine, folder)
    path = out / script.rpartition("/")[2]
    text = path.read_text()
    empty = text.replace("FROM source_text", "FROM source_text WHERE false")
    assert empty != text
    path.write_text(empty)
    fails(engines[engine], engine, out, "0 rows were read of ")


@pytest.mark.parametrize("engine", THESE)
def test_a_file_that_is_read_twice_fails_the_job(engine, engines, reports):
    folder, _ = reports
    out, script = handed_over(engines[engine], engine, folder)
    path = out / script.rpartition("/")[2]
    path.write_text(path.read_text().replace("FROM target_text", "FROM (SELECT * FROM target_text UNION ALL SELECT * FROM target_text) AS t"))
    fails(engines[engine], engine, out, "rows were read of " if engine == "duckdb" else "is listed twice")


@pytest.mark.parametrize("engine, damage", DAMAGED, ids=lambda it: getattr(it, "name", it))
def test_damage_is_told_with_an_engine_too(engine, damage, engines, monkeypatch, tmp_path):
    monkeypatch.setattr(report_files, "ODD_FILES", False)
    for number in range(3 * 10**7, 3 * 10**7 + 1000):
        rng, report, _ = pair(number)
        state = rng.getstate()
        whole = build(rng, report, SCAN)
        if damage.fits(whole):
            break
    _, report, _ = pair(number)
    rng.setstate(state)
    damaged = build(rng, report, SCAN, damage)
    report_files.write(tmp_path / "a", damaged.objects)
    report_files.write(tmp_path / "b", whole.objects)
    done = run(
        engines[engine], "compare", tmp_path / "a", tmp_path / "b", *cloud(report, "--source-cloud"),
        *cloud(report, "--target-cloud"), "--engine", engine, "--output", "json")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "counts" not in document(done)
