"""The verdicts in SQL, from the rules of the interface and from nothing of the project's own reader."""

import re
import sqlite3

from report_rows import CRC, MD5

PLAIN = {"", "none", "null", "false", "no", "not-sse"}

# What is compared: without what is out of scope, excluded, or a folder, in this order; `key` is the source's.
SCOPE = """
create table {side} as
select :from || rest as key, * from (
    select size, time, digest, md5, crc, marker, substr(key, 1 + length(:{prefix})) as rest,
        case when substr(key, 1, length(:{prefix})) <> :{prefix} then 'outOfScope'
            when exists (select 1 from excluded where substr(key, 1 + length(:{prefix}), length(prefix)) = prefix)
                then 'excluded'
            when :folders and substr(key, -1) = x'2f' and coalesce(size, 0) = 0 then 'folders' end as skipped
    from {side}_rows)
"""
BOTH = """
select cast(key as blob), case
    when same and (bysize or bysum) then 'incomparable' when same then 'same-checksum'
    when late then 'unsettled' when bysize then 'different-size' when bysum then 'different-checksum'
    when bysize is null then 'incomparable' when newer then 'stale' when odd then 'suspect' else 'same-size' end
from (select a.key as key,
        coalesce(a.digest = b.digest, 0) or coalesce(:crc and a.crc = b.crc, 0)
            or coalesce(a.size = 0 and b.size = 0, 0) as same,
        a.size <> b.size as bysize, coalesce(:crc and a.crc <> b.crc, 0) or coalesce(:md5 and a.md5 <> b.md5, 0) as bysum,
        coalesce(a.md5 <> b.md5, 0) as odd, coalesce(a.time > b.time, 0) as newer,
        coalesce(a.time >= :settled, 0) or coalesce(b.time >= :settled, 0) as late
    from a join b on a.key = b.key
    where not a.marker and not b.marker and a.skipped is null and b.skipped is null) as a
"""
ONE = """
select cast(x.key as blob),
    case when coalesce(x.time >= :settled, 0) or coalesce(y.time >= :settled, 0) then 'unsettled' else '{}' end
from (select * from {} where skipped is null) as x left join (select * from {} where skipped is null) as y on x.key = y.key
where not x.marker and coalesce(y.marker, 1)
"""


def load(table, name, report):
    """The current rows, with what the report's columns allow to say of them."""
    table.execute(f"create table {name}_rows (key, size, time, digest, md5, crc, marker)")
    plain = PLAIN | ({"sse-s3"} if report.cloud == "amazon-s3" else set())
    multipart = report.tells("IsMultipartUploaded") or report.tells("MultipartUploaded")
    for row in report.current():
        told = row.etag.lower() if report.tells("ETag") else ""
        digest = told if re.fullmatch("[0-9a-f]{32}(-[0-9]+)?", told) else None
        md5 = digest if digest and "-" not in digest else None
        if multipart and row.multipart or report.tells("EncryptionStatus") and row.encryption.lower() not in plain:
            md5 = None
        table.execute(f"insert into {name}_rows values (?, ?, ?, ?, ?, ?, ?)", [
            row.key, row.size if report.tells("Size") else None,
            row.time if report.tells("LastModifiedDate") else None, digest, md5,
            str(row.crc) if report.tells("CRC64") and row.crc is not None else None, row.marker])
    return report.cloud in MD5 and multipart and report.tells("EncryptionStatus")


def compare(a, b, settled, source=b"", target=b"", excluded=(), folders=False):
    """The verdict of every key by the source's name, and what was skipped on both sides."""
    table = sqlite3.connect(":memory:")
    md5 = [load(table, "a", a), load(table, "b", b)]
    table.execute("create table excluded (prefix)")
    table.executemany("insert into excluded values (?)", [[prefix] for prefix in excluded])
    known = {
        "settled": settled, "crc": a.cloud in CRC and b.cloud in CRC, "md5": all(md5), "from": source, "to": target,
        "folders": folders,
    }
    for side, prefix in ("a", "from"), ("b", "to"):
        table.execute(SCOPE.format(side=side, prefix=prefix), known)
        table.execute(f"create index {side}_key on {side} (key)")
    verdicts = {}
    for query in BOTH, ONE.format("missing", "a", "b"), ONE.format("extra", "b", "a"):
        verdicts.update(table.execute(query, known).fetchall())
    skipped = {}
    for side, name in ("a", "source"), ("b", "target"):
        counted = dict(table.execute(
            f"select skipped, count(*) from {side} where skipped is not null and not marker group by skipped"))
        skipped[name] = {reason: counted.get(reason, 0) for reason in ("excluded", "folders", "outOfScope")}
    return verdicts, skipped
