"""Alibaba's two SDKs against the emulator, each with signatures of version 1 and 4."""

import oss2
import pytest
import requests
from alibabacloud_oss_v2 import models
from oss_clients import MODES, REGION, RULE, OldClient, Refusal, oss_client
from processes import PERMANENT, TEMPORARY, Credential


@pytest.fixture(params=MODES)
def mode(request):
    return request.param


@pytest.fixture
def client(emulator, mode):
    return oss_client(emulator, mode)


def refusal(call, *arguments):
    """The status and code with which the server refused."""
    with pytest.raises(Refusal) as refused:
        call(*arguments)
    return refused.value.status, refused.value.code


def changed(**parts):
    return {name: part for name, part in (RULE | parts).items() if part is not None}


def test_a_rule_lives_and_ends(client, oss_bucket):
    assert refusal(client.page, oss_bucket) == (404, "NoSuchInventory")
    assert refusal(client.get, oss_bucket, "bk-db") == (404, "NoSuchInventory")
    assert client.put(oss_bucket, RULE) == 200
    assert client.get(oss_bucket, "bk-db") == RULE
    assert client.page(oss_bucket) == ([RULE], None)
    # A second PUT neither replaces nor repeats.
    assert refusal(client.put, oss_bucket, changed(prefix="other/")) == (409, "InventoryAlreadyExist")
    assert client.get(oss_bucket, "bk-db") == RULE
    assert client.delete(oss_bucket, "bk-db") == 204
    assert refusal(client.get, oss_bucket, "bk-db") == (404, "NoSuchInventory")
    assert refusal(client.page, oss_bucket) == (404, "NoSuchInventory")
    assert client.put(oss_bucket, changed(prefix="other/")) == 200


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(changed(prefix=None, modified=None, sizes=None, classes=None), id="whole bucket"),
        pytest.param(changed(prefix="a&b <c> 日志/ +%"), id="prefix with markup and non-ASCII"),
        pytest.param(changed(enabled=False, versions="Current", frequency="Weekly"), id="disabled, weekly"),
        pytest.param(changed(fields=None, report_prefix=None, encryption=None), id="as little as goes"),
        pytest.param(changed(encryption=("SSE-KMS", "9468da86-3509-4f8d-a61e-6eab1eac")), id="a key of the user's"),
    ],
)
def test_every_form_of_a_rule_is_kept(client, oss_bucket, rule):
    client.put(oss_bucket, rule)
    assert client.get(oss_bucket, "bk-db") == rule


def test_a_list_comes_in_pages_of_a_hundred(client, oss_bucket):
    ids = [f"report-{number}" for number in range(102)]
    for rule_id in ids:
        client.put(oss_bucket, changed(id=rule_id))
    first, token = client.page(oss_bucket)
    second, end = client.page(oss_bucket, token)
    assert (len(first), len(second), end) == (100, 2, None)
    assert [rule["id"] for rule in first + second] == ids


@pytest.mark.parametrize(
    ("changes", "code", "number"),
    [
        ({"role": "AliyunOSSRole"}, "InvalidArgument", None),
        ({"account": "somebody"}, "InvalidArgument", "0020-00000028"),
        ({"bucket": "acme_inv"}, "InvalidArgument", "0020-00000032"),
        ({"bucket": "ab"}, "InvalidArgument", "0020-00000031"),
        ({"frequency": "Hourly"}, "InvalidArgument", "0020-00000017"),
        ({"fields": ["Colour"]}, "InvalidArgument", "0020-00000036"),
        ({"prefix": "x" * 1024}, "InvalidArgument", "0020-00000038"),
        ({"id": "x" * 193}, "InvalidArgument", "0020-00000038"),
        ({"versions": "Some"}, "InvalidArgument", None),
    ],
)
def test_a_document_that_is_no_rule(client, oss_bucket, changes, code, number):
    with pytest.raises(Refusal) as refused:
        client.put(oss_bucket, changed(**changes))
    assert (refused.value.status, refused.value.code, refused.value.number) == (400, code, number)
    assert refusal(client.page, oss_bucket) == (404, "NoSuchInventory")


class TestNewerParts:
    """What the newer SDK alone can say."""

    @pytest.fixture
    def client(self, emulator):
        return oss_client(emulator, "oss-v2-v4")

    def test_a_day_of_the_month(self, client, oss_bucket):
        client.put(oss_bucket, changed(frequency="Monthly", day=31))
        schedule = client.raw(oss_bucket, "bk-db").schedule
        assert (schedule.frequency, schedule.day_of_month) == ("Monthly", 31)

    def test_once_and_then_gone(self, client, oss_bucket):
        client.put(oss_bucket, changed(frequency="Once", auto_delete=True))
        schedule = client.raw(oss_bucket, "bk-db").schedule
        assert (schedule.frequency, schedule.auto_delete) == ("Once", True)

    def test_an_incremental_inventory_is_kept_as_it_was_sent(self, client, oss_bucket):
        fields = ["SequenceNumber", "RecordType", "Size"]
        client.put(oss_bucket, RULE, incremental_inventory=models.IncrementalInventory(
            is_enabled=True, schedule=models.IncrementInventorySchedule(frequency=600),
            optional_fields=models.OptionalFields(fields)))
        kept = client.raw(oss_bucket, "bk-db").incremental_inventory
        assert (kept.is_enabled, kept.schedule.frequency, kept.optional_fields.fields) == (True, 600, fields)

    def test_where_a_bucket_is(self, client, oss_bucket):
        place = client.client.get_bucket_location(models.GetBucketLocationRequest(oss_bucket))
        assert place.location == f"oss-{REGION}"
        info = client.client.get_bucket_info(models.GetBucketInfoRequest(oss_bucket)).bucket_info
        assert (info.name, info.owner.id) == (oss_bucket, RULE["account"])
        assert info.intranet_endpoint == f"oss-{REGION}-internal.aliyuncs.com"


@pytest.mark.parametrize(
    "host",
    [
        f"oss-{REGION}-internal.aliyuncs.com", f"{REGION}.oss.aliyuncs.com", "oss-accelerate.aliyuncs.com",
        "oss-accelerate-overseas.aliyuncs.com", "oss.aliyuncs.com",
    ],
)
def test_every_kind_of_endpoint(emulator, oss_bucket, mode, host):
    client = oss_client(emulator, mode, host=host)
    client.put(oss_bucket, RULE)
    assert client.page(oss_bucket)[0] == [RULE]


def test_another_region(emulator, oss_bucket, mode):
    client = oss_client(emulator, mode, host="oss-cn-qingdao.aliyuncs.com")
    assert refusal(client.page, oss_bucket) == (403, "AccessDenied")


def test_unknown_bucket(client):
    with pytest.raises(Refusal) as refused:
        client.page("nobody-has-it")
    assert refused.value == Refusal(404, "NoSuchBucket", "0015-00000101")


class TestAuthentication:
    def test_wrong_secret(self, emulator, mode, oss_bucket):
        client = oss_client(emulator, mode, Credential(PERMANENT.access_key, "another"))
        assert refusal(client.page, oss_bucket) == (403, "SignatureDoesNotMatch")
        assert refusal(client.put, oss_bucket, RULE) == (403, "SignatureDoesNotMatch")

    def test_unknown_account(self, emulator, mode, oss_bucket):
        client = oss_client(emulator, mode, Credential("AKnobody", PERMANENT.secret_key))
        assert refusal(client.page, oss_bucket) == (403, "InvalidAccessKeyId")

    def test_temporary_credential(self, emulator, mode, oss_bucket):
        client = oss_client(emulator, mode, TEMPORARY)
        if mode == "oss-v2-v1":
            # This SDK sends the token in a header that is none of OSS's, and leaves it unsigned.
            assert refusal(client.put, oss_bucket, RULE) == (403, "InvalidAccessKeyId")
        else:
            client.put(oss_bucket, RULE)
            assert client.get(oss_bucket, "bk-db") == RULE

    @pytest.mark.parametrize("token", [None, "tok/en+2="], ids=["without its token", "with another token"])
    def test_temporary_credential_is_refused(self, emulator, mode, oss_bucket, token):
        client = oss_client(emulator, mode, Credential(TEMPORARY.access_key, TEMPORARY.secret_key, token))
        assert refusal(client.page, oss_bucket)[0] == 403

    @pytest.mark.parametrize("token", [False, True], ids=["permanent", "temporary"])
    def test_a_signed_url(self, emulator, mode, oss_stock, token):
        client = oss_client(oss_stock.emulator, mode, TEMPORARY if token else PERMANENT)
        if isinstance(client, OldClient):
            url = client.bucket(oss_stock.bucket).sign_url("GET", "db/1.csv", 60)
        else:
            url = client.client.presign(models.GetObjectRequest(oss_stock.bucket, "db/1.csv")).url
        assert requests.get(url, timeout=10).content == b"0123456789"
        assert requests.get(url.replace("db", "dx", 1), timeout=10).status_code == 403


class TestObjects:
    @pytest.fixture
    def client(self, oss_stock, mode):
        return oss_client(oss_stock.emulator, mode)

    def test_lists_page_by_page(self, client, oss_stock):
        if isinstance(client, OldClient):
            bucket = client.bucket(oss_stock.bucket)
            found = [each.key for each in oss2.ObjectIteratorV2(bucket, max_keys=2)]
            old = [each.key for each in oss2.ObjectIterator(bucket, max_keys=2)]
            folders = [each.key for each in oss2.ObjectIteratorV2(bucket, delimiter="/") if each.is_prefix()]
        else:
            pages = client.client.list_objects_v2_paginator().iter_page(
                models.ListObjectsV2Request(oss_stock.bucket, max_keys=2))
            found = [each.key for page in pages for each in page.contents or []]
            old = found
            page = client.client.list_objects_v2(models.ListObjectsV2Request(oss_stock.bucket, delimiter="/"))
            folders = [each.prefix for each in page.common_prefixes]
        assert found == old == oss_stock.keys
        assert folders == ["db/", "logs/", "日志/"]

    def test_reads(self, client, oss_stock):
        for key, text in oss_stock.texts.items():
            assert self.read(client, oss_stock.bucket, key) == text.encode()
        assert self.read(client, oss_stock.bucket, "v", version="v1") == b"old"

    @staticmethod
    def read(client, bucket, key, version=None):
        if isinstance(client, OldClient):
            return client.bucket(bucket).get_object(key, params={"versionId": version} if version else None).read()
        return client.client.get_object(models.GetObjectRequest(bucket, key, version_id=version)).body.content

    def test_lists_versions_and_buckets(self, client, oss_stock):
        if isinstance(client, OldClient):
            versions = client.bucket(oss_stock.bucket).list_object_versions(prefix="v").versions
            found = [(each.versionid, each.is_latest) for each in versions]
            buckets = [(each.name, each.location) for each in client.service.list_buckets().buckets]
        else:
            versions = client.client.list_object_versions(models.ListObjectVersionsRequest(oss_stock.bucket, prefix="v"))
            found = [(each.version_id, each.is_latest) for each in versions.version]
            buckets = [
                (each.name, each.location)
                for each in client.client.list_buckets(models.ListBucketsRequest()).buckets]
        assert found == [("v2", True), ("v1", False)]
        assert buckets == [(oss_stock.bucket, f"oss-{REGION}")]

    def test_a_range_that_leaves_the_object_is_ignored_unless_it_is_to_be_read_as_elsewhere(self, oss_stock):
        bucket = oss_client(oss_stock.emulator, "oss2-v4").bucket(oss_stock.bucket)
        assert bucket.get_object("db/1.csv", byte_range=(2, 4)).read() == b"234"
        assert bucket.get_object("db/1.csv", byte_range=(8, 20)).read() == b"0123456789"
        standard = {"x-oss-range-behavior": "standard"}
        assert bucket.get_object("db/1.csv", byte_range=(8, 20), headers=standard).read() == b"89"
        with pytest.raises(oss2.exceptions.ServerError) as refused:
            bucket.get_object("db/1.csv", byte_range=(10, 20), headers=standard)
        assert (refused.value.status, refused.value.code) == (416, "InvalidRange")
