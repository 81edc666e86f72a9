"""Fingerprints: the same document from us, DuckDB and Spark; and what they prove equal need not be compared."""

import hashlib
import json

import pytest
import report_files
from engines import NAMES, document, run, tried
from report_damage import build
from test_engines import FIXTURES, PAIRS
from test_engines_lose_rows import job, reports  # noqa: F401, a fixture
from test_reports import SCAN, canonical, choice, cloud, pair
from test_schemas import validator

TRUTHS = [(path, json.loads((path / "truth.json").read_text())) for path in FIXTURES]
WHOLE_SIDES = [
    (path / side, truth["reports"][side].get("options", [])) for path, truth in TRUTHS for side in "ab"
    if truth["reports"][side]["expect"]["outcome"] == "verified"]
# What a comparison is told of its keys, as each side's fingerprint is.
SIDES = {"source": 0, "target": 1}


def fingerprint(variables, place, *words):
    done = run(variables, "fingerprint", place, *words, "--output", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    validator("report-fingerprint").validate(told)
    return told


def scope(words, side):
    """The options of a comparison as those of a side's fingerprint."""
    found = []
    for number, word in enumerate(words):
        if word == "--map":
            found += ["--prefix", words[number + 1].split("=")[SIDES[side]]]
        elif word == "--exclude":
            found += ["--exclude", words[number + 1]]
        elif word == "--skip-folders":
            found.append(word)
    return found


@pytest.mark.parametrize("engine, side", tried(WHOLE_SIDES[::-1], 2), ids=lambda it: it if isinstance(it, str) else "-".join(it[0].parts[-2:]))
def test_a_fixture_has_one_fingerprint(engine, side, engines):
    place, options = side
    ours = fingerprint(engines[engine], place, *options)
    assert fingerprint(engines[engine], place, *options, "--engine", engine) == ours


def by_hand(report, prefix, excluded, skips_folders, count):
    """The buckets of a report, by nothing of ours."""
    found = {}
    for row in report.rows:
        if report.has_versions and (not row.latest or row.marker):
            continue
        size = row.size if report.tells("Size") else None
        rest = row.key[len(prefix):]
        if not row.key.startswith(prefix) or any(rest.startswith(other) for other in excluded):
            continue
        if skips_folders and row.key.endswith(b"/") and not size:
            continue
        number = int(hashlib.sha256(canonical(rest).encode()).hexdigest()[:8], 16) % count
        digest = hashlib.sha256(f"{canonical(rest)} {'' if size is None else size}".encode()).digest()
        bucket = found.setdefault(number, [0, 0, [0] * 4])
        bucket[0] += 1
        bucket[1] = (bucket[1] + (size or 0)) % 2**63
        bucket[2] = [
            (word + int.from_bytes(digest[4 * place:4 * place + 4], "big")) % 2**32 for place, word in enumerate(bucket[2])]
    return {
        number: (objects, size, "".join(f"{word:08x}" for word in words)) for number, (objects, size, words) in found.items()}


@pytest.mark.parametrize("engine, seed", tried(range(PAIRS // 10), 1))
def test_buckets_that_differ_have_every_difference(engine, seed, engines, monkeypatch, tmp_path):
    monkeypatch.setattr(report_files, "ODD_FILES", False)
    rng, source, target = pair(seed + 7000)
    words, said = choice(rng, source, target)
    # Most keys are alike on both sides, so that some buckets are.
    kept = {row.key: row for row in source.rows}
    for row in target.rows:
        if (other := kept.get(row.key)) and rng.random() < 0.9:
            row.size, row.etag = other.size, other.etag
    clouds = {"source": cloud(source), "target": cloud(target)}
    for report, name in (source, "source"), (target, "target"):
        report_files.write(tmp_path / name, build(rng, report, SCAN).objects)
        more = ["--buckets", 40, *scope(words, name), *clouds[name]]
        ours = fingerprint(engines[engine], tmp_path / name, *more, "--out", tmp_path / f"{name}.json")
        assert ours == json.loads((tmp_path / f"{name}.json").read_text())
        assert fingerprint(engines[engine], tmp_path / name, *more, "--engine", engine) == ours
        prefix = said.get(name, b"")
        assert {bucket["bucket"]: (bucket["objects"], bucket["bytes"], bucket["sizes"]) for bucket in ours["fingerprint"]} \
            == by_hand(report, prefix, said.get("excluded", []), "folders" in said, 40)
    words = [
        tmp_path / "source", tmp_path / "target", *words, "--settled-before", "2026-01-01T00:00:00Z", "--output", "json",
        *(word for side in clouds for word in ([f"--{side}-cloud", clouds[side][1]] if clouds[side] else []))]
    fingerprints = ["--source-fingerprint", tmp_path / "source.json", "--target-fingerprint", tmp_path / "target.json"]
    whole = run(engines[engine], "compare", *words, "--lists", tmp_path / "whole")
    told = document(whole)
    for name, more in ("ours", []), (engine, ["--engine", engine]):
        parts = run(engines[engine], "compare", *words, *fingerprints, *more, "--lists", tmp_path / name)
        found = document(parts)
        used = found.pop("fingerprints")
        assert found == told and parts.returncode == whole.returncode, parts.stdout + parts.stderr
        assert used["buckets"] == 40 and used["equalBy"] == "checksum"
        listed = set((tmp_path / name / "combined.txt").read_text().splitlines())
        everything = set((tmp_path / "whole/combined.txt").read_text().splitlines())
        assert listed <= everything and all(line.startswith("= ") for line in everything - listed)
    held = run(engines[engine], "compare-fingerprints", tmp_path / "source.json", tmp_path / "target.json", "--output", "json")
    differing = json.loads(held.stdout)["differing"]
    validator("report-fingerprints").validate(json.loads(held.stdout))
    assert held.returncode == (2 if differing else 0) and len(differing) == used["differing"]


@pytest.mark.parametrize("engine", NAMES)
def test_a_fingerprint_of_a_lost_file_is_none(engine, engines, reports):  # noqa: F811
    folder, written = reports
    done = run(engines[engine], "fingerprint", folder / "a", "--engine", engine, "--script", folder / "out", "--output", "json")
    assert done.returncode == 0, done.stderr
    part = next(part for part in written[0].parts if part.rows)
    (folder / "a" / part.key).unlink()
    script = next((folder / "out").iterdir())
    ended = job(engines[engine], engine, folder / "out", script.name)
    assert ended.returncode != 0 and not (folder / "out/fingerprint.json").exists()
