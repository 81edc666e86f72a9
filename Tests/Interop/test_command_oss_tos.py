"""The command's rules in OSS and TOS, seen from the vendors' SDKs, and theirs seen from the command."""

import json

import pytest
from oss_clients import MODES, RULE, Refusal, oss_client
from tos.exceptions import TosServerError
from tos_clients import tos_client, tos_rule

# RULE of oss_clients and the rule of tos_clients, in our JSON.
OSS = {
    "enabled": True, "schedule": "daily", "versions": "all", "prefix": "db/",
    "modified": {"from": "2020-09-13T12:26:40Z", "to": "2023-11-14T22:13:20Z"},
    "size": {"from": 1024, "to": 1048576}, "storageClass": "Standard,IA",
    "fields": ["Size", "LastModifiedDate", "ETag"], "format": "CSV", "encryption": "service-managed",
    "reports": {"bucket": "acme-inv", "prefix": "inventory", "owner": RULE["account"], "role": RULE["role"]},
}
TOS = {
    "enabled": True, "schedule": "daily", "versions": "all", "prefix": "db/", "fields": ["Size", "ETag", "Crc64"],
    "format": "CSV", "encryption": "none",
    "reports": {
        "bucket": "acme-inv", "prefix": "inventory", "owner": "2100000000", "role": "TosArchiveTOSInventory",
    },
}


@pytest.fixture
def rule_file(tmp_path):
    """Writes a rule where the command can read it."""

    def write(rule):
        path = tmp_path / "rule.json"
        path.write_text(json.dumps(rule))
        return str(path)

    return write


def listed(output):
    """The rules of `list --output json`."""
    return [entry["rule"] for entry in json.loads(output)["rules"]]


def shown(output):
    """The rule of `show --output json`."""
    return json.loads(output)["rule"]


class TestOSS:
    @pytest.fixture(params=MODES)
    def sdk(self, emulator, request):
        return oss_client(emulator, request.param)

    @pytest.fixture
    def address(self, oss_bucket):
        return lambda rule_id="": f"oss://{oss_bucket}{rule_id and '/'}{rule_id}?region=cn-hangzhou"

    def test_a_rule_of_the_command_lives_and_ends(self, command, rule_file, sdk, oss_bucket, address):
        assert listed(command("list", address(), "--output", "json")) == []
        command("put", address("bk-db"), rule_file({"id": "bk-db"} | OSS))
        assert sdk.get(oss_bucket, "bk-db") == RULE
        assert sdk.page(oss_bucket) == ([RULE], None)
        assert listed(command("list", address(), "--output", "json")) == [{"id": "bk-db"} | OSS]
        # A rule that is there is not replaced.
        other = rule_file({"id": "bk-db"} | OSS | {"prefix": "other/"})
        assert "InventoryAlreadyExist" in command.failure("put", address("bk-db"), other, status=1)
        assert sdk.get(oss_bucket, "bk-db") == RULE
        command("delete", address("bk-db"))
        with pytest.raises(Refusal) as refused:
            sdk.get(oss_bucket, "bk-db")
        assert (refused.value.status, refused.value.code) == (404, "NoSuchInventory")
        assert listed(command("list", address(), "--output", "json")) == []

    def test_the_command_shows_what_the_sdk_put(self, command, sdk, oss_bucket, address):
        sdk.put(oss_bucket, RULE)
        assert shown(command("show", address("bk-db"), "--output", "json")) == {"id": "bk-db"} | OSS
        command("show", address("none"), status=1)

    def test_the_command_lists_every_page(self, command, sdk, oss_bucket, address):
        created = [f"rule-{number * 7 % 150:03}" for number in range(150)]
        for rule_id in created:
            sdk.put(oss_bucket, RULE | {"id": rule_id})
        assert listed(command("list", address(), "--output", "json")) == [{"id": rule_id} | OSS for rule_id in created]


class TestTOS:
    @pytest.fixture
    def sdk(self, emulator):
        return tos_client(emulator)

    @pytest.fixture
    def address(self, tos_bucket):
        return lambda rule_id="": f"tos://{tos_bucket}{rule_id and '/'}{rule_id}?region=cn-beijing"

    @staticmethod
    def read(sdk, bucket):
        return sdk.get_bucket_inventory(bucket, "bk-db").bucket_inventory_configuration.to_dict()

    def test_a_rule_of_the_command_lives_and_ends(self, command, rule_file, sdk, tos_bucket, address):
        assert listed(command("list", address(), "--output", "json")) == []
        command("put", address("bk-db"), rule_file({"id": "bk-db"} | TOS))
        assert self.read(sdk, tos_bucket) == tos_rule().to_dict()
        # A rule that is there is replaced.
        command("put", address("bk-db"), rule_file({"id": "bk-db"} | TOS | {"prefix": "other/"}))
        assert self.read(sdk, tos_bucket) == tos_rule(prefix="other/").to_dict()
        command("delete", address("bk-db"))
        with pytest.raises(TosServerError) as refused:
            self.read(sdk, tos_bucket)
        assert refused.value.status_code == 404
        assert listed(command("list", address(), "--output", "json")) == []

    def test_the_command_shows_what_the_sdk_put(self, command, sdk, tos_bucket, address):
        sdk.put_bucket_inventory(tos_bucket, tos_rule())
        assert shown(command("show", address("bk-db"), "--output", "json")) == {"id": "bk-db"} | TOS
        command("show", address("none"), status=1)
