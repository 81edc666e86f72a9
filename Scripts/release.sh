#!/bin/bash
# Builds the command with the Swift runtime inside, stripped: BUILD/cloud-inventory (BUILD is .build-static by default, a
# folder of its own, because what is compiled for another runtime must not be mixed in).
set -euo pipefail
cd "$(dirname "$0")/.."

build=${BUILD:-.build-static}
options=(
    --configuration release --scratch-path "$build" --product cloud-inventory --static-swift-stdlib
    # By default the runtime exports every symbol, and what is exported counts as used.
    -Xlinker --no-export-dynamic -Xlinker --gc-sections -Xlinker --icf=all
)
swift build "${options[@]}"
strip -o "$build/cloud-inventory" "$(swift build "${options[@]}" --show-bin-path)/cloud-inventory"
ls -lh "$build/cloud-inventory"
