"""What the command writes, an SDK reads, part by part; and what an SDK writes, the command reads."""

import json

import pytest
from obs import InventoryDestination
from sdks import cos_client, cos_rule, obs_client, obs_dictionary, obs_rule


def cos_destination(**changes):
    return {"COSBucketDestination": {"Format": "CSV", "Bucket": "qcs::cos:ap-guangzhou::inv-1250000000"} | changes}


# One rule in our JSON and in the SDK's dictionary (whose ids the tests add).
COS_RULES = {
    "every part": (
        {
            "enabled": True,
            "schedule": "daily",
            "prefix": "db/",
            "versions": "all",
            "fields": ["Size", "LastModifiedDate", "ETag", "Crc64"],
            "format": "CSV",
            "encryption": "service-managed",
            "reports": {
                "bucket": "inv-1250000000", "region": "ap-guangzhou", "prefix": "inventory", "owner": "100000000001",
            },
        },
        cos_rule(
            OptionalFields={"Field": ["Size", "LastModifiedDate", "ETag", "Crc64"]},
            Destination=cos_destination(
                AccountId="100000000001", Prefix="inventory", Encryption={"SSE-COS": None},
            ),
        ),
    ),
    "tags, monthly, metadata": (
        {
            "enabled": True,
            "schedule": {"monthly": 1},
            "prefix": "media/",
            "tags": {"owner": "ops", "tier": "cold"},
            "versions": "current",
            "fields": ["Size", "Tag", "userMetadata:owner", "userMetadata:*"],
            "format": "CSV",
            "encryption": "none",
            "reports": {"bucket": "inv-1250000000", "region": "ap-guangzhou"},
        },
        cos_rule(
            Schedule={"Frequency": "Monthly", "MonthlyDate": "1"},
            Filter={
                "And": {
                    "Prefix": "media/",
                    "Tag": [{"Key": "owner", "Value": "ops"}, {"Key": "tier", "Value": "cold"}],
                }
            },
            IncludedObjectVersions="Current",
            OptionalFields={"Field": ["Size", "Tag", "x-cos-meta-owner", "x-cos-meta-*"]},
            Destination=cos_destination(),
        ),
    ),
    "disabled, markup and non-ASCII": (
        {
            "enabled": False,
            "schedule": "weekly",
            "prefix": "a&b <c> \u65e5\u5fd7 e\u0301/",
            "versions": "current",
            "fields": ["Size", "StorageClass"],
            "format": "CSV",
            "encryption": "none",
            "reports": {"bucket": "inv-1250000000", "region": "ap-guangzhou", "prefix": "r&d"},
        },
        cos_rule(
            IsEnabled="false",
            Schedule={"Frequency": "Weekly"},
            Filter={"Prefix": "a&b <c> \u65e5\u5fd7 e\u0301/"},
            IncludedObjectVersions="Current",
            OptionalFields={"Field": ["Size", "StorageClass"]},
            Destination=cos_destination(Prefix="r&d"),
        ),
    ),
}

OBS_RULES = {
    "every part": (
        {
            "enabled": True,
            "schedule": "daily",
            "prefix": "db/",
            "versions": "all",
            "fields": [
                "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
                "EncryptionStatus",
            ],
            "format": "CSV",
            "encryption": "none",
            "reports": {"bucket": "acme-inv", "prefix": "inventory"},
        },
        obs_rule(
            optionalFields=[
                "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
                "EncryptionStatus",
            ]
        ),
    ),
    "disabled, markup and non-ASCII": (
        {
            "enabled": False,
            "schedule": "weekly",
            "prefix": "a&b <c> \u65e5\u5fd7 e\u0301/",
            "versions": "current",
            "fields": ["Size"],
            "format": "CSV",
            "encryption": "none",
            "reports": {"bucket": "acme-inv"},
        },
        obs_rule(
            prefix="a&b <c> \u65e5\u5fd7 e\u0301/",
            isEnabled=False,
            frequency="Weekly",
            objectVersion="Current",
            optionalFields=["Size"],
            destination=InventoryDestination(bucket="acme-inv", format="CSV"),
        ),
    ),
}


def each(rules):
    return pytest.mark.parametrize(("ours", "theirs"), rules.values(), ids=rules.keys())


@pytest.fixture
def rule_file(tmp_path):
    """Writes a rule where the command can read it."""

    def write(rule):
        path = tmp_path / f"{rule['id']}.json"
        path.write_text(json.dumps(rule))
        return str(path)

    return write


def listed(output):
    """The rules of `list --output json`."""
    return [entry["rule"] for entry in json.loads(output)["rules"]]


class TestCOS:
    @pytest.fixture
    def cos(self, emulator):
        return cos_client(emulator)

    @each(COS_RULES)
    def test_the_sdk_reads_what_the_command_put(self, command, rule_file, cos, cos_bucket, ours, theirs):
        command("put", f"cos://{cos_bucket}/bk?region=ap-guangzhou", rule_file({"id": "bk"} | ours))
        assert cos.get_bucket_inventory(cos_bucket, "bk") == theirs | {"Id": "bk"}

    @each(COS_RULES)
    def test_the_command_shows_what_the_sdk_put(self, command, cos, cos_bucket, ours, theirs):
        cos.put_bucket_inventory(cos_bucket, "bk", dict(theirs))
        shown = json.loads(command("show", f"cos://{cos_bucket}/bk?region=ap-guangzhou", "--output", "json"))
        assert shown["rule"] == {"id": "bk"} | ours

    def test_the_command_lists_every_page(self, command, cos, cos_bucket):
        ours, theirs = COS_RULES["every part"]
        created = [f"rule-{number * 7 % 150:03}" for number in range(150)]
        for rule_id in created:
            cos.put_bucket_inventory(cos_bucket, rule_id, dict(theirs))
        output = command("list", f"cos://{cos_bucket}?region=ap-guangzhou", "--output", "json")
        assert listed(output) == [{"id": rule_id} | ours for rule_id in created]

    def test_the_sdk_lists_what_the_command_put_and_not_what_it_deleted(self, command, rule_file, cos, cos_bucket):
        ours, theirs = COS_RULES["every part"]
        for rule_id in ("c", "a", "b"):
            command("put", f"cos://{cos_bucket}/{rule_id}?region=ap-guangzhou", rule_file({"id": rule_id} | ours))
        command("delete", f"cos://{cos_bucket}/a?region=ap-guangzhou")
        rules = cos.list_bucket_inventory_configurations(cos_bucket)["InventoryConfiguration"]
        assert rules == [theirs | {"Id": "c"}, theirs | {"Id": "b"}]


class TestOBS:
    @pytest.fixture(params=["path-v2", "host-obs"])
    def obs(self, emulator, request):
        return obs_client(emulator, request.param)

    @each(OBS_RULES)
    def test_the_sdk_reads_what_the_command_put(self, command, rule_file, obs, obs_bucket, ours, theirs):
        command("put", f"obs://{obs_bucket}/bk?region=cn-north-4", rule_file({"id": "bk"} | ours))
        read = obs.getBucketInventory(obs_bucket, "bk")
        assert obs_dictionary(read.body) == obs_dictionary(theirs) | {"id": "bk"}

    @each(OBS_RULES)
    def test_the_command_shows_what_the_sdk_put(self, command, obs, obs_bucket, ours, theirs):
        assert obs.putBucketInventory(obs_bucket, "bk", theirs).status == 200
        shown = json.loads(command("show", f"obs://{obs_bucket}/bk?region=cn-north-4", "--output", "json"))
        assert shown["rule"] == {"id": "bk"} | ours

    def test_both_list_what_both_have_put(self, command, rule_file, obs, obs_bucket):
        (ours, theirs), (ours_too, theirs_too) = OBS_RULES.values()
        assert obs.putBucketInventory(obs_bucket, "from-sdk", theirs).status == 200
        command("put", f"obs://{obs_bucket}/from-command?region=cn-north-4", rule_file({"id": "from-command"} | ours_too))

        in_command = listed(command("list", f"obs://{obs_bucket}?region=cn-north-4", "--output", "json"))
        assert sorted(in_command, key=lambda rule: rule["id"]) == [
            {"id": "from-command"} | ours_too, {"id": "from-sdk"} | ours,
        ]
        in_sdk = {rule.inventoryId: obs_dictionary(rule) for rule in obs.listBucketInventory(obs_bucket).body.configurations}
        assert in_sdk == {
            "from-sdk": obs_dictionary(theirs) | {"id": "from-sdk"},
            "from-command": obs_dictionary(theirs_too) | {"id": "from-command"},
        }

    def test_what_the_command_deleted_is_gone(self, command, obs, obs_bucket):
        assert obs.putBucketInventory(obs_bucket, "bk", obs_rule()).status == 200
        command("delete", f"obs://{obs_bucket}/bk?region=cn-north-4")
        assert obs.getBucketInventory(obs_bucket, "bk").errorCode == "NoSuchInventoryConfiguration"


@pytest.mark.parametrize("address", ["cos://{cos_bucket}/none?region=ap-guangzhou", "obs://{obs_bucket}/none?region=cn-north-4"])
def test_a_rule_that_is_not_there_is_a_failure(command, cos_bucket, obs_bucket, address):
    command("show", address.format(cos_bucket=cos_bucket, obs_bucket=obs_bucket), status=1)
