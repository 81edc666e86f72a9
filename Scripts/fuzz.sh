#!/bin/bash
# Feeds random bytes to everything that reads what others wrote: libFuzzer with AddressSanitizer. A minute a target, or
# FUZZ_SECONDS; all targets, or those named. An input that crashes is left in .build-fuzz/crashes.
#
#   Scripts/fuzz.sh              every target
#   FUZZ_SECONDS=600 Scripts/fuzz.sh xml document
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
targets=("$@")
if ((${#targets[@]} == 0)); then
    targets=(xml cos-rule obs-rule cos-list obs-list cos-error obs-error order document targets host address answer journal
        plan keys times durations json report-manifest report-rows report-gzip report-keys)
fi
scratch=.build-fuzz
export FUZZ=1
# A crash would leave Swift's backtracer hanging for ever; and what Swift keeps until the end is no leak.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0

swift build --scratch-path "$scratch" --product inventory-fuzz --sanitize address \
    -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link
python3 Tests/Fuzz/seeds.py "$scratch/seeds"
mkdir -p "$scratch/crashes"
program=$(swift build --scratch-path "$scratch" --show-bin-path)/inventory-fuzz

failed=()
for target in "${targets[@]}"; do
    mkdir -p "$scratch/corpus/$target" "$scratch/seeds/$target"
    log=$scratch/$target.log
    if FUZZ_TARGET=$target "$program" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$scratch/crashes/$target-" \
        "$scratch/corpus/$target" "$scratch/seeds/$target" >"$log" 2>&1; then
        verdict=ok
    else
        verdict=CRASHED
        failed+=("$target")
    fi
    inputs=$(sed -nE 's/^stat::number_of_executed_units: ([0-9]+)/\1/p' "$log")
    printf '%-15s %10s inputs in %s s  %s\n' "$target" "${inputs:-?}" "$seconds" "$verdict"
done
echo "the XML reader against Python's xml.etree:"
python3 Tests/Fuzz/xml_differential.py "$program" "$scratch/seeds/xml" "$scratch/corpus/xml"
if ((${#failed[@]})); then
    echo "crashes in ${failed[*]}: see $scratch/crashes and $scratch/*.log" >&2
    exit 1
fi
