#!/bin/bash
# Builds the documentation as a site in .build/documentation, offline: with the toolchain's own docc, no package.
set -euo pipefail
cd "$(dirname "$0")/.."

catalog=Sources/CloudInventory/CloudInventory.docc
output=${DOCUMENTATION_OUTPUT:-.build/documentation}
# The modules that `import CloudInventory` brings along: one symbol graph each.
modules=(CloudInventory InventoryCore InventoryWire InventoryProviderKit InventorySync InventoryCurl
    InventoryTencentCOS InventoryHuaweiOBS)
docc=$(dirname "$(readlink -f "$(command -v swift)")")/docc
extract=$(dirname "$docc")/swift-symbolgraph-extract
for tool in "$docc" "$extract"; do
    [[ -x $tool ]] || { echo "this toolchain has no $(basename "$tool")" >&2; exit 1; }
done

# Whoever has built already names the folder with the products.
if [[ -z ${DOCUMENTATION_PRODUCTS:-} ]]; then
    swift build --target CloudInventory
    DOCUMENTATION_PRODUCTS=$(swift build --show-bin-path)
fi
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT

options=()
for map in Sources/*/module.modulemap; do options+=(-Xcc "-fmodule-map-file=$map"); done
target=$(swift -print-target-info | sed -nE 's/.*"triple": "([^"]+)".*/\1/p' | head -n 1)
for module in "${modules[@]}"; do
    "$extract" -module-name "$module" -target "$target" -I "$DOCUMENTATION_PRODUCTS/Modules" -minimum-access-level public \
        -output-dir "$graphs" "${options[@]}"
done

# All of them are one import to a reader, so they are one module here too; links need no module names then.
for graph in "$graphs"/*.symbols.json; do
    sed -i -E 's/"module":\{"name":"Inventory[A-Za-z]*"/"module":{"name":"CloudInventory"/' "$graph"
done

rm -rf "$output"
"$docc" convert "$catalog" --additional-symbol-graph-dir "$graphs" --output-path "$output" \
    --fallback-display-name CloudInventory --fallback-bundle-identifier CloudInventory \
    --emit-digest --transform-for-static-hosting "$@"
echo "the documentation is in $output; look at it with: python3 -m http.server --directory $output"
