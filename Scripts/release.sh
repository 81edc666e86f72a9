#!/bin/bash
# Builds the command with the Swift runtime inside, stripped: BUILD/cloud-inventory (BUILD is .build-static by default, a
# folder of its own, because what is compiled for another runtime must not be mixed in).
set -euo pipefail
cd "$(dirname "$0")/.."

build=${BUILD:-.build-static}
options=(
    --configuration release --scratch-path "$build" --product cloud-inventory --static-swift-stdlib
    # The network sets the pace of a command: its code is compiled for size, not for speed.
    -Xswiftc -Osize
    # A section for every function, so that the linker can leave out what nothing calls and keep one of those that came
    # out the same; lld, because it also packs the relocations of a movable program (600 kB of it).
    -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld
    -Xlinker --gc-sections -Xlinker --icf=all -Xlinker -z -Xlinker pack-relative-relocs
    # By default the runtime exports every symbol, and what is exported counts as used.
    -Xlinker --no-export-dynamic
)
swift build "${options[@]}"
strip -o "$build/cloud-inventory" "$(swift build "${options[@]}" --show-bin-path)/cloud-inventory"
ls -lh "$build/cloud-inventory"
