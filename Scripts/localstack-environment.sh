#!/bin/bash
# Installs LocalStack, an emulator of S3 that nobody here wrote, into .venv-localstack as pinned. It stands alone: with moto
# beside it, it would play that.
set -euo pipefail
cd "$(dirname "$0")/.."

pins=Tests/Interop/requirements-localstack.txt
stamp=$({ python3 --version; cat "$pins"; } | sha256sum)
[[ $(cat .venv-localstack/stamp 2>/dev/null || true) == "$stamp" ]] && exit 0
echo "installing LocalStack into .venv-localstack, as pinned in $pins"
python3 -m venv --clear .venv-localstack
.venv-localstack/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$pins"
echo "$stamp" >.venv-localstack/stamp
