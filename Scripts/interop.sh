#!/bin/bash
# Runs Tests/Interop: the vendors' unmodified Python SDKs against the emulator and the command, and the page of
# `--html` in Chromium (arguments go to pytest).
set -euo pipefail
cd "$(dirname "$0")/.."

pins=Tests/Interop/requirements.txt
build_pins=Tests/Interop/requirements-build.txt

# Debian ships Python without venv and pip; any other Python that has both will do.
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    Scripts/install-system-packages.sh python3-venv
fi

# The page of --html is looked at in a real browser, manual pages and completions by those who read them.
for program in chromium fish mandoc; do
    command -v "$program" >/dev/null || Scripts/install-system-packages.sh "$program"
done

Scripts/engines-environment.sh
Scripts/localstack-environment.sh

# The environment is made anew whenever a pin, or the Python, is another.
stamp=$({ python3 --version; cat "$build_pins" "$pins"; } | sha256sum)
if [[ $(cat .venv/stamp 2>/dev/null || true) != "$stamp" ]]; then
    echo "installing the vendors' SDKs into .venv, as pinned in $pins"
    python3 -m venv --clear .venv
    pip=(.venv/bin/python -m pip install --quiet --disable-pip-version-check)
    # Two of the packages come as sources only, so what builds them is pinned as well.
    "${pip[@]}" --requirement "$build_pins"
    "${pip[@]}" --no-build-isolation --requirement "$pins"
    echo "$stamp" >.venv/stamp
fi

exec .venv/bin/python -m pytest Tests/Interop "$@"
