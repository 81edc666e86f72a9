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
# The long form of the fault schedules is `make soak`.
export SOAK_SCHEDULES=${SOAK_SCHEDULES:-3}
# Not under a sanitizer: the gates on sources and pages, which look at files or compile anew; and the tests that look
# through the memory of a process, most of which is the sanitizer's own then.
skipped='RepositoryTests|DocumentationTests|Memory of secrets|Memory does not grow'
# As in test.sh: what is held to the clock gets the machine for itself.
timed='InventoryCurlTests|Transport conformance|The role of an instance|A command that prints credentials'
for sanitizer in "${sanitizers[@]}"; do
    case $sanitizer in
    thread) scratch=.build-tsan ;;
    address) scratch=.build-asan ;;
    *) echo "there is no sanitizer '$sanitizer'; name thread or address" >&2 && exit 64 ;;
    esac
    run=(swift test --scratch-path "$scratch" --sanitize "$sanitizer" --disable-xctest)
    if (($#)); then
        "${run[@]}" --skip "$skipped" "$@"
    else
        "${run[@]}" --skip "$skipped|$timed"
        "${run[@]}" --skip "$skipped" --filter "$timed" --no-parallel
    fi
    echo "== $sanitizer sanitizer: clean"
done
