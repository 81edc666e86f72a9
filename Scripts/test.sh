#!/bin/bash
# Runs every test: a strict build, swift test, the vendors' SDKs, the instruction counts. The last line counts what passed.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

# Warnings are errors here and only here; see Package.swift.
export CLOUD_INVENTORY_STRICT=1
swift_options=(--explicit-target-dependency-import-check error)
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT

python3 Tests/mutations.py --check

say "swift build, warnings as errors"
swift build --build-tests "${swift_options[@]}"

say "swift test"
# Everything is written for Swift Testing; an empty XCTest run would only print "Executed 0 tests".
run=(swift test --skip-build --disable-xctest "${swift_options[@]}")
# Some promises are kept by the clock ("cancelled at once"): their tests get the machine for themselves. Those that start
# the command wait for it with time limits, so they do not run beside those that compute all the time, and only a few at
# once: with all of them started together, each waits for all others, and on a slow machine passes its limit for that alone.
timed=$(<Scripts/timed-suites)
started='^(EndToEndTests|DocumentationTests|ReportTests)\.'
"${run[@]}" --skip "$timed|$started" 2>&1 | tee "$log/swift"
"${run[@]}" --experimental-maximum-parallelization-width 6 --filter "$started" 2>&1 | tee "$log/started"
"${run[@]}" --filter "$timed" --no-parallel 2>&1 | tee "$log/transport"

say "interop: the vendors' own SDKs against the emulator and the command"
bin=$(swift build "${swift_options[@]}" --show-bin-path)
CLOUD_INVENTORY_BIN="$bin/cloud-inventory" Scripts/interop.sh 2>&1 | tee "$log/interop"

say "instructions: the synchronous cases against Benchmarks/baseline.txt"
env -u CLOUD_INVENTORY_STRICT Benchmarks/bench-check.sh

say "embedder: two programs that use the library alone, with no package fetched"
# Warnings are errors for ourselves, not for those who depend on us.
env -u CLOUD_INVENTORY_STRICT Scripts/check-embedder.sh

# A run that tested nothing must not pass, so a missing count is an error.
counted() { sed -nE 's/.*Test run with ([0-9]+) tests?.* passed after.*/\1/p' "$1"; }
in_swift=$(counted "$log/swift")
in_started=$(counted "$log/started")
in_transport=$(counted "$log/transport")
in_interop=$(sed -nE 's/.*[^0-9]([0-9]+) passed.* in [0-9.]+s.*/\1/p' "$log/interop")
: "${in_swift:?swift test reported no passed run}" "${in_transport:?the transport tests reported no passed run}"
: "${in_started:?the tests that start the command reported no passed run}"
: "${in_interop:?the interop tests reported no passed run}"
if ((in_swift == 0 || in_started == 0 || in_transport == 0 || in_interop == 0)); then
    echo "no tests ran: $in_swift + $in_started + $in_transport in Swift, $in_interop interop" >&2
    exit 1
fi

say "all tests: $((in_swift + in_started + in_transport)) in Swift, $in_interop with the vendors' SDKs"
echo "$((in_swift + in_started + in_transport + in_interop)) passed, 0 failed"
