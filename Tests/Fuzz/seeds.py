"""Writes the seed corpora: the documents of the specs and of the vectors, by fuzz target."""

import gzip
import json
import pathlib
import sys
import zlib

root = pathlib.Path(__file__).resolve().parents[2]
out = pathlib.Path(sys.argv[1])


def put(target, number, data):
    folder = out / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number:04}").write_bytes(data)


def documents(value):
    """Every text in a JSON value that looks like XML."""
    if isinstance(value, str):
        if value.lstrip("\ufeff \r\n\t").startswith("<"):
            yield value.encode()
    elif isinstance(value, dict):
        for member in value.values():
            yield from documents(member)
    elif isinstance(value, list):
        for member in value:
            yield from documents(member)


def xml(cloud, specs):
    for path in sorted((root / "Tests/Vectors" / cloud).glob("*.json")):
        yield from documents(json.loads(path.read_text()))
    for path in sorted((root / "ProviderSpecs" / specs).rglob("*.xml")):
        yield path.read_bytes()


count = 0
for cloud, specs in (("cos", "tencent-cos"), ("obs", "huawei-obs")):
    for data in xml(cloud, specs):
        for target in ("xml", "order", f"{cloud}-rule", f"{cloud}-list", f"{cloud}-error"):
            put(target, count, data)
        count += 1
error = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>x</RequestId></Error>"
for number, target in enumerate(("cos-error", "obs-error", "xml")):
    put(target, 9000 + number, error)

hazards = [
    b"", b"<a/>", b"<a>1</a>x", b"<a/><b/>", b'<a b="1" b="2"/>', b"<a><b></a></b>", b"<a>&b;</a>", b"<a>\x00</a>",
    b"<a>\xff</a>", b"<a>&#x1F600;&#65;<![CDATA[<&>]]>\r\n\t</a>", b"<a>&#0;</a>", b"<a>&#xD800;</a>",
    b"<a>1<b/>2<!-- c -->3<?p i?>4</a>", b"<a>" * 40 + b"</a>" * 40, b"<a " + b" ".join(b'a%d="1"' % n for n in range(40)) + b"/>",
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b'<?xml version="1.0" encoding="UTF-16"?><a/>', b"\xef\xbb\xbf <a>\xc3\xa9</a>\n", b"<a xmlns='x'><y:b xmlns:y='z'>1</y:b></a>",
]
for number, data in enumerate(hazards):
    put("xml", 8000 + number, data)

times = [
    b"4070908800\n1700000000", b"-9223372036854775808\n9223372036854775807", b"2099-01-01T00:00:00.000000Z\n2024-02-29",
    b"Thu, 29 Feb 2024 00:00:00 GMT", b"253402300800\n-62167219201",
]
for number, data in enumerate(times):
    put("times", number, data)
for number, data in enumerate([b"90s", b"1h30m", b"99999999d" * 7, b"99999999d" * 100, b"0s"]):
    put("durations", number, data)

samples = list((root / "ProviderSpecs").rglob("*.json")) + list((root / "Examples").iterdir())
for number, path in enumerate(sorted(samples)):
    if not path.is_file():
        continue
    data = path.read_bytes()
    if len(data) > 16384:
        continue
    for target in ("targets",) if path.suffix == ".csv" else ("document", "json", "order"):
        put(target, number, data)

put("targets", 9000, b"bucket,region,credentials,reportBucket\na,r,c,d\n# x\n\"q\"\"q\",,,\n")
put("json", 9000, b'{"version": 1, "accessKey": "A", "secretKey": "\\ud83d\\ude00", "expires": "2030-01-31T12:00:00Z"}')
keys = [
    '{"secretId": "A", "secretKey": "S", "token": "T"}', '{"type": "sso", "secretId": "A"}',
    '{"current": "a", "profiles": [{"name": "a", "mode": "AKSK", "accessKeyId": "A", "secretAccessKey": "S", "securityToken": "T"}]}',
    "endpoint=e\n ak = A \r\nsk=S=\ntoken=\n",
]
for number, text in enumerate(keys):
    put("keys", number, text.encode())
put("host", 0, b"photos-1250000000\nap-guangzhou\nstandard")
put("host", 1, b"photos\ncn-north-4\nservice=obs.eu-de.otc.t-systems.com:443")
put("host", 2, b"photos\nr\ndomain=reports.example.com")
put("host", 3, b"Thu, 29 Feb 2024 00:00:00 GMT")
put("host", 4, b"2024-02-29T00:00:00Z")
start = {"start": {"version": 1, "run": "r", "ruleSet": "s", "started": "2024-02-29T00:00:00Z"}}
written = {
    "written": {
        "bucket": 0, "id": "a", "operation": "store", "user": "u", "time": "2024-02-29T00:00:00Z",
        "receipt": {"status": 200, "requestIDs": {"x": "y"}},
    }
}
end = {"end": {"finished": "2024-02-29T00:00:00Z", "recovered": False}}
concluded = {"concluded": {"bucket": 0, "results": [{"id": "a", "result": "done"}]}}
put("journal", 0, b"\n".join(json.dumps(line).encode() for line in (start, written, concluded, end)))

addresses = [
    "cos://photos-1250000000/bk-db?region=ap-guangzhou", "obs://acme-photos?region=cn-north-4&host=obs.eu-de.otc.t-systems.com",
    "cos://b/e%CC%81?endpoint=internal&credentials=acme", "obs://b/a%26b%3D%25%2Fc?domain=reports.example.com", "b:id", "b#id", "b|id",
    "http://127.0.0.1:9000", "https://[::1]:9000/", "http://u:p@h:1", "cos://b/a#x", "cos://b?region=a&region=b", "cos://b/%ff",
]
for number, text in enumerate(addresses):
    put("address", number, text.encode())

# What the exchanges of the specs answer, and answers that are none.
number = 0
for path in sorted((root / "ProviderSpecs").rglob("exchanges/*")):
    data = path.read_bytes()
    for start in (0, max(data.find(b"HTTP/1.1 "), 0)):
        put("answer", number, data[start:])
        number += 1
heads = [
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nx-cos-request-id: r\r\n\r\nab", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"HTTP/1.1\r\n: x\r\n\r\n",
]
for head in heads:
    put("answer", number, head)
    number += 1

# The reports of the fixtures: manifests, rows unpacked, gzip behind its first three bytes, and keys.
number = 0
for path in sorted((root / "Tests/Vectors/reports").rglob("*")):
    if not path.is_file() or path.stat().st_size > 16384:
        continue
    data = path.read_bytes()
    if path.name == "manifest.json":
        put("report-manifest", number, data)
    elif path.suffix in (".csv", ".gz"):
        if data.startswith(b"\x1f\x8b\x08"):
            put("report-gzip", number, data[3:])
            try:
                data = gzip.decompress(data)
            except (EOFError, OSError, zlib.error):
                continue
        put("report-rows", number, data[:16384])
        for line in data.splitlines()[:5]:
            for field in line.split(b",")[1:3]:
                put("report-keys", number, field.strip(b'"'))
                number += 1
    number += 1
