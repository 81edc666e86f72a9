"""Random reports as models: the rows of two buckets, in every combination of evidence that the verdicts tell apart."""

from dataclasses import dataclass, field

CLOUDS = ["tencent-cos", "huawei-obs", "amazon-s3", "alibaba-oss", "volcengine-tos"]
CRC = {"tencent-cos", "alibaba-oss", "volcengine-tos"}
MD5 = {"huawei-obs", "amazon-s3", "volcengine-tos"}
START = 1_767_225_600  # 2026-01-01: what was written since then is unsettled
AWKWARD = [
    b"a", b"b", b"Z", b"0", b"/", b" ", b"+", b"%", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", "é".encode(), "é".encode(),
    "\uff5e".encode(), "\U0001f600".encode(), b"~", b"*", b"'", b"(", b"=", b"\\", b"%2F", b"..", b"\t", b"\x7f",
]
PREFIXES = [b"", b"", b"", b"x/", b"x/", b"x", b"y/", b"tmp/", b"x/tmp/", b"y/tmp/"]
DIGESTS = ["0123456789abcdef0123456789abcdef", "ffeeddccbbaa99887766554433221100"]
ETAGS = [*DIGESTS, *DIGESTS, DIGESTS[0] + "-2", DIGESTS[0] + "-3", DIGESTS[1] + "-2", "odd", "0123456789abcdef", ""]
ENCRYPTION = ["", "none", "null", "False", "NO", "not-sse", "SSE-S3", "SSE-KMS", "true", "AES256"]


@dataclass
class Row:
    key: bytes
    size: int | None
    time: int | None
    etag: str
    multipart: bool | None
    encryption: str
    crc: int | None
    version: str | None = None
    latest: bool = True
    marker: bool = False


@dataclass
class Report:
    """What one report tells; `columns` are the vendor's names, in the order of its schema."""

    cloud: str
    layout: str
    bucket: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)

    def tells(self, column):
        return any(name.lower() == column.lower() for name in self.columns)

    @property
    def has_versions(self):
        return self.tells("IsLatest")

    def current(self):
        """The current rows as the report tells them: what no column says is not known."""
        for row in self.rows:
            if row.latest or not self.has_versions:
                yield row


def keys(rng, count):
    found = {rng.choice(PREFIXES) + b"".join(rng.choices(AWKWARD, k=rng.randint(1, 5))) for _ in range(count)}
    found |= {key + b"/" for key in rng.sample(sorted(found), len(found) // 8)}
    if rng.random() < 0.2:
        found |= {b"k" * 1024, b"%" * 341, b"x/"}
    return sorted(found)


def columns(rng, cloud, layout, versions):
    chosen = ["Size", "LastModifiedDate", "ETag"]
    chosen += [name for name in ("IsMultipartUploaded", "StorageClass") if rng.random() < 0.8]
    if cloud != "tencent-cos" and rng.random() < 0.8:
        chosen.append("EncryptionStatus")
    if cloud in CRC and layout == "current" and rng.random() < 0.7:
        chosen.append(rng.choice(["Crc64", "CRC64"]))
    chosen += [name for name in ("ReplicationStatus", "BrandNewField", "Tag") if rng.random() < 0.2]
    # Now and then a rule that asked for less: what is not told proves nothing.
    if rng.random() < 0.15:
        chosen.remove(rng.choice(["Size", "LastModifiedDate", "ETag"]))
    if versions:
        chosen += ["VersionId", "IsLatest", rng.choice(["IsDeleteMarker", "IsDeleteMarker", "DeleteMarker"])]
    if rng.random() < 0.5:
        rng.shuffle(chosen)
    chosen[0:0] = ["Bucket", "Key"]
    if layout != "current":
        chosen = [name.replace("IsMultipartUploaded", "MultipartUploaded") for name in chosen]
    elif cloud == "tencent-cos":
        chosen.insert(0, "Appid")
    return chosen


def row(rng, key, versions):
    marker = versions and rng.random() < 0.12
    return Row(
        key=key, marker=marker, size=None if marker or rng.random() < 0.04 else rng.choice([0, 7, 7, 7, 8, 2**63 - 1]),
        time=None if rng.random() < 0.04 else START + rng.choice([-9000, -8000, -7000, -1, 0, 1000]),
        etag="" if marker else rng.choice(ETAGS), multipart=rng.choice([True, False, False, None]),
        encryption=rng.choice(ENCRYPTION), crc=None if marker or rng.random() < 0.3 else rng.choice([0, 1, 2**64 - 1]),
        version=rng.choice([None, f"{rng.getrandbits(128):032x}"]) if versions else None)


def report(rng, names):
    cloud = rng.choice(CLOUDS)
    layout = rng.choice(["current", "current", "first", "second", "third"]) if cloud == "tencent-cos" else "current"
    versions = layout != "third" and rng.random() < 0.3
    bucket = "photos-1250000000" if cloud == "tencent-cos" else rng.choice(["acme-photos", "acme.photos"])
    made = Report(cloud, layout, bucket, columns(rng, cloud, layout, versions))
    for key in names:
        if rng.random() < 0.85:
            made.rows.append(row(rng, key, versions))
        for _ in range(rng.choice([0, 0, 1, 3]) if versions else 0):
            old = row(rng, key, versions)
            old.latest = False
            made.rows.append(old)
    if versions and rng.random() < 0.2:
        # A rule may ask for the ids alone: every row is a current one then.
        made.rows = [one for one in made.rows if one.latest and not one.marker]
        made.columns = [name for name in made.columns if name not in ("IsLatest", "IsDeleteMarker", "DeleteMarker")]
    return made


def agree(rng, source, target):
    """Makes the target tell much of what the source tells, so that not every key differs."""
    told = {row.key: row for row in source.rows if row.latest}
    for one in target.rows:
        like = told.get(one.key)
        if like and one.latest and not one.marker and not like.marker and rng.random() < 0.5:
            one.size, one.etag, one.crc, one.multipart = like.size, like.etag, like.crc, like.multipart
