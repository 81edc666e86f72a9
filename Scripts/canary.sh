#!/bin/bash
# Runs the tests with secrets that can be recognised and keeps every file that they write: journals, plans, reports, what
# the command prints. Then looks for the secrets in all of it and in the log of the run.
set -euo pipefail
cd "$(dirname "$0")/.."

kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
mkdir "$kept/files"
CLOUD_INVENTORY_TEST_KEEP="$kept/files" swift test --disable-xctest --skip 'RepositoryTests|DocumentationTests' "$@" \
    >"$kept/log" 2>&1 || { tail -50 "$kept/log"; exit 1; }
tail -1 "$kept/log"
python3 Scripts/canary.py "$kept"
