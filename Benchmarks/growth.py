"""Documents that are as hard on their reader as anybody can make them: work must be linear, and a megabyte quick.

    growth.py BENCH    twice the document takes at most 2.5 times the instructions, a megabyte at most 50 ms of CPU time

Instructions are callgrind's, for 128 and 256 KiB; for 24 and 48 of JSON, of which no more than 64 is taken. CPU time is the least of three rounds, which other work on the machine
disturbs little.
"""

import os
import re
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

FACTOR = 2.5
MEGABYTE = 1 << 20
LONGEST = 0.050
# Not from the network, and up to 16 MiB long: the operator's own files have no bar on time.
UNTIMED = ("yaml-", "csv-")


def sizes(kind):
    once = 24 << 10 if kind.startswith("json-") else 128 << 10
    return once, 2 * once


def run(bench, case, iterations, *before):
    done = subprocess.run(
        [*before, bench, case, str(iterations)], env=os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"},
        capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{case} failed: {done.stdout}{done.stderr}")
    return done.stderr


def instructions(bench, case):
    def collected(iterations):
        words = run(bench, case, iterations, "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
        return int(re.search(r"Collected : (\d+)", words)[1])

    return collected(2) - collected(1)


def seconds(bench, case):
    def used(iterations):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        run(bench, case, iterations)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    return min((used(11) - used(1)) / 10 for _ in range(3))


def main():
    bench, failures = sys.argv[1], []
    kinds = subprocess.run([bench, "kinds"], capture_output=True, text=True, check=True).stdout.split()
    cases = [f"grow-{kind}-{size}" for kind in kinds for size in sizes(kind)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(cases, pool.map(lambda case: instructions(bench, case), cases)))
    print(f"{'document':18}{'once':>15}{'twice':>15}{'factor':>8}{'1 MiB':>10}")
    for kind in kinds:
        small, large = (counts[f"grow-{kind}-{size}"] for size in sizes(kind))
        took = seconds(bench, f"grow-{kind}-{MEGABYTE}")
        print(f"{kind:18}{small:>15,}{large:>15,}{large / small:>8.2f}{took * 1000:>7.1f} ms")
        if large / small > FACTOR:
            failures.append(f"{kind} grows by {large / small:.2f}")
        if took > LONGEST and not kind.startswith(UNTIMED):
            failures.append(f"a megabyte of {kind} takes {took * 1000:.0f} ms")
    for failure in failures:
        print(f"FAILED: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
