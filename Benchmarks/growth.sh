#!/bin/bash
# Holds every reader of untrusted bytes to linear work, and to 50 ms for a megabyte of the worst.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${BENCH_SCRATCH:-.build-bench}
Scripts/install-system-packages.sh valgrind
swift build -c release --scratch-path "$scratch" --product inventory-bench
exec python3 Benchmarks/growth.py "$scratch/release/inventory-bench"
