#!/bin/bash
# Proves that a release works elsewhere: a new Debian 12 root with nothing of ours, in which the clouds are emulated and a rule
# set is applied (developers; needs root and debootstrap).
#
#   make install PREFIX=/tmp/moved && Scripts/bare-machine.sh /tmp/moved     moves an installed command there
#   make deb && Scripts/bare-machine.sh .build-static/deb/*.deb              installs the package by the steps of Containerfile
set -euo pipefail
cd "$(dirname "$0")/.."

release=${1:?name the folder that was given to make install as PREFIX, or a package of make deb}
((EUID == 0)) || { echo "run as root: this makes a root folder" >&2; exit 1; }
mapfile -t libraries <Scripts/runtime-libraries

root=$(mktemp -d "${TMPDIR:-/var/tmp}/bare-machine.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
# shellcheck disable=SC2016 # a format of apt's, not ours
mirror=$(apt-get indextargets --format '$(SITE)' 'Release: bookworm' | sed -n 1p)
# A package brings what it needs; a folder is moved to where its libraries are.
include=$([[ -d $release ]] && (IFS=,; echo "--include=${libraries[*]}") || true)
# shellcheck disable=SC2086 # nothing where nothing is to be included
debootstrap --variant=minbase $include bookworm "$root" "${mirror:?no source for bookworm}" >/dev/null || {
    tail -n 20 "$root/debootstrap/debootstrap.log" >&2
    exit 1
}

# With /proc, as every machine has it: Swift reads a program's arguments there. Mounted where nobody else sees it.
# shellcheck disable=SC2016 # for the inner shell
inside() {
    unshare --mount --propagation private bash -c 'mount -t proc proc "$1/proc"; exec chroot "$@"' bash \
        "$root" /usr/bin/env -i HOME=/root PATH=/opt/moved/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

mkdir -p "$root/opt/moved" "$root/root/examples"
cp Examples/*.* "$root/root/examples"
if [[ -d $release ]]; then
    cp -r "$release/." "$root/opt/moved"
else
    cp "$release" "$root/tmp/cloud-inventory.deb"
    # The same package sources, proxies and authorities as here.
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d"
    sed -n 's/^RUN //p' Containerfile | inside env DEBIAN_FRONTEND=noninteractive bash -euxo pipefail
    inside bash -euo pipefail <<'INSIDE'
for page in man1/cloud-inventory.1.gz man1/cloud-inventory-apply.1.gz man5/rule-set.5.gz; do
    gzip --test "/usr/share/man/$page" 2>/dev/null || dpkg -L cloud-inventory | grep "$page"
done
bash -n /usr/share/bash-completion/completions/cloud-inventory
dpkg -L cloud-inventory | grep vendor-completions/_cloud-inventory
INSIDE
fi

inside CLOUD_INVENTORY_METADATA_DISABLED=true bash -euo pipefail <<'INSIDE'
cd /root/examples
cloud-inventory --version
cloud-inventory init --buckets 4 >first.yaml
cloud-inventory validate first.yaml acme.yaml five-clouds.yaml
cloud-inventory emulate --rule-set first.yaml --run '
    cloud-inventory plan first.yaml >/dev/null || [ $? = 2 ]
    cloud-inventory apply first.yaml && cloud-inventory check first.yaml'
INSIDE
echo "a bare Debian 12 with ${libraries[*]}: passed, $(stat -c %s "$root/usr/bin/cloud-inventory" "$root/opt/moved/bin/cloud-inventory" 2>/dev/null | head -n 1) bytes"
