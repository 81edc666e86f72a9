#!/bin/bash
# Every fixture and ENGINE_PAIRS (200) random pairs of reports through DuckDB, Spark on this machine and a Spark cluster of one
# master and two workers on loopback: the same answer as ours, and a job that fails where rows are lost.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/engines-environment.sh all
ENGINE_PAIRS=${ENGINE_PAIRS:-200} Scripts/interop.sh -k "engines or spark" "$@"
