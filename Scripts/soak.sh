#!/bin/bash
# A thousand random fault schedules over fifty buckets each, ten thousand buckets against a throttle, and runs killed in
# every way at every request and every line of the journal: what `make test` does in small. The seed of a schedule that
# fails is printed. Compiled for speed: a thousand take six minutes then.
#
#   SOAK_SCHEDULES=100 SOAK_FIRST=5000 Scripts/soak.sh     other schedules
set -euo pipefail
cd "$(dirname "$0")/.."

export SOAK_SCHEDULES=${SOAK_SCHEDULES:-1000} SOAK_FIRST=${SOAK_FIRST:-0} SOAK_BUCKETS=${SOAK_BUCKETS:-10000}
export SOAK_KILLS=1
swift test -c release -Xswiftc -enable-testing --scratch-path .build-soak --disable-xctest \
    --filter 'FaultScheduleTests|ThrottledFleetTests|KillTests|JournalDiskTests' "$@"
