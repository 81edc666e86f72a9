"""What DuckDB and Spark say of two reports is what we say, on every fixture and on random pairs; and what they lose is told."""

import gzip
import json
import os

import pytest
import report_files
from engines import document, run, tried
from processes import ROOT
from report_damage import build
from test_reports import SCAN, choice, cloud, pair

PAIRS = int(os.environ.get("ENGINE_PAIRS", "10"))
FIXTURES = [path for path in sorted((ROOT / "Tests/Vectors/reports").iterdir()) if path.is_dir()]


def lists(folder):
    """Options that write every list, and what reads them."""
    words = ["--lists", folder / "lists"]
    for form in "oms", "s3-batch", "rclone":
        words += ["--work", f"{form}={folder / form}"]
    names = ["lists/verdicts.jsonl", "lists/combined.txt", "oms", "s3-batch", "rclone"]

    def read():
        return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}
    return words, read


def is_refused(path):
    """Whether DuckDB can read a file in no letters: it is no UTF-8, and has bytes that DuckDB refuses in Latin-1."""
    content = path.read_bytes()
    content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    try:
        content.decode()
        return False
    except UnicodeDecodeError:
        return any(0x80 <= byte <= 0x9F for byte in content)


def compare_both(engine, variables, folder, *words):
    """Both answers are the same: document, status and every list."""
    answers = []
    for name, more in ("ours", []), (engine, ["--engine", engine]):
        (folder / name).mkdir()
        wanted, read = lists(folder / name)
        done = run(variables, "compare", *words, *wanted, *more, "--output", "json")
        answers.append((done, document(done), read()))
    (ours, told, files), (theirs, theirs_told, their_files) = answers
    if engine == "duckdb" and "neither UTF-8" in theirs.stderr:
        # No cloud is known to write such bytes; our own reader takes them.
        assert theirs.returncode == 4 and not their_files and any(is_refused(path) for path in folder.rglob("*.csv*"))
        return told
    assert theirs.returncode == ours.returncode, theirs.stdout + theirs.stderr
    if "counts" in told:
        assert theirs_told == told
        assert their_files == files
    else:
        assert "counts" not in theirs_told and not their_files
    return told


def answer_of_a_fixture(engine, variables, fixture, folder):
    truth = json.loads((fixture / "truth.json").read_text())["compare"]
    told = compare_both(engine, variables, folder, fixture / "a", fixture / "b", *truth["options"])
    assert told.get("counts") == truth.get("counts")


def answer_of_a_random_pair(engine, variables, seed, folder):
    rng, source, target = pair(seed + 5000)
    words, _ = choice(rng, source, target)
    for report, name in (source, "a"), (target, "b"):
        report_files.write(folder / name, build(rng, report, SCAN).objects)
    if rng.random() < 0.8:
        words += ["--settled-before", "2026-01-01T00:00:00Z"]
    compare_both(
        engine, variables, folder, folder / "a", folder / "b", *cloud(source, "--source-cloud"),
        *cloud(target, "--target-cloud"), *words)


@pytest.mark.parametrize("engine, fixture", tried(FIXTURES[::-1], 3), ids=lambda it: getattr(it, "name", it))
def test_a_fixture_gets_the_same_answer(engine, fixture, engines, tmp_path):
    answer_of_a_fixture(engine, engines[engine], fixture, tmp_path)


@pytest.mark.parametrize("engine, seed", tried(range(PAIRS), 3))
def test_a_random_pair_gets_the_same_answer(engine, seed, engines, monkeypatch, tmp_path):
    monkeypatch.setattr(report_files, "ODD_FILES", False)
    answer_of_a_random_pair(engine, engines[engine], seed, tmp_path)
