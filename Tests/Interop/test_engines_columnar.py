"""Parquet and ORC inventories of S3, which only engines read: the same answer as for the same rows in CSV."""

import hashlib
import json
import re
import subprocess
from datetime import datetime, timezone

import pytest
import report_files
from engines import BIN, NAMES, document, run
from report_damage import build
from test_reports import SCAN, choice, pair

# DuckDB does not read ORC.
FORMS = [(engine, form) for engine in NAMES for form in ("Parquet", "ORC") if (engine, form) != ("duckdb", "ORC")]
TYPES = {"size": "BIGINT", "last_modified_date": "TIMESTAMP_MS"} | dict.fromkeys(
    ("is_latest", "is_delete_marker", "is_multipart_uploaded"), "BOOLEAN")
PARQUET = {"BIGINT": "int64 {}", "TIMESTAMP_MS": "int64 {} (TIMESTAMP_MILLIS)", "BOOLEAN": "boolean {}", "VARCHAR": "binary {} (UTF8)"}
ORC = {"BIGINT": "bigint", "TIMESTAMP_MS": "timestamp", "BOOLEAN": "boolean", "VARCHAR": "string"}
TO_ORC = "import sys; from pyarrow import orc, parquet; orc.write_table(parquet.read_table(sys.argv[1]), sys.argv[2])"


def snake(column):
    return re.sub("(?<!^)(?=[A-Z])", "_", column).lower()


def value(report, row, column):
    """What stands in that column; S3 writes no texts for what is not told."""
    moment = row.time is not None and f"{datetime.fromtimestamp(row.time, timezone.utc):%Y-%m-%d %H:%M:%S}"
    return {
        "bucket": report.bucket, "key": row.key.decode(), "size": row.size, "last_modified_date": moment or None,
        "e_tag": row.etag or None, "is_multipart_uploaded": row.multipart, "encryption_status": row.encryption or None,
        "version_id": row.version, "is_latest": row.latest, "is_delete_marker": row.marker,
    }.get(column, "STANDARD")


def write(folder, report, written, form):
    """The report once more, its rows in two files of that form."""
    columns = [snake(column) for column in report.columns]
    types = {column: TYPES.get(column, "VARCHAR") for column in columns}
    base, entries = written.run.rpartition("/")[0], []
    for number in range(2 if report.rows else 0):
        key = f"{base}/data/part-{number}.{form.lower()}"
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        source = folder / "rows.json"
        source.write_text("".join(
            json.dumps({column: value(report, row, column) for column in columns}) + "\n" for row in report.rows[number::2]))
        typed = ", ".join(f"'{column}': '{kind}'" for column, kind in types.items())
        parquet = path.with_suffix(".parquet")
        subprocess.run(
            [BIN / "duckdb", "-c", f"COPY (FROM read_json('{source}', format = 'newline_delimited', columns = {{{typed}}})) "
             f"TO '{parquet}' (FORMAT parquet)"], check=True, stdout=subprocess.DEVNULL)
        if form == "ORC":
            subprocess.run([BIN / "python", "-c", TO_ORC, parquet, path], check=True)
            parquet.unlink()
        source.unlink()
        content = path.read_bytes()
        entries.append({"key": key, "size": len(content), "MD5checksum": hashlib.md5(content).hexdigest()})
    schema = "struct<" + ",".join(f"{column}:{ORC[kind]}" for column, kind in types.items()) + ">"
    if form == "Parquet":
        schema = "message s3.inventory { " + "".join(f" optional {PARQUET[kind].format(column)};" for column, kind in types.items()) + "}"
    manifest = {
        "sourceBucket": report.bucket, "destinationBucket": "arn:aws:s3:::inv", "version": "2016-11-30",
        "creationTimestamp": str(int(SCAN.timestamp() * 1000)), "fileFormat": form, "fileSchema": schema, "files": entries,
    }
    text = json.dumps(manifest).encode()
    report_files.write(folder, {
        written.manifest_key: text, f"{written.run}/manifest.checksum": hashlib.md5(text).hexdigest().encode()})


def s3_pair(number):
    """A pair of S3's reports with keys that are texts, as they have to be there."""
    while True:
        rng, source, target = pair(number)
        if source.cloud == target.cloud == "amazon-s3" and source.rows:
            for report in source, target:
                report.rows = [row for row in report.rows if is_text(row.key)]
                report.columns = [
                    "IsDeleteMarker" if column == "DeleteMarker" else column for column in report.columns
                    if column not in ("Tag", "BrandNewField")]
            return rng, source, target
        number += 1


def is_text(key):
    try:
        return b"\0" not in key and bool(key.decode())
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("engine, form", FORMS)
def test_parquet_and_orc_get_the_answer_of_csv(engine, form, seed, engines, monkeypatch, tmp_path):
    monkeypatch.setattr(report_files, "ODD_FILES", False)
    rng, source, target = s3_pair(2 * 10**6 + seed * 1000)
    words, _ = choice(rng, source, target)
    for report, name in (source, "a"), (target, "b"):
        written = build(rng, report, SCAN)
        report_files.write(tmp_path / f"csv-{name}", written.objects)
        write(tmp_path / f"other-{name}", report, written, form)
    words += ["--settled-before", "2026-01-01T00:00:00Z"]
    folders = [(tmp_path / f"{kind}-a", tmp_path / f"{kind}-b") for kind in ("csv", "other")]
    told = run(engines[engine], "compare", *folders[0], *words, "--output", "json")
    done = run(engines[engine], "compare", *folders[1], *words, "--output", "json", "--engine", engine)
    assert done.returncode == told.returncode, done.stdout + done.stderr
    ours, theirs = document(told), document(done)
    assert {name: theirs[name] for name in ("counts", "skipped", "complete")} == {
        name: ours[name] for name in ("counts", "skipped", "complete")}
    assert theirs["source"]["outcome"] == "verified" and theirs["source"]["rows"] == len(source.rows)
    # Without an engine both commands say who reads it.
    for command in "verify", "cat":
        refused = run(engines[engine], command, folders[1][0])
        assert refused.returncode == 1
        assert "--engine" in refused.stdout + refused.stderr

