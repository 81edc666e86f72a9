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
export ASAN_OPTIONS=detect_leaks=1
export LSAN_OPTIONS=suppressions=$PWD/Scripts/leaks.txt:print_suppressions=0
# A report fails the run at its first line.
export TSAN_OPTIONS=halt_on_error=1
# The long form of the fault schedules is `make soak`.
export SOAK_SCHEDULES=${SOAK_SCHEDULES:-3}
# Not under a sanitizer: the gates on sources and pages, which look at files or compile anew; and the tests that look
# through the memory of a process, most of which is the sanitizer's own then.
skipped='RepositoryTests|DocumentationTests|Memory of secrets|Memory does not grow'
for sanitizer in "${sanitizers[@]}"; do
    case $sanitizer in
    thread) scratch=.build-tsan ;;
    address) scratch=.build-asan ;;
    *) echo "there is no sanitizer '$sanitizer'; name thread or address" >&2 && exit 64 ;;
    esac
    # One test after the other: a sanitizer makes everything several times as slow, and each test is held to a limit of its
    # own, which it breaks when all run at once.
    swift test --scratch-path "$scratch" --sanitize "$sanitizer" --disable-xctest --no-parallel --skip "$skipped" "$@"
    echo "== $sanitizer sanitizer: clean"
done
