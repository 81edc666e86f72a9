#!/bin/bash
# Builds Tests/Embedder, two programs that use the library as an embedder would, and looks at what that costs them:
# no package is fetched, and a binary with the Swift runtime inside needs curl, OpenSSL, Expat and the C runtime alone.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A fresh copy: a Package.resolved left by another build would make SwiftPM fetch everything it names.
mkdir "$work/cloud-inventory"
git ls-files -z --cached --others --exclude-standard -- Package.swift Sources Tests |
    xargs -0 cp --parents --target-directory="$work/cloud-inventory"
cp -r Tests/Embedder "$work/embedder"
cd "$work/embedder"

fail() {
    echo "check-embedder: $*" >&2
    exit 1
}

# The libraries that a binary may need; whatever else libcurl drags in is libcurl's own.
allowed='^(libcurl|libssl|libcrypto|libexpat|libc|libm|libdl|libpthread|libstdc\+\+|libgcc_s|ld-linux-x86-64|ld-linux-aarch64)\.so'

options=(
    --static-swift-stdlib
    # By default the static runtime exports every symbol, and what is exported counts as used.
    -Xlinker --no-export-dynamic -Xlinker --gc-sections
)
measured=()
for configuration in ${CONFIGURATIONS:-release}; do
    swift build --configuration "$configuration" "${options[@]}" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        fail "the $configuration build failed"
    }
    [[ ! -d .build/checkouts || -z $(ls .build/checkouts) ]] || fail "fetched $(ls .build/checkouts | tr '\n' ' ')"
    [[ ! -e Package.resolved ]] || fail "SwiftPM resolved packages: $(cat Package.resolved)"

    bin=$(swift build --configuration "$configuration" "${options[@]}" --show-bin-path)
    for program in provider-only with-sync; do
        needed=$(readelf -d "$bin/$program" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p')
        [[ -n $needed ]] || fail "readelf saw nothing in $program"
        foreign=$(grep -vE "$allowed" <<<"$needed" || true)
        [[ -z $foreign ]] || fail "$program ($configuration) needs $(tr '\n' ' ' <<<"$foreign")"
        grep -q '^libcurl\.so' <<<"$needed" || fail "$program ($configuration) does not need libcurl: is it the program?"
        strip -o "$work/stripped" "$bin/$program"
        measured+=("$configuration $program $(stat -c %s "$work/stripped") bytes stripped, needs $(tr '\n' ' ' <<<"$needed")")
    done
done

"$bin/provider-only" >"$work/out"
grep -q 'lost field.EncryptionStatus' "$work/out" || fail "provider-only printed: $(cat "$work/out")"
grep -q '<InventoryConfiguration' "$work/out" || fail "provider-only printed: $(cat "$work/out")"
"$bin/with-sync" >"$work/out"
(($(grep -c 'credentialsMissing' "$work/out") >= 2)) || fail "with-sync printed: $(cat "$work/out")"

# A cloud of somebody else, with an adapter and a server of their own, is held to the same cases as ours; and a program
# with names and packages that are also ours compiles beside it.
cp -r "$OLDPWD/Tests/OutsideCloud" "$work/outside-cloud"
cd "$work/outside-cloud"
swift build >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "the outside cloud does not compile"
}
.build/debug/small-cloud >"$work/out" || fail "the outside cloud: $(cat "$work/out")"
outside=$(tail -n 1 "$work/out")
.build/debug/bystander >"$work/out" || fail "the bystander: $(cat "$work/out")"

printf 'embedder: nothing fetched, nothing foreign linked\n'
printf '  %s\n' "${measured[@]}"
printf '  %s\n' "$outside"
