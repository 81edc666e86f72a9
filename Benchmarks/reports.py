"""Reports of millions of rows, read, verified and compared, against an inflater, Python's csv, DuckDB and GNU sort + join.

    reports.py COMMAND [ROWS] [FOLDER]     COMMAND: an optimised cloud-inventory; 1,000,000 rows a side unless told
    reports.py COMMAND ROWS FOLDER --engines    only the comparisons of shuffled reports: ours, DuckDB's, Spark's

Makes a report of Tencent COS (source) and one of Huawei OBS (target) of the same objects, once in order and once shuffled, with
one row in ten thousand missing, extra, or of another size. DuckDB is the command of PyPI's `duckdb-cli`, Spark the `spark-submit` of
`pyspark`, where they are on the PATH (Scripts/engines-environment.sh all; PATH=$PWD/.venv-engines/bin:$PATH). Spark runs on standalone
clusters of one and of two workers on loopback, each with one core and 2 GB.
Every figure is of whole processes: wall time, CPU time of all of them, peak memory of the largest one.
"""

import gzip
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

COMMAND = os.path.abspath(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1_000_000
FILES = 16
COS = "Appid, Bucket, Key, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded"
OBS = "Bucket,Key,Size,LastModifiedDate,ETag,StorageClass,IsMultipartUploaded,EncryptionStatus"


def rows(isTarget):
    """Each object's line, without its end; the two sides differ at every ten-thousandth object."""
    for number in range(ROWS):
        digest = hashlib.md5(b"%d" % number).hexdigest()
        odd = number % 10_000
        if odd == (1 if isTarget else 2):
            continue
        key = f"tenants/{number // 100_000:04d}/{digest[:2]}/document-{number:09d}.bin".replace("/", "%2F")
        size = int(digest[:7], 16) + (1 if isTarget and odd == 3 else 0)
        etag = digest if odd else f"{digest}-7"
        when = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}T{number % 24:02d}:{number % 60:02d}:00.000Z"
        if isTarget:
            yield f'"acme-photos","{key}","{size}","{when}","{etag}","STANDARD","false",""\n'
        else:
            yield f'"1250000000","photos","{key}","{size}","{when}","{etag}","STANDARD","false"\n'


def write(folder, isTarget, isShuffled):
    lines = sorted(rows(isTarget))
    if isShuffled:
        random.Random(7).shuffle(lines)
    prefix = "inventory/acme-photos/bk/2026-03-08T08-50Z" if isTarget else "inventory/1250000000/photos/bk"
    run = prefix if isTarget else prefix + "/20260307"
    os.makedirs(f"{folder}/{prefix}/files")
    os.makedirs(f"{folder}/{run}", exist_ok=True)
    files, step = [], -(-len(lines) // FILES)
    for start in range(0, len(lines), step):
        part = lines[start:start + step]
        key = f"{prefix}/files/{start:012d}.csv" + ("" if isTarget else ".gz")
        data = "".join(part).encode()
        if not isTarget:
            data = gzip.compress(data, 6)
        with open(f"{folder}/{key}", "wb") as file:
            file.write(data)
        if isTarget:
            files.append({"key": key, "size": len(data), "inventoriedRecord": len(part)})
        else:
            files.append({"key": key, "size": str(len(data)), "md5Checksum": hashlib.md5(data).hexdigest()})
    manifest = {"fileFormat": "CSV", "files": files}
    if isTarget:
        manifest |= {"sourceBucket": "acme-photos", "destinationBucket": "acme-inv", "version": "2019-01-03", "fileSchema": OBS}
    else:
        manifest |= {"sourceAppid": "1250000000", "sourceBucket": "photos", "destinationAppid": "1250000000",
                     "destinationBucket": "inv", "filterObjectCount": str(len(lines)), "fileSchema": COS}
    text = json.dumps(manifest).encode()
    with open(f"{folder}/{run}/manifest.json", "wb") as file:
        file.write(text)
    if not isTarget:
        with open(f"{folder}/{run}/manifest.checksum", "w") as file:
            file.write(hashlib.md5(text).hexdigest())


def measure(name, words, expected=(0,), beside=(), **options):
    """Runs it, and what was started beside it to its end."""
    start = time.monotonic()
    processes = [subprocess.Popen(words, stdout=subprocess.DEVNULL, **options), *beside]
    wall, cpu, peak = 0, 0, 0
    for process in processes:
        if wall:
            process.terminate()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert wall or process.returncode in expected, (name, process.returncode)
        wall = wall or time.monotonic() - start
        cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss)
    print(f"| {name} | {wall:.2f} s | {cpu:.2f} s | {peak / 1024:.0f} MiB | {ROWS / wall / 1e6:.2f} M/s |", flush=True)


def cluster(folder, workers):
    """A standalone cluster of Spark on loopback: its address, and its processes, the workers first."""
    started = []

    def start(name, *words, wanted):
        log = f"{folder}/{name}{len(started)}.log"
        with open(log, "w") as file:
            started.append(subprocess.Popen(
                ["spark-class", f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", "--webui-port", "0", *words],
                stdout=file, stderr=file, env=os.environ | {"SPARK_LOCAL_DIRS": folder, "SPARK_WORKER_DIR": folder}))
        while not (found := re.search(wanted, open(log).read())):
            assert started[-1].poll() is None, open(log).read()
            time.sleep(0.1)
        return found[1]

    url = start("master.Master", "--port", "0", wanted=r"Starting Spark master at (\S+)")
    for _ in range(workers):
        start("worker.Worker", "--cores", "1", "--memory", "2g", url, wanted="(Successfully registered)")
    return url, started[::-1]


def compareWithEngines(folder, order):
    a, b = f"{folder}/{order}/a", f"{folder}/{order}/b"
    compare = [COMMAND, "report", "compare", a, b]
    measure(f"`report compare`, {order}", compare, expected=(2,))
    if shutil.which("duckdb"):
        sql = SQL.format(a=f"{a}/**/*.csv.gz", b=f"{b}/**/*.csv")
        measure(f"DuckDB, {order}", ["duckdb", "-c", sql])
        measure(f"`report compare --engine duckdb`, {order}", compare + ["--engine", "duckdb"], expected=(2,))
    for workers in (1, 2) if shutil.which("spark-submit") else ():
        with tempfile.TemporaryDirectory() as scratch:
            url, beside = cluster(scratch, workers)
            settings = f"{scratch}/spark-defaults.conf"
            with open(settings, "w") as file:
                file.write("spark.executor.memory 1536m\nspark.driver.host 127.0.0.1\nspark.ui.enabled false\n")
            measure(
                f"`report compare --engine spark`, {workers} worker{'s'[:workers - 1]}, {order}",
                compare + ["--engine", "spark", "--master", url], expected=(2,), beside=beside,
                env=os.environ | {"SPARK_CONF_DIR": scratch, "SPARK_LOCAL_IP": "127.0.0.1"})


def parts(folder):
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in sorted(names) if ".csv" in name)


def inflateOnly(folder):
    """What zlib alone takes for the same files."""
    for path in parts(folder):
        inflater = zlib.decompressobj(31)
        with open(path, "rb") as file:
            while chunk := file.read(1 << 18):
                inflater.decompress(chunk)


def csvOnly(folder):
    """What Python's csv takes."""
    import csv
    for path in parts(folder):
        opened = gzip.open(path, "rt", newline="") if path.endswith(".gz") else open(path, newline="")
        with opened as file:
            for _ in csv.reader(file):
                pass


SQL = """
SET memory_limit='2GB'; SET threads=2;
CREATE VIEW a AS SELECT url_decode(replace(column2, '+', '%20')) AS key, column3::BIGINT AS size, column4 AS modified, lower(column5) AS etag
    FROM read_csv('{a}', header=false, all_varchar=true);
CREATE VIEW b AS SELECT url_decode(replace(column1, '+', '%20')) AS key, column2::BIGINT AS size, column3 AS modified, lower(column4) AS etag
    FROM read_csv('{b}', header=false, all_varchar=true);
SELECT CASE WHEN a.key IS NULL THEN 'extra' WHEN b.key IS NULL THEN 'missing' WHEN a.etag = b.etag THEN 'same-checksum'
    WHEN a.size <> b.size THEN 'different-size' ELSE 'same-size' END AS verdict, count(*)
    FROM a FULL OUTER JOIN b ON a.key = b.key GROUP BY verdict;
"""

JOIN = r"""
set -o pipefail; export LC_ALL=C
sorted() { tr -d '"' | awk -F, -v k="$1" '{print $k","$(k+1)","$(k+3)}' | sort -t, -k1,1 -S 200M; }
join -t, -a1 -a2 -e- -o0,1.2,1.3,2.2,2.3 <(find "$1" -name '*.gz' | sort | xargs zcat | sorted 3) \
    <(find "$2" -name '*.csv' | sort | xargs cat | sorted 2) |
    awk -F, '{v = $2 == "-" ? "extra" : $4 == "-" ? "missing" : $3 == $5 ? "same" : "different"; n[v]++} END {for (v in n) print v, n[v]}'
"""


def main():
    folder = sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp()
    script = [sys.executable, os.path.abspath(__file__)]
    try:
        engines = sys.argv[4:] == ["--engines"]
        for order in ("shuffled",) if engines else ("sorted", "shuffled"):
            for side in ("a", "b"):
                # In a process of its own: what this one has used would count as its children's peak.
                if not os.path.exists(f"{folder}/{order}/{side}"):
                    subprocess.run(script + ["--make", str(ROWS), f"{folder}/{order}/{side}", order, side], check=True)
        print(f"{ROWS:,} rows a side in {FILES} files; the source gzip, the target plain\n")
        print("| what | wall | CPU | peak memory | rows |\n| --- | --- | --- | --- | --- |")
        if engines:
            return compareWithEngines(folder, "shuffled")
        a, b = f"{folder}/sorted/a", f"{folder}/sorted/b"
        measure("zlib alone, gzip", script + ["--inflate", a])
        measure("Python's csv, gzip", script + ["--csv", a])
        measure("`report verify`, gzip", [COMMAND, "report", "verify", a])
        measure("`report verify`, plain", [COMMAND, "report", "verify", b])
        measure("`report cat`, gzip", [COMMAND, "report", "cat", a, "--output", "jsonl"])
        for order in ("sorted", "shuffled"):
            compareWithEngines(folder, order)
            a, b = f"{folder}/{order}/a", f"{folder}/{order}/b"
            measure(f"GNU sort + join, {order}", ["bash", "-c", JOIN, "_", a, b])
    finally:
        if len(sys.argv) <= 3:
            shutil.rmtree(folder)


if sys.argv[1] == "--inflate":
    inflateOnly(sys.argv[2])
elif sys.argv[1] == "--csv":
    csvOnly(sys.argv[2])
elif sys.argv[1] == "--make":
    write(sys.argv[3], sys.argv[5] == "b", sys.argv[4] == "shuffled")
else:
    main()
