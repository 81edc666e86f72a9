"""Volcengine's SDK against the emulator."""

import pytest
import requests
from processes import PERMANENT, TEMPORARY, Credential
from tos import HttpMethodType
from tos.exceptions import TosServerError
from tos_clients import REGION, tos_client, tos_rule


@pytest.fixture
def client(emulator):
    return tos_client(emulator)


def refusal(call, *arguments, **options):
    """The status and code with which the server refused."""
    with pytest.raises(TosServerError) as refused:
        call(*arguments, **options)
    return refused.value.status_code, refused.value.code


def read(client, bucket, rule_id="bk-db"):
    return client.get_bucket_inventory(bucket, rule_id).bucket_inventory_configuration.to_dict()


def listed(client, bucket, token=None):
    page = client.list_bucket_inventory(bucket, token)
    return [rule.to_dict() for rule in page.configurations], page.next_continuation_token


def test_a_rule_lives_and_ends(client, tos_bucket):
    absent = (404, "NoSuchInventoryConfiguration")
    assert refusal(client.list_bucket_inventory, tos_bucket) == absent
    assert refusal(client.get_bucket_inventory, tos_bucket, "bk-db") == absent
    assert client.put_bucket_inventory(tos_bucket, tos_rule()).status_code == 200
    assert read(client, tos_bucket) == tos_rule().to_dict()
    # A second PUT replaces.
    client.put_bucket_inventory(tos_bucket, tos_rule(prefix="other/", frequency="Weekly"))
    assert listed(client, tos_bucket) == ([tos_rule(prefix="other/", frequency="Weekly").to_dict()], None)
    assert client.delete_bucket_inventory(tos_bucket, "bk-db").status_code == 204
    assert client.delete_bucket_inventory(tos_bucket, "bk-db").status_code == 204
    assert refusal(client.list_bucket_inventory, tos_bucket) == absent


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"prefix": None}, id="whole bucket"),
        pytest.param({"prefix": "a&b \"<c>\" \\ 日志/\t+%"}, id="prefix with quotes and non-ASCII"),
        pytest.param({"enabled": False, "versions": "Current", "frequency": "Weekly"}, id="disabled, weekly"),
        pytest.param({"fields": None, "report_prefix": None}, id="as little as goes"),
        pytest.param({"plain": True}, id="not compressed"),
        pytest.param(
            {"fields": ["Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded", "EncryptionStatus",
                        "CRC64", "ReplicationStatus"]}, id="every column"),
    ],
)
def test_every_form_of_a_rule_is_kept(client, tos_bucket, changes):
    client.put_bucket_inventory(tos_bucket, tos_rule(**changes))
    assert read(client, tos_bucket) == tos_rule(**changes).to_dict()


def test_a_list_comes_in_pages_of_a_hundred(client, tos_bucket):
    for number in range(102):
        client.put_bucket_inventory(tos_bucket, tos_rule(f"{number}"))
    first, token = listed(client, tos_bucket)
    second, end = listed(client, tos_bucket, token)
    assert (len(first), len(second), end) == (100, 2, None)
    assert [rule["Id"] for rule in first + second] == [f"{number}" for number in range(102)]


@pytest.mark.parametrize(
    ("rule", "code", "number"),
    [
        (tos_rule(role="trn:iam::2100000000:role/TosArchiveTOSInventory"), "InvalidRole", "0025-00000012"),
        (tos_rule(account="somebody"), "InvalidArgument", "0025-00000012"),
        (tos_rule(bucket="acme_inv"), "InvalidArgument", None),
        (tos_rule(fields=["Colour"]), "InvalidArgument", None),
        (tos_rule("x" * 65), "InvalidArgument", "0025-00000006"),
        (tos_rule("-x"), "InvalidArgument", "0025-00000006"),
        (tos_rule("a b"), "InvalidArgument", "0025-00000006"),
    ],
)
def test_a_document_that_is_no_rule(client, tos_bucket, rule, code, number):
    with pytest.raises(TosServerError) as refused:
        client.put_bucket_inventory(tos_bucket, rule)
    error = refused.value
    assert (error.status_code, error.code, error.ec or None) == (400, code, number)
    assert error.request_id and error.header.get("x-tos-ec") == number


@pytest.mark.parametrize("host", [f"tos-{REGION}.ivolces.com", f"tos-{REGION}.bytepluses.com", "tos-accelerate.volces.com"])
def test_every_kind_of_endpoint(emulator, tos_bucket, host):
    client = tos_client(emulator, host=host)
    client.put_bucket_inventory(tos_bucket, tos_rule())
    assert read(client, tos_bucket) == tos_rule().to_dict()


def test_where_a_bucket_is_and_whose(client, tos_bucket):
    assert client.head_bucket(tos_bucket).region == REGION
    assert client.get_bucket_acl(tos_bucket).owner.id == "2100000000"


def test_another_region(emulator, tos_bucket):
    client = tos_client(emulator, host="tos-cn-shanghai.volces.com")
    with pytest.raises(TosServerError) as refused:
        client.list_bucket_inventory(tos_bucket)
    assert (refused.value.status_code, refused.value.code) == (301, "PermanentRedirect")
    assert refused.value.header["x-tos-bucket-region"] == REGION


def test_unknown_bucket(client):
    assert refusal(client.list_bucket_inventory, "nobody-has-it") == (404, "NoSuchBucket")


class TestAuthentication:
    def test_wrong_secret(self, emulator, tos_bucket):
        client = tos_client(emulator, Credential(PERMANENT.access_key, "another"))
        assert refusal(client.list_bucket_inventory, tos_bucket) == (403, "SignatureDoesNotMatch")
        assert refusal(client.put_bucket_inventory, tos_bucket, tos_rule()) == (403, "SignatureDoesNotMatch")

    def test_unknown_account(self, emulator, tos_bucket):
        client = tos_client(emulator, Credential("AKnobody", PERMANENT.secret_key))
        assert refusal(client.list_bucket_inventory, tos_bucket) == (403, "InvalidAccessKeyId")

    def test_temporary_credential(self, emulator, tos_bucket):
        client = tos_client(emulator, TEMPORARY)
        client.put_bucket_inventory(tos_bucket, tos_rule())
        assert read(client, tos_bucket) == tos_rule().to_dict()

    @pytest.mark.parametrize("token", [None, "tok/en+2="], ids=["without its token", "with another token"])
    def test_temporary_credential_is_refused(self, emulator, tos_bucket, token):
        client = tos_client(emulator, Credential(TEMPORARY.access_key, TEMPORARY.secret_key, token))
        assert refusal(client.list_bucket_inventory, tos_bucket)[0] == 403

    @pytest.mark.parametrize("credential", [PERMANENT, TEMPORARY], ids=["permanent", "temporary"])
    def test_a_signed_url(self, tos_stock, credential):
        client = tos_client(tos_stock.emulator, credential)
        url = client.pre_signed_url(HttpMethodType.Http_Method_Get, tos_stock.bucket, "db/1.csv", 60).signed_url
        assert requests.get(url, timeout=10).content == b"0123456789"
        assert requests.get(url.replace("db", "dx", 1), timeout=10).status_code == 403


class TestObjects:
    @pytest.fixture
    def client(self, tos_stock):
        return tos_client(tos_stock.emulator)

    def test_lists_page_by_page(self, client, tos_stock):
        found, token = [], None
        while True:
            page = client.list_objects_type2(tos_stock.bucket, continuation_token=token, max_keys=2, list_only_once=True)
            found += [each.key for each in page.contents]
            if not page.is_truncated:
                break
            token = page.next_continuation_token
        old, marker = [], None
        while True:
            page = client.list_objects(tos_stock.bucket, marker=marker, max_keys=2)
            old += [each.key for each in page.contents]
            if not page.is_truncated:
                break
            marker = page.next_marker
        assert found == old == tos_stock.keys
        folders = client.list_objects_type2(tos_stock.bucket, delimiter="/").common_prefixes
        assert [each.prefix for each in folders] == ["db/", "logs/", "日志/"]

    def test_reads(self, client, tos_stock):
        # The SDK holds what it read against the checksum that the server sent.
        for key, text in tos_stock.texts.items():
            assert client.get_object(tos_stock.bucket, key).read() == text.encode()
            assert client.head_object(tos_stock.bucket, key).content_length == len(text.encode())
        part = client.get_object(tos_stock.bucket, "db/1.csv", range_start=2, range_end=4)
        assert (part.read(), part.content_range) == (b"234", "bytes 2-4/10")
        assert client.get_object(tos_stock.bucket, "v", version_id="v1").read() == b"old"
        assert refusal(client.get_object, tos_stock.bucket, "none") == (404, "NoSuchKey")
        assert refusal(client.get_object, tos_stock.bucket, "v", if_match='"x"') == (412, "PreconditionFailed")

    def test_lists_versions_and_buckets(self, client, tos_stock):
        versions = client.list_object_versions(tos_stock.bucket, prefix="v").versions
        assert [(each.version_id, each.is_latest) for each in versions] == [("v2", True), ("v1", False)]
        buckets = client.list_buckets().buckets
        assert [(each.name, each.location) for each in buckets] == [(tos_stock.bucket, REGION)]
