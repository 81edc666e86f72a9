#!/bin/bash
# Counts the instructions of the synchronous cases and compares them with baseline.txt (--update writes that anew).
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${BENCH_SCRATCH:-.build-bench}
Scripts/install-system-packages.sh valgrind
swift build -c release --scratch-path "$scratch" --product inventory-bench
exec python3 Benchmarks/counts.py "$scratch/release/inventory-bench" "$@"
