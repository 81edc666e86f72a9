#!/bin/bash
# Compares the public API with that of a tag, the last one unless it is named: Scripts/api-check.sh [TAG]
# A break is no failure before 1.0, but it has to stand in CHANGELOG.md with what its reader must do.
set -euo pipefail
cd "$(dirname "$0")/.."

base=${1:-$(git describe --tags --abbrev=0 2>/dev/null || true)}
if [[ -z $base ]]; then
    echo "there is no tag yet, so there is nothing to compare with; name a commit: make api-check API_BASE=COMMIT" >&2
    exit 1
fi
exec swift package diagnose-api-breaking-changes "$base" --products CloudInventory InventoryCore InventoryProviderKit \
    InventoryRuleSet InventoryEmulator InventoryConformance
