#!/bin/bash
# Installs the Debian packages named as arguments, those that are missing; says what it does, and does nothing otherwise.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
    echo "not a Debian system, nothing installed; the build needs the likes of: $*"
    exit 0
fi

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        echo "missing: ${missing[*]}; run as root: apt-get update && apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

# An update always comes first: the -dev packages want the very libraries that the security archive offers today.
echo "installing ${missing[*]} (${as_root[*]:+with sudo, }apt-get update first)"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
