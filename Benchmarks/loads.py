"""Whole calls over loopback, against raw libcurl and the vendors' SDKs, in paired rounds.

    loads.py BENCH_LOAD RAW_CURL COMMAND PYTHON_WITH_SDKS [transport] [store] [plan]

The server has one core, the clients have the other. A line gives the wall time and, after it, the CPU time of the client
for one request; the ratio is of wall times, with that of CPU times after it.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median

from servers import Emulator, Nginx

HERE = Path(__file__).parent
LOAD, RAW, COMMAND, PYTHON = sys.argv[1:5]
WANTED = sys.argv[5:] or ["transport", "store", "plan"]
SERVER_CORE, CLIENT_CORE = "1", "0"


def run(*command):
    """Requests, wall and CPU nanoseconds, peak in kB."""
    words = ["taskset", "-c", CLIENT_CORE, *map(str, command)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return [int(word) for word in done.stdout.split()]


def ours(*words):
    return lambda: run(LOAD, *words)


def sdk(*words):
    return lambda: run(PYTHON, HERE / "sdk_load.py", *words)


def compare(name, mine, other, peer, bar, rounds=5):
    pairs = [(mine(), other()) for _ in range(rounds)]

    def each(index):
        return [(own[index] / own[0], theirs[index] / theirs[0]) for own, theirs in pairs]

    def text(values):
        ratios = sorted(theirs / own for own, theirs in values)
        return f"{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"

    wall, cpu = each(1), each(2)
    mine_text, other_text = (
        f"{median(w[side] for w in wall) / 1e3:.1f} / {median(c[side] for c in cpu) / 1e3:.1f} µs" for side in (0, 1))
    print(f"| {name} | {mine_text} | {peer}: {other_text} | {text(wall)} / {text(cpu)} | {bar} |", flush=True)


def heading():
    print("| case, one request | ours, wall / CPU | floor or peer, wall / CPU | times as fast, wall / CPU: median (range) | bar |")
    print("|---|---|---|---|---|", flush=True)


def transport():
    with Nginx(SERVER_CORE) as server:
        for in_flight, count, bar in [(1, 4000, 0.85), (16, 20_000, 0.85), (64, 20_000, 0.85), (256, 20_000, 0.75)]:
            arguments = ("transport", server.port, in_flight, count)
            compare(
                f"transport, 1 kB, {in_flight} in flight", ours(*arguments), lambda: run(RAW, *arguments[1:]),
                "C libcurl multi", f"≥ {bar}", rounds=7)


def store():
    with Emulator(COMMAND, 64) as server:
        for cloud, port, peer in [
            ("store-cos", server.cos, "cos-python-sdk-v5"), ("store-obs", server.obs, "esdk-obs-python")
        ]:
            for in_flight, count, theirs, bar in [(1, 1000, 200, "≥ 6"), (64, 6400, 640, "≥ 15")]:
                compare(
                    f"{cloud}, {in_flight} in flight", ours(cloud, port, in_flight, count),
                    sdk(cloud, port, in_flight, theirs), peer, bar)


def plan():
    with Emulator(COMMAND, 1000) as server:
        run(LOAD, "seed", server.cos, server.obs, 1000)
        compare(
            "no-op plan, 1,000 COS + 1,000 OBS buckets x 10 rules", ours("plan", server.cos, server.obs, 1000),
            sdk("plan", server.cos, server.obs, 1000, 64), "both SDKs, 64 threads", "≥ 10", rounds=3)
    sizes = {}
    for each in (500, 5000):
        with Emulator(COMMAND, each) as server:
            run(LOAD, "seed", server.cos, server.obs, each)
            requests, wall, cpu, peak = run(LOAD, "plan", server.cos, server.obs, each)
            sizes[2 * each] = peak
            print(
                f"\nplan of {2 * each} buckets: {requests} requests, {wall / 1e9:.2f} s, CPU {cpu / 1e9:.2f} s, "
                f"peak {peak / 1024:.1f} MB", flush=True)
    growth = (sizes[10_000] - sizes[1000]) * 1024 / 9000
    print(f"growth: {growth:.0f} bytes a bucket (bar: under 1,000; under 60 MB at 10,000)", flush=True)


heading()
for part in WANTED:
    {"transport": transport, "store": store, "plan": plan}[part]()
