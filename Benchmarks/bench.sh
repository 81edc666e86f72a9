#!/bin/bash
# Runs every benchmark and prints the tables of README.md. Builds first, so that building disturbs no measurement.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${BENCH_SCRATCH:-.build-bench}
Scripts/install-system-packages.sh valgrind nginx-light gcc libc6-dev openssl binutils
# The vendors' SDKs, as the interop tests pin them; collecting their tests makes the environment.
PYTEST_ADDOPTS=--collect-only Scripts/interop.sh >/dev/null
python=$PWD/.venv/bin/python

swift build -c release --scratch-path "$scratch" --product inventory-bench
swift build -c release --package-path Benchmarks
BUILD=$scratch-static Scripts/release.sh
bench=$scratch/release/inventory-bench
load=$(swift build -c release --package-path Benchmarks --show-bin-path)
command=$scratch-static/cloud-inventory
gcc -O2 -Wall -o "$scratch/raw-curl" Benchmarks/raw-curl.c -lcurl
Scripts/check-embedder.sh >"$scratch/embedder"

echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "$(swift --version 2>/dev/null | head -n 1); $(curl --version | head -n 1 | cut -d ' ' -f 1-4); $(openssl version); $("$python" --version)"
echo
# With nothing between the tables and the measuring but time: it has to stay under 15 minutes.
SECONDS=0
"$python" Benchmarks/peers.py "$bench"
echo
python3 Benchmarks/loads.py "$load" "$scratch/raw-curl" "$command" "$python"
python3 Benchmarks/startup.py "$command"
grep -v nothing "$scratch/embedder"
echo
python3 Benchmarks/counts.py "$bench"
echo "measured in $((SECONDS / 60)) min $((SECONDS % 60)) s"
