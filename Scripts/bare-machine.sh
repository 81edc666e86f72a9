#!/bin/bash
# Proves that an installed command can be moved: a new Debian 12 root with the named libraries and nothing else of ours,
# in which both clouds are emulated and a rule set is applied (developers; needs root and debootstrap).
#
#   make install PREFIX=/tmp/moved && Scripts/bare-machine.sh /tmp/moved
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${1:?name the folder that was given to make install as PREFIX}
((EUID == 0)) || { echo "run as root: this makes a root folder" >&2; exit 1; }
# What README.md names.
libraries=(libcurl4 libssl3 libexpat1 libyaml-0-2 zlib1g)

root=$(mktemp -d "${TMPDIR:-/var/tmp}/bare-machine.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
# shellcheck disable=SC2016 # a format of apt's, not ours
mirror=$(apt-get indextargets --format '$(SITE)' 'Release: bookworm' | sed -n 1p)
packages=$(IFS=,; echo "${libraries[*]}")
debootstrap --variant=minbase --include="$packages" bookworm "$root" "${mirror:?no source for bookworm}" >/dev/null || {
    tail -n 20 "$root/debootstrap/debootstrap.log" >&2
    exit 1
}

mkdir -p "$root/opt/moved" "$root/root/examples"
cp -r "$prefix/." "$root/opt/moved"
cp Examples/* "$root/root/examples"
# With /proc, as every machine has it: Swift reads a program's arguments there. Mounted where nobody else sees it.
# shellcheck disable=SC2016 # for the inner shell
unshare --mount --propagation private bash -c 'mount -t proc proc "$1/proc"; exec chroot "$@"' bash \
    "$root" /usr/bin/env -i HOME=/root PATH=/opt/moved/bin:/usr/bin:/bin CLOUD_INVENTORY_METADATA_DISABLED=true \
    TENCENTCLOUD_SECRET_ID=AKIDquickstartEXAMPLE00000 TENCENTCLOUD_SECRET_KEY=quickstartSecretEXAMPLE0000 \
    OBS_ACCESS_KEY_ID=AKIDquickstartEXAMPLE00000 OBS_SECRET_ACCESS_KEY=quickstartSecretEXAMPLE0000 \
    bash -euo pipefail <<'INSIDE'
cd /root/examples
cloud-inventory --version
mkfifo /tmp/ready
cloud-inventory emulate --config emulator.json >/tmp/ready &
emulator=$!
trap 'kill "$emulator"' EXIT
read -r ready </tmp/ready
url() { sed -nE "s|.*\"$1\":\"([^\"]+)\".*|$1=\1|p" <<<"$ready"; }
connect=(--connect-to "$(url tencent-cos)" --connect-to "$(url huawei-obs)")
cloud-inventory apply acme.yaml "${connect[@]}"
cloud-inventory check acme.yaml "${connect[@]}"
INSIDE
echo "moved to a bare Debian 12 with ${libraries[*]}: passed, $(stat -c %s "$prefix/bin/cloud-inventory") bytes"
