"""Random pairs of reports, compared by the command and by SQL that shares nothing with it."""

import gzip
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import urllib.parse

import pytest
from processes import BINARY, ROOT
from test_schemas import validator

PAIRS = int(os.environ.get("REPORT_PAIRS", "60"))
CLOUDS = ["tencent-cos", "huawei-obs", "amazon-s3", "alibaba-oss", "volcengine-tos"]
CRC = {"tencent-cos", "alibaba-oss", "volcengine-tos"}
MD5 = {"huawei-obs", "amazon-s3", "volcengine-tos"}
PLAIN = {"", "none", "null", "false", "no", "not-sse"}
SETTLED = 1_767_225_600  # 2026-01-01
WORK = {"missing", "different-size", "different-checksum", "stale", "suspect"}
ALPHABET = [b"a", b"b", b"Z", b"0", b"/", b" ", b"+", b"%", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", "é".encode(), b"~"]


class Report:
    """One random report: rows as a model, and the same written down as a cloud would."""

    def __init__(self, rng, cloud, keys):
        self.cloud = cloud
        self.versions = rng.random() < 0.3
        self.columns = ["Key", "Size", "LastModifiedDate", "ETag"]
        self.columns += [name for name in ("IsMultipartUploaded", "StorageClass") if rng.random() < 0.8]
        if cloud != "tencent-cos" and rng.random() < 0.8:
            self.columns.append("EncryptionStatus")
        if cloud in CRC and rng.random() < 0.7:
            self.columns.append("Crc64")
        if self.versions:
            self.columns += ["VersionId", "IsLatest", "IsDeleteMarker"]
        rng.shuffle(self.columns)
        self.columns.insert(0, "Bucket")
        if cloud == "tencent-cos":
            self.columns.insert(0, "Appid")
        self.rows = [self.row(rng, key) for key in keys]

    def row(self, rng, key):
        marker = self.versions and rng.random() < 0.1
        etag = rng.choice(["0" * 31 + "1", "0" * 31 + "2", "0" * 31 + "1-2", "0" * 31 + "1-3", "odd", ""])
        return {
            "key": key, "marker": marker, "latest": not self.versions or rng.random() < 0.9,
            "size": None if marker or rng.random() < 0.05 else rng.choice([0, 1, 1, 1, 2]),
            "time": None if rng.random() < 0.05 else SETTLED + rng.choice([-9, -8, -7, -6, 0, 1]) * 1000,
            "etag": "" if marker else etag, "multipart": rng.choice([True, False, False]),
            "encryption": rng.choice(["", "none", "FALSE", "not-sse", "SSE-S3", "kms"]),
            "crc": None if rng.random() < 0.3 else rng.choice([0, 1, 2**64 - 1]),
        }

    def write(self, rng, folder):
        """Writes the report in the cloud's layout."""
        bucket = "photos"
        base = f"inventory/1250000000/{bucket}/r" if self.cloud == "tencent-cos" else f"inventory/{bucket}/r"
        run = f"{base}/20260301" if self.cloud == "tencent-cos" else f"{base}/2026-03-01T00-00Z"
        data = f"{run}/files" if self.cloud == "huawei-obs" else f"{base}/data"
        rows, files = self.rows[:], []
        rng.shuffle(rows)
        pieces = rng.randint(1, 4)
        for number in range(pieces):
            part = rows[number::pieces]
            text = "".join(self.line(rng, bucket, row) for row in part).encode()
            stored = gzip.compress(text) if rng.random() < 0.5 else text
            key = f"{data}/{number}.csv"
            entry = {"key": key, "size": len(stored)}
            if self.cloud == "huawei-obs":
                entry["inventoriedRecord"] = len(part)
            else:
                entry["md5Checksum" if self.cloud == "tencent-cos" else "MD5checksum"] = hashlib.md5(stored).hexdigest()
            files.append(entry)
            self.put(folder, key, stored)
        manifest = {"sourceBucket": bucket, "fileFormat": "CSV", "fileSchema": ", ".join(self.columns), "files": files}
        manifest |= {
            "tencent-cos": {"sourceAppid": "1250000000", "filterObjectCount": str(len(rows))},
            "huawei-obs": {"version": "2019-01-03"}, "amazon-s3": {"destinationBucket": "arn:aws:s3:::inv"},
            "alibaba-oss": {"version": "2019-09-01"}, "volcengine-tos": {},
        }[self.cloud]
        self.put(folder, f"{run}/manifest.json", json.dumps(manifest).encode())

    @staticmethod
    def put(folder, key, content):
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def line(self, rng, bucket, row):
        stamp = "" if row["time"] is None else sqlite3.connect(":memory:").execute(
            "select strftime('%Y-%m-%dT%H:%M:%SZ', ?, 'unixepoch')", [row["time"]]).fetchone()[0]
        encode = urllib.parse.quote_plus if rng.random() < 0.5 else urllib.parse.quote
        values = {
            "Appid": "1250000000", "Bucket": bucket, "Key": encode(row["key"]), "LastModifiedDate": stamp,
            "Size": "" if row["size"] is None else str(row["size"]), "ETag": row["etag"], "StorageClass": "STANDARD",
            "IsMultipartUploaded": str(row["multipart"]), "EncryptionStatus": row["encryption"],
            "Crc64": rng.choice(["", "null"]) if row["crc"] is None else str(row["crc"]), "VersionId": "null",
            "IsLatest": str(row["latest"]), "IsDeleteMarker": str(row["marker"]),
        }
        fields = [values[name] for name in self.columns]
        return ",".join('"' + field.replace('"', '""') + '"' if rng.random() < 0.5 else field for field in fields) + "\n"

    def load(self, table, name):
        """The current rows for SQL, with what their ETags are worth."""
        table.execute(f"create table {name} (key blob primary key, size, time, digest, md5, crc, marker)")
        plain = PLAIN | ({"sse-s3"} if self.cloud == "amazon-s3" else set())
        for row in self.rows:
            if not row["latest"]:
                continue
            told = {column: column in self.columns for column in ("IsMultipartUploaded", "EncryptionStatus", "Crc64")}
            etag = row["etag"] if row["etag"].startswith("0") else None
            md5 = etag if etag and "-" not in etag else None
            if told["IsMultipartUploaded"] and row["multipart"]:
                md5 = None
            if told["EncryptionStatus"] and row["encryption"].lower() not in plain:
                md5 = None
            crc = str(row["crc"]) if told["Crc64"] and row["crc"] is not None else None
            table.execute(
                f"insert into {name} values (?, ?, ?, ?, ?, ?, ?)",
                [row["key"], row["size"], row["time"], etag, md5, crc, row["marker"]])

    @property
    def tells_md5(self):
        return self.cloud in MD5 and {"IsMultipartUploaded", "EncryptionStatus"} <= set(self.columns)


BOTH = """
select a.key, case
    when same and (bysize or bysum) then 'incomparable' when same then 'same-checksum'
    when late then 'unsettled' when bysize then 'different-size' when bysum then 'different-checksum'
    when bysize is null then 'incomparable' when newer then 'stale' when odd then 'suspect' else 'same-size' end
from (select a.key as key,
        coalesce(a.digest = b.digest, 0) or coalesce(:crc and a.crc = b.crc, 0)
            or coalesce(a.size = 0 and b.size = 0, 0) as same,
        a.size <> b.size as bysize, coalesce(:crc and a.crc <> b.crc, 0) or coalesce(:md5 and a.md5 <> b.md5, 0) as bysum,
        coalesce(a.md5 <> b.md5, 0) as odd, coalesce(a.time > b.time, 0) as newer,
        coalesce(a.time >= :settled, 0) or coalesce(b.time >= :settled, 0) as late
    from a join b on a.key = b.key where not a.marker and not b.marker) as a
"""
ONE = """
select x.key, case when coalesce(x.time >= :settled, 0) or coalesce(y.time >= :settled, 0) then 'unsettled' else '{}' end
from {} as x left join {} as y on x.key = y.key where not x.marker and coalesce(y.marker, 1)
"""


def by_sql(a, b):
    table = sqlite3.connect(":memory:")
    a.load(table, "a")
    b.load(table, "b")
    known = {
        "settled": SETTLED, "crc": a.cloud in CRC and b.cloud in CRC, "md5": a.tells_md5 and b.tells_md5,
    }
    found = {}
    for query in BOTH, ONE.format("missing", "a", "b"), ONE.format("extra", "b", "a"):
        found.update(table.execute(query, known).fetchall())
    return found


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_random_pair_is_compared_as_by_sql(seed, tmp_path):
    rng = random.Random(seed)
    keys = sorted({b"".join(rng.choices(ALPHABET, k=rng.randint(1, 5))) for _ in range(rng.randint(0, 300))})
    a, b = (
        Report(rng, rng.choice(CLOUDS), [key for key in keys if rng.random() < 0.9]) for _ in range(2)
    )
    a.write(rng, tmp_path / "a")
    b.write(rng, tmp_path / "b")
    done = subprocess.run(
        [BINARY, "report", "compare", tmp_path / "a", tmp_path / "b", "--source-cloud", a.cloud,
         "--target-cloud", b.cloud, "--settled-before", "2026-01-01T00:00:00Z", "--lists", tmp_path / "lists", "--output", "json"],
        capture_output=True, text=True)
    expected = by_sql(a, b)
    assert done.returncode in (0, 2), done.stdout + done.stderr
    told = [json.loads(line) for line in (tmp_path / "lists/verdicts.jsonl").read_text().splitlines()]
    found = {urllib.parse.unquote_to_bytes(line["key"]): line["verdict"] for line in told}
    assert found == expected
    assert [urllib.parse.unquote_to_bytes(line["key"]) for line in told] == sorted(expected)
    counts = json.loads(done.stdout)["counts"]
    assert {name: count for name, count in counts.items() if count} == {
        verdict: list(expected.values()).count(verdict) for verdict in set(expected.values())}


def printed(*words):
    done = subprocess.run([BINARY, "report", *map(str, words), "--output", "json"], capture_output=True, text=True)
    return json.loads(done.stdout)


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
