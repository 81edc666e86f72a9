#!/bin/bash
# Proves `make quickstart` and `make test` on a new Debian 12: a root of its own, a fresh clone (developers; needs root).
#
#   Scripts/fresh-machine.sh [--keep] [TARGET...]      default targets: quickstart test
#
# The new root has what Swift asks of Debian, make and git, and this machine's Swift; nothing of what the build needs.
# Package sources, proxies, certificates, and the settings of pip and git are taken from this machine.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)

# The outer half: makes the folder, runs the inner half among mounts that only that one sees, removes the folder.
if [[ -z ${FRESH_MACHINE_ROOT:-} ]]; then
    keep=
    if [[ ${1:-} == --keep ]]; then
        keep=yes
        shift
    fi
    ((EUID == 0)) || { echo "run as root: this makes a root folder and mounts into it" >&2; exit 1; }
    for tool in debootstrap swift git unshare; do
        command -v "$tool" >/dev/null || { echo "$tool is needed" >&2; exit 1; }
    done
    FRESH_MACHINE_ROOT=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-machine.XXXXXX")
    # No mount is left here; --one-file-system is there in case that should ever be wrong.
    trap '[[ -n $keep ]] || rm -rf --one-file-system "$FRESH_MACHINE_ROOT"' EXIT
    [[ -z $keep ]] || echo "will be kept: $FRESH_MACHINE_ROOT"
    export FRESH_MACHINE_ROOT
    unshare --mount --propagation private "$0" "$@"
    exit
fi

root=$FRESH_MACHINE_ROOT
targets=("$@")
((${#targets[@]})) || targets=(quickstart test)
say() { printf '\n== %s (%d min %d s)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

# .../usr/bin/swift is in a toolchain folder of its own, which is shown inside at the same path.
toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")
[[ $toolchain != / ]] || { echo "Swift is part of this system, not in a folder that could be shown inside" >&2; exit 1; }

# What Swift asks of Debian 12, as libraries where a -dev package would already do what our own scripts have to do.
swift_needs=(
    binutils ca-certificates git gnupg libc6-dev libcurl4 libedit2 libgcc-12-dev libncurses6 libpython3.11
    libsqlite3-0 libstdc++-12-dev libxml2 tzdata unzip zlib1g-dev
)

say "a new Debian 12"
# shellcheck disable=SC2016 # a format of apt's, not ours
mirror=$(apt-get indextargets --format '$(SITE)' 'Release: bookworm' | sed -n 1p)
: "${mirror:?no source for bookworm in the settings of apt}"
packages=$(IFS=,; echo "make,${swift_needs[*]}")
debootstrap --variant=minbase --include="$packages" bookworm "$root" "$mirror" >/dev/null || {
    tail -n 20 "$root/debootstrap/debootstrap.log" >&2
    exit 1
}

# The same package sources and proxies.
rm -f "$root/etc/apt/sources.list"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [[ ! -e $file ]] || install -D -m 644 "$file" "$root$file"
done
for folder in /etc/apt/trusted.gpg.d /etc/apt/keyrings; do
    [[ ! -d $folder ]] || cp -r "$folder" "$root/etc/apt/"
done
apt-config dump --no-empty --format '%f "%v";%n' Acquire |
    { grep -E '^Acquire::(Check-|https?::|Retries)' || true; } >"$root/etc/apt/apt.conf.d/99host"

# The same trust, names and settings.
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/gitconfig /etc/ssl/certs/ca-certificates.crt; do
    [[ ! -e $file ]] || install -D -m 644 "$file" "$root$file"
done
mkdir -p "$root/root/.config"
[[ ! -e ~/.gitconfig ]] || cp ~/.gitconfig "$root/root/.gitconfig"
[[ ! -d ~/.config/pip ]] || cp -r ~/.config/pip "$root/root/.config/pip"
environment=(HOME=/root LANG=C.UTF-8 "PATH=$toolchain/usr/bin:/usr/sbin:/usr/bin:/sbin:/bin")
while IFS= read -r setting; do environment+=("$setting"); done < <(
    env | grep -iE '^(https?_proxy|no_proxy|ssl_cert_(file|dir)|(requests|curl)_ca_bundle|git_ssl_cainfo|pip_(cert|index_url|extra_index_url|proxy))='
)

# Shown inside, read-only: the toolchain, this repository, and any local folder that git's settings name as a mirror.
shown=("$toolchain" "$repository" "$(git -C "$repository" rev-parse --path-format=absolute --git-common-dir)")
while IFS= read -r folder; do
    [[ ! -d $folder ]] || shown+=("${folder%/}")
done < <(git config --get-regexp '^url\..*\.insteadof$' | sed -nE 's/^url\.(\/.*)\.insteadof .*/\1/p' | sort -u)
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for folder in "${shown[@]}"; do
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    mount -o remount,ro,bind "$root$folder"
done

inside() { chroot "$root" /usr/bin/env -i "${environment[@]}" "$@" </dev/null; }
inside swift --version
inside git config --global --add safe.directory '*'
home=/root
checkout=$home/cloud-inventory
inside git clone --quiet "$repository" "$checkout"
for target in "${targets[@]}"; do
    say "make $target"
    inside make -C "$checkout" "$target"
done
say "passed on a new Debian 12: make ${targets[*]}"
