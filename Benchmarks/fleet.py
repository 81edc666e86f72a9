"""One rule set over many buckets of both emulated clouds: requests against the least possible, time, peak memory.

    Benchmarks/fleet.py COMMAND [BUCKETS-A-CLOUD ...]     COMMAND: a release build of cloud-inventory

For each size: apply to empty buckets, apply again (nothing to do), and, paced, apply after a rule has changed. The least
is a list of every bucket, a request for every write, and another list of every bucket that was written.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RULES = """version: 1
name: fleet
rules:
  - {{id: db, prefix: db/, schedule: {schedule}, fields: [Size, ETag]}}
  - {{id: logs, prefix: logs/, schedule: weekly, fields: [Size]}}
targets:
  - {{name: cos, provider: tencent-cos, region: ap-guangzhou, buckets: {{file: cos.csv}},
     reports: {{bucket: reports-1250000000, owner: "100000000001"}}}}
  - {{name: obs, provider: huawei-obs, region: cn-north-4, buckets: {{file: obs.csv}}, reports: {{bucket: reports}}}}
pacing: {{concurrency: 64{rate}}}
safety: {{onRefusal: skip-bucket}}
"""
CLOUDS = {"cos": ("tencent-cos", "ap-guangzhou", "fleet{}-1250000000"), "obs": ("huawei-obs", "cn-north-4", "fleet{}")}
KEYS = {"TENCENTCLOUD_SECRET_ID": "AK", "TENCENTCLOUD_SECRET_KEY": "SK", "OBS_ACCESS_KEY_ID": "AK",
        "OBS_SECRET_ACCESS_KEY": "SK"}


def measured(words, environment):
    """Runs a command; its status, seconds, peak memory in MiB, requests by its own log, and its last line."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        start = time.monotonic()
        child = subprocess.Popen(words, env=environment, stdout=out, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        log.seek(0)
        requests = sum(re.search(rb'attempt \d+"', line) is not None for line in log)
        out.seek(0)
        last = out.read().splitlines()[-1]
        return os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss / 1024, requests, last.decode()


def run(command, count, folder):
    buckets = [
        {"provider": provider, "region": region, "name": name.format(number)}
        for number in range(count) for provider, region, name in CLOUDS.values()
    ]
    (folder / "emulator.json").write_text(
        json.dumps({"credentials": [{"accessKey": "AK", "secretKey": "SK"}], "buckets": buckets}))
    for file, (_, _, name) in CLOUDS.items():
        (folder / f"{file}.csv").write_text("".join(name.format(number) + "\n" for number in range(count)))
    emulator = subprocess.Popen(
        [command, "emulate", "--config", folder / "emulator.json"], stdout=subprocess.PIPE)
    try:
        urls = json.loads(emulator.stdout.readline())["endpoints"]
        environment = {**os.environ, **KEYS}
        rate = 400
        for name, schedule, pace, least in [
            ("first apply", "daily", "", 2 * count * 4), ("nothing to do", "daily", "", 2 * count),
            (f"one rule changed, {rate}/s a cloud", "weekly", f", requestsPerSecond: {rate}", 2 * count * 3),
        ]:
            (folder / "rules.yaml").write_text(RULES.format(schedule=schedule, rate=pace))
            words = [command, "apply", folder / "rules.yaml", "--journal", folder / "journal", "--output", "jsonl",
                     "--quiet", "--verbose", "--log-format", "json"]
            for provider, url in urls.items():
                words += ["--connect-to", f"{provider}={url}"]
            status, seconds, memory, requests, last = measured(words, environment)
            summary = json.loads(last)["summary"]
            ideal = f", {seconds / (least / 2 / rate):.3f} of the ideal time" if pace else ""
            print(f"{count:>6} buckets a cloud, {name}: status {status}, {summary['written']} written, "
                  f"{requests} requests ({requests / least:.4f} of the least), {seconds:.1f} s{ideal}, "
                  f"{memory:.0f} MiB", flush=True)
    finally:
        emulator.terminate()
        emulator.wait()


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[2:]] or [1000, 10000]:
        with tempfile.TemporaryDirectory() as place:
            run(sys.argv[1], size, Path(place))
