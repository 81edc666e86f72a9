#!/bin/bash
# Builds the command and does its main job with it: rule sets in two and in five clouds, emulated on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n# %s\n' "$*"; }

say "Building cloud-inventory (a first build takes some minutes)"
swift build --product cloud-inventory
PATH="$(swift build --show-bin-path):$PATH"

work=$(mktemp -d)
emulator=
finish() {
    local status=$?
    trap - EXIT
    if [[ -n $emulator ]]; then
        kill "$emulator" 2>/dev/null || true
        wait "$emulator" || true
    fi
    rm -rf "$work"
    ((status == 0)) || echo "quickstart failed (status $status)" >&2
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Starting the clouds on this machine: empty buckets, made-up credentials (Examples/emulator.json)"
cd Examples
cloud-inventory emulate --config emulator.json >"$work/ready" &
emulator=$!
for ((tries = 0; tries < 300; tries++)); do
    [[ -s $work/ready ]] && break
    kill -0 "$emulator" 2>/dev/null || break
    sleep 0.1
done
endpoint() { tr -d '\\ ' <"$work/ready" | sed -nE "1s/.*\"$1\":\"([^\"]+)\".*/\1/p"; }
cos=$(endpoint tencent-cos)
obs=$(endpoint huawei-obs)
s3=$(endpoint amazon-s3)
oss=$(endpoint alibaba-oss)
tos=$(endpoint volcengine-tos)
if [[ -z $cos || -z $obs || -z $s3 || -z $oss || -z $tos ]]; then
    echo "the emulator did not become ready" >&2
    exit 1
fi

export TENCENTCLOUD_SECRET_ID=AKIDquickstartEXAMPLE00000 TENCENTCLOUD_SECRET_KEY=quickstartSecretEXAMPLE0000
export OBS_ACCESS_KEY_ID=AKIDquickstartEXAMPLE00000 OBS_SECRET_ACCESS_KEY=quickstartSecretEXAMPLE0000
export AWS_ACCESS_KEY_ID=AKIDquickstartEXAMPLE00000 AWS_SECRET_ACCESS_KEY=quickstartSecretEXAMPLE0000
export OSS_ACCESS_KEY_ID=AKIDquickstartEXAMPLE00000 OSS_ACCESS_KEY_SECRET=quickstartSecretEXAMPLE0000
export TOS_ACCESS_KEY=AKIDquickstartEXAMPLE00000 TOS_SECRET_KEY=quickstartSecretEXAMPLE0000
# The names that acme.yaml has for its key pairs.
export TENCENTCLOUD_SECRET_ID_ACME_TENCENT=$TENCENTCLOUD_SECRET_ID TENCENTCLOUD_SECRET_KEY_ACME_TENCENT=$TENCENTCLOUD_SECRET_KEY
export OBS_ACCESS_KEY_ID_ACME_HUAWEI=$OBS_ACCESS_KEY_ID OBS_SECRET_ACCESS_KEY_ACME_HUAWEI=$OBS_SECRET_ACCESS_KEY

# Shows a command, runs it, and checks its exit status: expect STATUS COMMAND...
expect() {
    local wanted=$1 status=0
    shift
    printf '\n$ cloud-inventory%s\n' "$(for word in "$@"; do [[ $word == *\?* ]] && word="'$word'"; printf ' %s' "$word"; done)"
    # The journal keeps what a run replaces; by default it stands under ~/.local/state/cloud-inventory.
    [[ $1 == plan || $1 == apply ]] && set -- "$@" --journal "$work/journal"
    cloud-inventory "$@" --connect-to "tencent-cos=$cos" --connect-to "huawei-obs=$obs" \
        --connect-to "amazon-s3=$s3" --connect-to "alibaba-oss=$oss" --connect-to "volcengine-tos=$tos" || status=$?
    if ((status != wanted)); then
        echo "expected exit status $wanted, got $status" >&2
        exit 1
    fi
    echo "(exit status $status)"
}

echo "The rule set is Examples/acme.yaml. Every command below also has --connect-to, so that it speaks to the"
echo "emulators, such as tencent-cos=$cos and huawei-obs=$obs; plan and apply have --journal $work/journal"

say "What would change? Status 2 says: something"
expect 2 plan acme.yaml

say "Make it so in both clouds, and look again: status 0, nothing left to do"
expect 0 apply acme.yaml
expect 0 plan acme.yaml

say "Somebody deletes a rule in one cloud; the plan sees it, apply repairs it"
expect 0 delete "cos://photos-1250000000/bk-logs?region=ap-guangzhou"
expect 2 plan acme.yaml
expect 0 apply acme.yaml

say "Somebody changes a rule; the journal knows it as ours, so it is put right (ownership: takeover: identical)"
cat >"$work/by-hand.yaml" <<'RULE'
{id: bk-logs, prefix: elsewhere/, schedule: daily, reports: {bucket: acme-inv}}
RULE
expect 0 put "obs://acme-photos?region=cn-north-4" "$work/by-hand.yaml"
expect 2 check acme.yaml
expect 2 plan acme.yaml
expect 0 apply acme.yaml
expect 0 check acme.yaml

say "Once more: everything is in place, so nothing is written"
expect 0 apply acme.yaml

say "The rules as the two clouds now hold them"
expect 0 list "cos://photos-1250000000?region=ap-guangzhou"
expect 0 list "obs://acme-photos?region=cn-north-4"
expect 0 show "cos://photos-1250000000/bk-cold?region=ap-guangzhou"

say "A report arrives, which the emulator delivers: has it come, can it be trusted, and what is in it?"
rule="cos://dumps-1250000000/bk-db?region=ap-guangzhou"
expect 2 report status acme.yaml --bucket dumps-1250000000
expect 0 emulate deliver "$rule"
expect 0 report status acme.yaml --bucket dumps-1250000000
expect 0 report verify "$rule"
expect 0 report cat "$rule"

say "One rule in five clouds: Amazon S3, Alibaba OSS and Volcengine TOS too (Examples/five-clouds.yaml)"
expect 2 plan five-clouds.yaml
expect 0 apply five-clouds.yaml
expect 0 check five-clouds.yaml
expect 0 show "s3://acme-logs/bk-shared?region=eu-central-1"
expect 0 show "oss://acme-films/bk-shared?region=cn-hangzhou"
expect 0 show "tos://acme-pictures/bk-shared?region=cn-beijing"

say "Reports of two clouds: two objects were left out on purpose and one was cut short (Examples/reports)"
expect 2 report compare reports/cos reports/obs --map =migrated/ --exclude inventory-reports/ --skip-folders \
    --work "oms=$work/copy"
echo "What is still to be copied:"
cat "$work/copy"

say "Done: the same rules in every cloud, drift found and repaired, a copy checked"
