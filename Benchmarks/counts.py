"""Instructions of one iteration of each synchronous case, by valgrind's callgrind.

    counts.py BENCH           check against baseline.txt: +5 % fails, and so does growth beyond x14 for x10 rules
    counts.py BENCH --update  write baseline.txt anew (say why in the commit)

A count is the difference of two runs divided by the difference of their iterations, so start-up and input cost nothing.
Counts repeat to about 1 in 10,000 on one set of libraries; valgrind shows OpenSSL a CPU without SHA instructions.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline.txt")
TOLERANCE = 1.05
GROWTH = 14

# Iterations of the two runs.
CASES = {
    "cos-sign": (20, 220),
    "floor-sign-cos": (20, 220),
    "obs-sign": (20, 220),
    "floor-sign-obs": (20, 220),
    "decode-cos-list": (1, 6),
    "read-cos-list": (1, 6),
    "floor-expat-cos": (1, 6),
    "decode-obs-list": (1, 6),
    "floor-expat-obs": (1, 6),
    "encode-cos": (20, 220),
    "encode-obs": (20, 220),
    "fit": (20, 220),
    "match-1000": (1, 3),
    "match-10000": (1, 2),
    "preflight-1000": (1, 3),
    "preflight-10000": (1, 2),
    "overlap-1000": (1, 3),
    "overlap-10000": (1, 2),
}
# Numerator, denominator: what the table in README.md divides.
FLOORS = [
    ("cos-sign", "floor-sign-cos"), ("obs-sign", "floor-sign-obs"),
    ("decode-cos-list", "floor-expat-cos"), ("decode-obs-list", "floor-expat-obs"),
    ("read-cos-list", "floor-expat-cos"),
]
GROWING = ["match", "preflight", "overlap"]


def instructions(bench, case, iterations):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bench, case, str(iterations)],
        # Fixed hashing: else the order in sets, and with it the count, is another in every process.
        env=os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"}, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{case} failed under valgrind: {done.stdout}{done.stderr}")
    return int(found[1])


def count(bench, case):
    low, high = CASES[case]
    return (instructions(bench, case, high) - instructions(bench, case, low)) // (high - low)


def baseline():
    lines = BASELINE.read_text().splitlines() if BASELINE.exists() else []
    return {name: int(value) for name, value in (line.split() for line in lines if line and line[0] != "#")}


def main():
    bench, update = sys.argv[1], "--update" in sys.argv[2:]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(CASES, pool.map(lambda case: count(bench, case), CASES)))
    before, failures = baseline(), []
    print(f"{'case':18}{'instructions':>14}{'baseline':>14}{'change':>9}")
    for case, value in counts.items():
        known = before.get(case)
        change = f"{value / known - 1:+.1%}" if known else "new"
        print(f"{case:18}{value:>14,}{known or 0:>14,}{change:>9}")
        if not update and known is None:
            failures.append(f"{case} is not in {BASELINE.name}")
        elif not update and not case.startswith("floor-") and value > known * TOLERANCE:
            failures.append(f"{case} takes {change} instructions")
    for ours, floor in FLOORS:
        print(f"{ours} / {floor}: {counts[ours] / counts[floor]:.2f}")
    for name in GROWING:
        growth = counts[f"{name}-10000"] / counts[f"{name}-1000"]
        print(f"{name}: x10 rules take x{growth:.1f} instructions (bar: x{GROWTH})")
        if growth > GROWTH:
            failures.append(f"{name} grows by x{growth:.1f}")
    if update:
        BASELINE.write_text(
            "# Instructions an iteration (counts.py). Raising one needs a reason in the commit.\n"
            + "".join(f"{case} {value}\n" for case, value in counts.items()))
    for failure in failures:
        print(f"FAILED: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
