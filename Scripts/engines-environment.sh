#!/bin/bash
# Installs the engines that compare reports in our place into .venv-engines: DuckDB, and with `all` Spark too. What is there as
# pinned stays.
set -euo pipefail
cd "$(dirname "$0")/.."

duckdb=Tests/Interop/requirements-duckdb.txt
all=Tests/Interop/requirements-engines.txt
stamp() { { python3 --version; cat "$@"; } | sha256sum; }

found=$(cat .venv-engines/stamp 2>/dev/null || true)
[[ $found == "$(stamp "$duckdb" "$all")" ]] && exit 0
pins=("$duckdb")
[[ ${1:-} == all ]] && pins+=("$all")
[[ $found == "$(stamp "${pins[@]}")" ]] && exit 0
echo "installing engines into .venv-engines, as pinned in ${pins[-1]}"
python3 -m venv --clear .venv-engines
.venv-engines/bin/python -m pip install --quiet --disable-pip-version-check --requirement "${pins[-1]}"
stamp "${pins[@]}" >.venv-engines/stamp
