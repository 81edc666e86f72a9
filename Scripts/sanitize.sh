#!/bin/bash
# The Swift tests under the thread and the address sanitizer, each in a build folder of its own.
#
#   Scripts/sanitize.sh                                       every test, both sanitizers
#   Scripts/sanitize.sh thread --filter InventoryCurlTests    one sanitizer, the rest goes to swift test
set -euo pipefail
cd "$(dirname "$0")/.."

sanitizers=(thread address)
if (($#)); then
    sanitizers=("$1")
    shift
fi
# Swift keeps what an async main has made until the process ends, which is no leak; the transports have leak tests.
export ASAN_OPTIONS=detect_leaks=0
# A report fails the run at its first line.
export TSAN_OPTIONS=halt_on_error=1
for sanitizer in "${sanitizers[@]}"; do
    case $sanitizer in
    thread) scratch=.build-tsan ;;
    address) scratch=.build-asan ;;
    *) echo "there is no sanitizer '$sanitizer'; name thread or address" >&2 && exit 64 ;;
    esac
    # The gates on the sources look at files alone.
    swift test --scratch-path "$scratch" --sanitize "$sanitizer" --disable-xctest --skip RepositoryTests "$@"
    echo "== $sanitizer sanitizer: clean"
done
