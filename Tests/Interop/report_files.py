"""Writes a modelled report as its cloud would, with what the documents leave open answered at random."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

RULE = "bk-db"
# Whether files may be named .csv and be gzip or the other way round, and may have zeros after their gzip data: forms that no
# cloud is known to write, and that only our own reader takes.
ODD_FILES = True
DIGITS = "0123456789abcdef"


@dataclass
class Part:
    """One data file on its way: its lines, then its bytes."""

    key: str
    lines: list[bytes]
    rows: int
    head: bytes = b""
    stored: bytes = b""


@dataclass
class Written:
    """A report as it lies in its bucket, before it is put there. Damage is done to it at one of these stages."""

    report: object
    start: datetime
    run: str
    parts: list[Part]
    manifest: dict = field(default_factory=dict)
    manifest_text: bytes = b""
    checksum: bytes | None = None
    objects: dict[str, bytes] = field(default_factory=dict)

    @property
    def manifest_key(self):
        return f"{self.run}/manifest.json"


class Speller:
    """How this report spells what may be spelled in more than one way; one way for the whole report."""

    def __init__(self, rng, report):
        self.rng, self.report, cloud = rng, report, report.cloud
        self.quotes = rng.choice(["all", "none", "mixed", "text"])
        self.end = rng.choice([b"\n", b"\n", b"\r\n"])
        self.truth = rng.choice([("true", "false"), ("True", "False"), ("TRUE", "FALSE")])
        self.safe = rng.choice(["", "", "/", "/-_.*", "/!~*'()="])
        self.plus, self.lower, self.raw = rng.random() < 0.4, rng.random() < 0.3, rng.random() < 0.1
        self.etag = rng.choice(["{}", "{}", '"{}"'])
        self.upper = cloud == "alibaba-oss" or rng.random() < 0.2
        self.absent = rng.choice(["", "", "null"])
        self.date = rng.choice(
            ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.000Z", "%Y-%m-%dT%H-%M-%SZ", "%Y-%m-%dT%H:%M:%S",
             "%Y-%m-%dT%H:%M:%S.000000000Z", "%Y-%m-%d %H:%M:%S", "+8", "+8.000"])
        self.header = rng.random() < 0.2
        self.gzip = rng.random() < (0.2 if cloud == "huawei-obs" else 0.8)
        self.short_bucket = report.cloud == "tencent-cos" and rng.random() < 0.6
        self.null_version = rng.choice(["", "null"])
        # The schema's names, and those of a first row that repeats them.
        self.columns = report.columns if rng.random() < 0.9 else [name.lower() for name in report.columns]

    def key(self, key):
        text = "".join(self.letter(byte) for byte in key)
        return text.replace("%20", "+") if self.plus else text

    def letter(self, byte):
        if byte > 0x7F and self.raw:
            return bytes([byte]).decode("latin-1")
        text = quote(bytes([byte]), safe=self.safe)
        return text.lower() if self.lower and text.startswith("%") else text

    def time(self, seconds):
        if self.date.startswith("+8"):
            local = datetime.fromtimestamp(seconds, timezone(timedelta(hours=8)))
            return local.strftime(f"%Y-%m-%dT%H:%M:%S{self.date[2:]}") + "+08:00"
        return datetime.fromtimestamp(seconds, timezone.utc).strftime(self.date)

    def told(self, value, text=str):
        return self.absent if value is None else text(value)

    def truthful(self, value):
        return self.told(value, lambda value: self.truth[0 if value else 1])

    def fields(self, row):
        etag = self.etag.format(row.etag.upper() if self.upper else row.etag) if row.etag else self.absent
        appid = self.report.bucket.rpartition("-")[2]
        values = {
            "appid": appid, "bucket": self.report.bucket.removesuffix("-" + appid) if self.short_bucket else self.report.bucket,
            "key": self.key(row.key), "size": self.told(row.size), "lastmodifieddate": self.told(row.time, self.time),
            "etag": etag, "storageclass": "STANDARD", "ismultipartuploaded": self.truthful(row.multipart),
            "multipartuploaded": self.truthful(row.multipart), "encryptionstatus": row.encryption,
            "crc64": self.told(row.crc), "versionid": row.version or self.null_version, "islatest": self.truthful(row.latest),
            "isdeletemarker": self.truthful(row.marker), "deletemarker": self.truthful(row.marker),
            "tag": 'a="b,\nc"', "brandnewfield": "new",
        }
        return [values.get(name.lower(), "") for name in self.report.columns]

    def line(self, fields):
        return ",".join(self.field(column, text) for column, text in enumerate(fields)).encode("latin-1") + self.end

    def field(self, column, text):
        must = re.search('[",\r\n]', text)
        quoted = {"all": True, "none": False, "mixed": self.rng.random() < 0.5, "text": column > 0}[self.quotes]
        return '"' + text.replace('"', '""') + '"' if must or quoted else text

    def compress(self, text):
        if not self.gzip:
            return text
        if self.rng.random() < 0.3:
            cut = self.rng.randrange(len(text) + 1)
            members = gzip.compress(text[:cut]) + gzip.compress(text[cut:], compresslevel=1)
            zeros = bytes(self.rng.choice([0, 0, 1, 512]))
            return members + (zeros if ODD_FILES else b"")
        return gzip.compress(text)


def places(rng, report, start):
    """The folder of the run and that of its data, as documented or as assumed."""
    prefix = rng.choice(["inventory", "in/ven tory", "BucketInventory"])
    name, _, appid = report.bucket.rpartition("-")
    minute = start.strftime("%Y-%m-%dT%H-%MZ")
    if report.cloud == "tencent-cos":
        bucket = f"{prefix}/{report.bucket}/{RULE}"
        return {
            "current": (f"{prefix}/{appid}/{name}/{RULE}/{start:%Y%m%d}", f"{prefix}/{appid}/{name}/{RULE}"),
            "first": (f"{bucket}/{start:%Y-%m-%d-%H-%M}", f"{bucket}/data"),
            "second": (f"{bucket}/{start:%Y-%m-%d-%H-%M}", f"{bucket}/data"),
            "third": (f"Inventory/{name}/{minute}", f"Inventory/{name}/{minute}/files"),
        }[report.layout]
    base = f"{prefix}/{report.bucket}/{RULE}"
    if report.cloud == "huawei-obs":
        return f"{base}/{minute}", f"{base}/{minute}/files"
    return f"{base}/{minute}", f"{base}/{rng.choice(['data', 'files']) if report.cloud == 'volcengine-tos' else 'data'}"


def lines(rng, report, start):
    """The report in files, lines not joined yet."""
    speller = Speller(rng, report)
    rows, (run, data) = report.rows[:], places(rng, report, start)
    if rng.random() < 0.7:
        rng.shuffle(rows)
    count = rng.choice([1, 1, 2, 5, 17]) if rows else rng.choice([0, 1])
    parts = []
    for number in range(count):
        share = rows[number::count]
        name = "".join(rng.choices(DIGITS, k=32))
        # The first two bytes tell whether a file is compressed, not its name.
        usual = ".csv.gz" if speller.gzip else ".csv"
        odd = rng.choice([".csv", ".csv.gz"]) if rng.random() < 0.1 else usual
        name += odd if ODD_FILES else usual
        part = Part(f"{data}/{name}", [speller.line(speller.fields(row)) for row in share], len(share))
        part.head = speller.line(speller.columns) if speller.header and rng.random() < 0.8 else b""
        parts.append(part)
    return Written(report, start, run, parts), speller


def store(rng, written, speller):
    for part in written.parts:
        text = part.head + b"".join(part.lines)
        if rng.random() < 0.1:
            text += speller.end
        elif rng.random() < 0.2 and text:
            text = text.removesuffix(speller.end)
        part.stored = speller.compress(text)


def entry(rng, report, part, strings):
    number = str if strings else int
    made = {"key": part.key, "size": number(len(part.stored))}
    if report.cloud == "huawei-obs" or report.layout == "first":
        made["inventoriedRecord"] = part.rows
    if report.cloud == "huawei-obs":
        return made
    digest = hashlib.md5(part.stored).hexdigest()
    name = rng.choice(["md5Checksum", "MD5checksum", "MD5Checksum"])
    return made | {name: digest.upper() if report.cloud == "alibaba-oss" or rng.random() < 0.2 else digest}


def describe(rng, written, columns):
    """The manifest as a value."""
    report, start = written.report, written.start
    strings = rng.random() < (0.7 if report.cloud == "tencent-cos" else 0.1)
    number = str if strings else int
    seconds = int(start.timestamp())
    separator = rng.choice([", ", ",", " , "])
    short = report.bucket.rpartition("-")[0] if report.cloud == "tencent-cos" else report.bucket
    files = [entry(rng, report, part, strings) for part in written.parts]
    if report.cloud == "huawei-obs" and rng.random() < 0.4:
        for one in files:
            one["key"] = quote(one["key"], safe="")
    manifest = {"sourceBucket": report.bucket, "destinationBucket": "inv"}
    if report.cloud == "tencent-cos" and report.layout == "current":
        manifest |= {
            "sourceAppid": "1250000000", "destinationAppid": "1250000000", "listObjectCount": number(len(report.rows) + 30),
            "listStorageSize": number(10**12), "filterObjectCount": number(len(report.rows)), "filterStorageSize": number(10**9),
        }
        manifest["sourceBucket"] = rng.choice([short, report.bucket])
    elif report.cloud == "tencent-cos" and report.layout == "first":
        manifest |= {"version": "2016-11-30", "creationTimestamp": str(seconds * 1000)}
    elif report.cloud == "huawei-obs":
        manifest |= {"version": "2019-01-03"}
    elif report.cloud == "amazon-s3":
        manifest |= {"destinationBucket": "arn:aws:s3:::inv", "version": "2016-11-30", "creationTimestamp": str(seconds * 1000)}
    elif report.cloud == "alibaba-oss":
        name = rng.choice(["creationTimestamp", "createTimeStamp"])
        manifest |= {"version": "2019-09-01", name: rng.choice([str, int])(seconds)}
    elif report.cloud == "volcengine-tos" and rng.random() < 0.7:
        manifest |= {"creationTimestamp": rng.choice([str, int])(seconds)}
    manifest |= {"fileFormat": rng.choice(["CSV", "CSV", "csv"]), "fileSchema": separator.join(columns), "files": files}
    if rng.random() < 0.2:
        manifest["aNewField"] = {"deep": [1, {"er": None}]}
    written.manifest = dict(rng.sample(sorted(manifest.items()), len(manifest))) if rng.random() < 0.3 else manifest


def render(rng, written):
    text = json.dumps(written.manifest, indent=rng.choice([None, 1, 2]), ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.3:
        text = re.sub(r"(?<=[0-9\"\]}])(\s*[}\]])", r",\1", text, count=rng.choice([0, 1]))
    written.manifest_text = (b"\xef\xbb\xbf" if rng.random() < 0.15 else b"") + text.encode()
    has_sum = written.report.cloud != "huawei-obs" and rng.random() < 0.9
    digest = hashlib.md5(written.manifest_text).hexdigest().encode()
    if has_sum:
        written.checksum = rng.choice([digest, digest, digest.upper(), digest + b"\n", b" " + digest + b"\r\n"])


def place(rng, written):
    """All objects of the bucket of reports, with what else lies there."""
    objects = {part.key: part.stored for part in written.parts}
    objects[written.manifest_key] = written.manifest_text
    if written.checksum is not None:
        objects[f"{written.run}/manifest.checksum"] = written.checksum
    if rng.random() < 0.4:
        surround(rng, written, objects)
    written.objects = objects


def surround(rng, written, objects):
    """Other runs: one that is older, one that is not finished; and what is no run at all."""
    base, _, name = written.run.rpartition("/")
    form = next(f for f in ("%Y%m%d", "%Y-%m-%d-%H-%M", "%Y-%m-%dT%H-%MZ") if written.start.strftime(f) == name)
    older = (written.start - timedelta(days=rng.choice([1, 40, 400]))).strftime(form)
    newer = (written.start + timedelta(days=1)).strftime(form)
    objects[f"{base}/{older}/manifest.json"] = written.manifest_text[: rng.randrange(len(written.manifest_text) + 1)]
    objects[f"{base}/{newer}/manifest.checksum"] = b"0" * 32
    objects[f"{base}/README.txt"] = b"not a report"
    objects[f"{base}/hive/dt={written.start:%Y-%m-%d}-00-00/symlink.txt"] = b"s3://inv/x.csv\n"
    if written.report.cloud == "alibaba-oss":
        late = f"{written.start + timedelta(days=2):%Y-%m-%dT%H-%M-%SZ}"
        objects[f"{base}/incremental_inventory/{late}/manifest.json"] = b'{"version": "2025-09-30"}'


def write(folder, objects):
    for key, content in objects.items():
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
