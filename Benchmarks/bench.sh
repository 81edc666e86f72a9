#!/bin/bash
# Runs every benchmark and prints the table of README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${BENCH_SCRATCH:-.build-bench}
Scripts/install-system-packages.sh valgrind nginx-light gcc libc6-dev
# The vendors' SDKs, as the interop tests pin them; collecting their tests makes the environment.
PYTEST_ADDOPTS=--collect-only Scripts/interop.sh >/dev/null
python=$PWD/.venv/bin/python

swift build -c release --scratch-path "$scratch" --product inventory-bench
swift build -c release --scratch-path "$scratch" --product cloud-inventory
swift build -c release --package-path Benchmarks
# In a folder of its own: what is compiled for another Swift runtime must not be mixed in.
swift build -c release --scratch-path "$scratch-static" --product cloud-inventory --static-swift-stdlib
bench=$scratch/release/inventory-bench
load=$(swift build -c release --package-path Benchmarks --show-bin-path)/bench-load
gcc -O2 -Wall -o "$scratch/raw-curl" Benchmarks/raw-curl.c -lcurl

echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "$(swift --version 2>/dev/null | head -n 1); $(curl --version | head -n 1 | cut -d ' ' -f 1-4); $(openssl version); $("$python" --version)"
echo
"$python" Benchmarks/peers.py "$bench"
echo
python3 Benchmarks/loads.py "$load" "$scratch/raw-curl" "$scratch/release/cloud-inventory" "$python"
echo
python3 Benchmarks/startup.py "$scratch-static/release/cloud-inventory"
echo
python3 Benchmarks/counts.py "$bench"
