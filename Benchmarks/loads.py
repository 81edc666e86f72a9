"""Whole calls over loopback, against raw libcurl and the vendors' SDKs, in paired rounds.

    loads.py BIN_FOLDER RAW_CURL COMMAND PYTHON_WITH_SDKS [transport] [store] [plan] [tls] [apply] [memory]

The server has one core, the clients have the other. A line gives the wall time and, after it, the CPU time of the client
for one request; the ratio is of wall times, with that of CPU times after it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from servers import Emulator, Nginx, TLSFront

HERE = Path(__file__).parent
BIN, RAW, COMMAND, PYTHON = (str(Path(word).absolute()) for word in sys.argv[1:5])
LOAD, URL_SESSION, ASYNC_HTTP_CLIENT = (
    f"{BIN}/{name}" for name in ("bench-load", "bench-urlsession", "bench-async-http-client"))
SERVER_CORE, CLIENT_CORE = "1", "0"


def run(*command, **environment):
    """Requests, wall and CPU nanoseconds, peak in kB."""
    words = ["taskset", "-c", CLIENT_CORE, *map(str, command)]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(words, capture_output=True, text=True, cwd=folder, env=os.environ | environment)
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
        for peer, count, bar, command in [
            ("async-http-client", 20_000, "≥ 1.5", [ASYNC_HTTP_CLIENT]),
            ("URLSession", 6000, "≥ 7", [URL_SESSION]),
            ("Python requests, 64 threads", 3000, "≥ 14", [PYTHON, HERE / "requests_load.py"]),
        ]:
            compare(
                "transport, 1 kB, 64 in flight", ours("transport", server.port, 64, 20_000),
                lambda: run(*command, server.port, 64, count), peer, bar)


def store():
    with Emulator(COMMAND, 64, SERVER_CORE) as server:
        for cloud, port, peer in [
            ("store-cos", server.cos, "cos-python-sdk-v5"), ("store-obs", server.obs, "esdk-obs-python")
        ]:
            for in_flight, count, theirs, bar in [(1, 1000, 200, "≥ 6"), (64, 6400, 640, "≥ 15")]:
                compare(
                    f"{cloud}, {in_flight} in flight", ours(cloud, port, in_flight, count),
                    sdk(cloud, port, in_flight, theirs), peer, bar)


def plan():
    with Emulator(COMMAND, 1000, SERVER_CORE) as server:
        ports = (server.cos, server.obs, 1000)
        run(LOAD, "seed", *ports)
        name = "no-op plan, 1,000 COS + 1,000 OBS buckets x 10 rules"
        compare(name, ours("plan", *ports), sdk("plan", *ports, 64), "both SDKs, 64 threads", "≥ 10", rounds=3)
        compare(name, ours("plan", *ports), ours("replay", *ports), "its requests by the transport alone", "≥ 0.6")
        requests, *_ = run(LOAD, "plan", *ports)
    note(f"the plan of 2,000 buckets made {requests} requests (bar: 2000)")


def tls():
    with Emulator(COMMAND, 500) as server, TLSFront(server) as front:
        environment = {"BENCH_TLS": f"{front.port}:{front.certificate}"}
        for what, command in [
            ("apply of 2 rules each", ("apply", server.cos, server.obs, 500, 2, 0)),
            ("no-op plan of the same", ("plan", server.cos, server.obs, 500, 2)),
        ]:
            front.forget()
            requests, wall, *_ = run(LOAD, *command, **environment)
            note(
                f"{what} to 1,000 buckets over TLS, one host name a bucket: {requests} requests, {front.handshakes()} "
                f"handshakes (bar: 1000), at most {front.most_at_once()} connections at once, {wall / 1e9:.2f} s")


def apply():
    # A pace that client and emulator can keep on a core each.
    for rate in (0, 400):
        with Emulator(COMMAND, 1000) as server:
            requests, wall, cpu, peak = run(LOAD, "apply", server.cos, server.obs, 1000, 5, rate)
        note(
            f"apply of 10,000 rules to 2,000 buckets, {f'paced to {rate}/s' if rate else 'not paced'}: {requests} requests "
            f"(bar: 14000), {wall / 1e9:.2f} s"
            + (f", {wall / 1e9 / (requests / 2 / rate):.3f} of the ideal (bar: 1.05)" if rate else "")
            + f", CPU {cpu / 1e9:.2f} s, peak {peak / 1024:.1f} MB")


def memory():
    sizes = {}
    for each in (500, 5000, 50_000):
        _, wall, cpu, peak = run(LOAD, "canned-plan", each)
        sizes[2 * each] = peak
        note(f"plan of {2 * each:,} buckets x 10 rules, answers from memory: CPU {cpu / 1e9:.2f} s, peak {peak / 1024:.1f} MB")
    growth = (sizes[100_000] - sizes[1000]) * 1024 / 99_000
    note(f"growth: {growth:.0f} bytes a bucket (bar: under 1,000; under 60 MB at 10,000)")
    runs, _, cpu, early, late = run(LOAD, "canned-daemon", 1000, 50)
    note(
        f"daemon, {runs} no-op runs over 100 buckets: {cpu / 1e9 / runs * 1e3:.1f} ms of CPU a run, "
        f"{early / 1024:.1f} MB after 10 runs, {late / 1024:.1f} MB after all (bar: the same)")


NOTES = []


def note(line):
    """Said after the table."""
    NOTES.append(line)


PARTS = {"transport": transport, "store": store, "plan": plan, "tls": tls, "apply": apply, "memory": memory}
heading()
for part in sys.argv[5:] or PARTS:
    PARTS[part]()
print()
for line in NOTES:
    print(f"- {line}")
