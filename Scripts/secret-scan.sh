#!/bin/bash
# Runs the tests with secrets that can be recognised and keeps every file that they write: journals, plans, reports, what
# the command prints. Then looks for the secrets in all of it and in the log of the run.
set -euo pipefail
cd "$(dirname "$0")/.."

kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
mkdir "$kept/files"
export CLOUD_INVENTORY_TEST_KEEP=$kept/files
run=(swift test --disable-xctest)
skipped='RepositoryTests|DocumentationTests'
# As in test.sh: what is held to the clock gets the machine for itself.
timed=$(<Scripts/timed-suites)
{
    "${run[@]}" --skip "$skipped|$timed" "$@" && "${run[@]}" --filter "$timed" --no-parallel
} >"$kept/log" 2>&1 || { tail -50 "$kept/log"; exit 1; }
grep 'Test run with' "$kept/log"
python3 Scripts/secret-scan.py "$kept"
