#!/bin/bash
# Makes a Debian package of a release: Scripts/deb.sh BINARY FOLDER, which gets cloud-inventory_VERSION_ARCHITECTURE.deb and its
# SHA-256. Signing the sum is the releaser's: gpg --detach-sign --armor SHA256SUMS.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=$1 folder=$2
version=$("$binary" --version | sed -n '1s/[^0-9]*\([0-9][0-9.]*\).*/\1/p')
architecture=$(dpkg --print-architecture)
name=cloud-inventory_${version}_$architecture.deb

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
Scripts/install.sh "$binary" "$root/usr" >/dev/null
# Where Debian looks for them.
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
find "$root/usr/share/man" -type f -exec gzip -9n {} +
install -D -m 644 CHANGELOG.md "$root/usr/share/doc/cloud-inventory/CHANGELOG.md"

mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: cloud-inventory
Version: $version
Architecture: $architecture
Maintainer: $(git log -1 --format='%an <%ae>' 2>/dev/null || echo "cloud-inventory maintainers <maintainers@example.com>")
Section: admin
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $(paste -sd, Scripts/runtime-libraries | sed 's/,/, /g')
Recommends: libisal2
Description: one inventory-report rule for many object-store clouds
 Puts rules for the nightly list of all objects of a bucket into Amazon S3, Alibaba OSS, Huawei OBS, Tencent COS and
 Volcengine TOS, compares them with what is there, repairs them, and reads and compares the reports.
CONTROL

mkdir -p "$folder"
dpkg-deb --root-owner-group --build "$root" "$folder/$name" >/dev/null
(cd "$folder" && sha256sum "$name" >SHA256SUMS)
echo "$folder/$name"
