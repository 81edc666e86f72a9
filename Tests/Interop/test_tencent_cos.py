"""Tencent's SDK against the emulator: it signs, writes and reads as COS users do."""

import pytest
from processes import PERMANENT, TEMPORARY, Credential
from qcloud_cos.cos_exception import CosServiceError
from sdks import AnswerKeepingSession, cos_client, cos_rule


@pytest.fixture
def session():
    return AnswerKeepingSession()


@pytest.fixture
def cos(emulator, session):
    return cos_client(emulator, session=session)


def refusal(call, *arguments, **named):
    """The status and code with which the server refused."""
    with pytest.raises(CosServiceError) as caught:
        call(*arguments, **named)
    assert caught.value.get_request_id() not in ("", "Unknown")
    return caught.value.get_status_code(), caught.value.get_error_code()


def ids(page):
    """The ids on a page of a list; the SDK gives a single rule bare."""
    rules = page.get("InventoryConfiguration", [])
    return [rule["Id"] for rule in (rules if isinstance(rules, list) else [rules])]


def test_a_rule_comes_back_as_it_was_put(cos, session, cos_bucket):
    cos.put_bucket_inventory(cos_bucket, "bk-db", cos_rule())
    assert (session.answer.status_code, session.answer.content) == (200, b"")
    assert session.answer.headers["x-cos-request-id"]
    assert cos.get_bucket_inventory(cos_bucket, "bk-db") == cos_rule(Id="bk-db")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Filter": None}, id="whole bucket"),
        pytest.param({"Filter": {"And": {"Prefix": "db/"}}}, id="prefix inside And"),
        pytest.param(
            {"Filter": {"And": {"Tag": {"Key": "tier", "Value": "cold"}}}, "OptionalFields": {"Field": ["Size", "Tag"]}},
            id="one tag",
        ),
        pytest.param(
            {
                "Filter": {"And": {"Prefix": "m/", "Tag": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]}},
                "OptionalFields": {"Field": ["Size", "Tag"]},
            },
            id="prefix and two tags",
        ),
        pytest.param(
            {"Filter": {"Prefix": "m/", "Period": {"StartTime": "1704067200", "EndTime": "1735689600"}}},
            id="creation window",
        ),
        pytest.param({"Filter": {"Prefix": "a&b <c> 日志/"}}, id="prefix with markup and non-ASCII"),
        pytest.param({"IsEnabled": "false", "IncludedObjectVersions": "Current"}, id="disabled, current versions"),
        pytest.param({"Schedule": {"Frequency": "Weekly"}}, id="weekly"),
        pytest.param({"Schedule": {"Frequency": "Monthly", "MonthlyDate": "1"}}, id="monthly"),
        pytest.param({"OptionalFields": {"Field": ["Crc64", "x-cos-meta-*", "Size"]}}, id="newer fields, in this order"),
        pytest.param(
            {
                "Destination": {
                    "COSBucketDestination": {
                        "Bucket": "qcs::cos:ap-guangzhou::inv-1250000000",
                        "Format": "CSV",
                        "Encryption": {"SSE-COS": None},
                    }
                }
            },
            id="SSE-COS, no account, no prefix",
        ),
    ],
)
def test_every_form_of_a_rule_is_kept(cos, cos_bucket, changes):
    cos.put_bucket_inventory(cos_bucket, "rule", cos_rule(**changes))
    assert cos.get_bucket_inventory(cos_bucket, "rule") == cos_rule(Id="rule", **changes)


def test_a_second_put_overwrites(cos, cos_bucket):
    cos.put_bucket_inventory(cos_bucket, "bk-db", cos_rule())
    cos.put_bucket_inventory(cos_bucket, "bk-db", cos_rule(Schedule={"Frequency": "Weekly"}, Filter=None))
    page = cos.list_bucket_inventory_configurations(cos_bucket)
    assert page["InventoryConfiguration"] == cos_rule(Id="bk-db", Schedule={"Frequency": "Weekly"}, Filter=None)


def test_a_list_has_pages_of_100_in_creation_order(cos, cos_bucket):
    # 7 and 150 have no common factor: every number once, never in alphabetical order.
    created = [f"rule-{number * 7 % 150:03}" for number in range(150)]
    for rule_id in created:
        cos.put_bucket_inventory(cos_bucket, rule_id, cos_rule())

    first = cos.list_bucket_inventory_configurations(cos_bucket, ContinuationToken="")
    assert first["IsTruncated"] == "true"
    assert ids(first) == created[:100]

    second = cos.list_bucket_inventory_configurations(cos_bucket, ContinuationToken=first["NextContinuationToken"])
    assert second["IsTruncated"] == "false"
    assert second["ContinuationToken"] == first["NextContinuationToken"]
    assert ids(second) == created[100:]


def test_an_unused_bucket_lists_no_rule(cos, cos_bucket):
    page = cos.list_bucket_inventory_configurations(cos_bucket)
    assert page["IsTruncated"] == "false"
    assert ids(page) == []


def test_a_thousand_rules_are_held_and_one_more_is_refused(cos, cos_bucket):
    for number in range(1000):
        cos.put_bucket_inventory(cos_bucket, f"rule-{number:04}", cos_rule())
    assert refusal(cos.put_bucket_inventory, cos_bucket, "rule-1000", cos_rule()) == (400, "TooManyConfigurations")
    # Overwriting does not count, and a deleted rule makes room.
    cos.put_bucket_inventory(cos_bucket, "rule-0000", cos_rule())
    cos.delete_bucket_inventory(cos_bucket, "rule-0000")
    cos.put_bucket_inventory(cos_bucket, "rule-1000", cos_rule())


def test_a_deleted_rule_is_gone(cos, session, cos_bucket):
    cos.put_bucket_inventory(cos_bucket, "bk-db", cos_rule())
    cos.put_bucket_inventory(cos_bucket, "bk-logs", cos_rule())
    cos.delete_bucket_inventory(cos_bucket, "bk-db")
    assert (session.answer.status_code, session.answer.content) == (204, b"")
    assert refusal(cos.get_bucket_inventory, cos_bucket, "bk-db") == (404, "InventoryConfigurationNotFoundError")
    assert ids(cos.list_bucket_inventory_configurations(cos_bucket)) == ["bk-logs"]


class TestOneOffJobs:
    job = {"IsEnabled": None, "Schedule": None}

    def test_a_job_has_an_id_and_is_no_rule(self, cos, session, cos_bucket):
        cos.post_bucket_inventory(cos_bucket, "once", cos_rule(**self.job))
        assert session.answer.status_code == 200
        assert b"<JobId>" in session.answer.content
        assert ids(cos.list_bucket_inventory_configurations(cos_bucket)) == []

    def test_the_id_of_a_job_cannot_be_used_again(self, cos, cos_bucket):
        cos.post_bucket_inventory(cos_bucket, "once", cos_rule(**self.job))
        status, code = refusal(cos.post_bucket_inventory, cos_bucket, "once", cos_rule(**self.job))
        assert code == "DuplicateInventoryId" and 400 <= status < 500  # no source gives the status

    def test_nor_that_of_a_rule(self, cos, cos_bucket):
        cos.put_bucket_inventory(cos_bucket, "bk-db", cos_rule())
        assert refusal(cos.post_bucket_inventory, cos_bucket, "bk-db", cos_rule(**self.job))[1] == "DuplicateInventoryId"

    def test_a_job_with_a_schedule_is_refused(self, cos, cos_bucket):
        assert refusal(cos.post_bucket_inventory, cos_bucket, "once", cos_rule())[0] == 400


class TestRefusals:
    def test_not_well_formed(self, cos, cos_bucket):
        # The SDK does not check: a control character goes out as it is.
        rule = cos_rule(Filter={"Prefix": "a\x01b"})
        assert refusal(cos.put_bucket_inventory, cos_bucket, "rule", rule) == (400, "MalformedXML")

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"Destination": None}, id="no destination"),
            pytest.param({"Schedule": None}, id="no schedule"),
            pytest.param({"Schedule": {"Frequency": "Hourly"}}, id="unknown frequency"),
            pytest.param({"IncludedObjectVersions": "Some"}, id="unknown versions"),
            pytest.param({"Filter": {"And": {"Tag": {"Key": "a", "Value": "1"}}}}, id="tag filter without Tag column"),
        ],
    )
    def test_a_document_that_is_no_rule(self, cos, cos_bucket, changes):
        status, code = refusal(cos.put_bucket_inventory, cos_bucket, "rule", cos_rule(**changes))
        # Which of the two codes meets which mistake, no source says.
        assert status == 400 and code in ("MalformedXML", "InvalidArgument")
        assert ids(cos.list_bucket_inventory_configurations(cos_bucket)) == []

    def test_an_id_outside_the_alphabet(self, cos, cos_bucket):
        assert refusal(cos.put_bucket_inventory, cos_bucket, "a b/c", cos_rule())[0] == 400

    def test_unknown_bucket(self, cos):
        refused = refusal(cos.put_bucket_inventory, "nobody-1250000000", "rule", cos_rule())
        assert refused == (404, "NoSuchBucket")
        assert refusal(cos.list_bucket_inventory_configurations, "nobody-1250000000") == (404, "NoSuchBucket")


class TestAuthentication:
    def test_wrong_secret(self, emulator, cos_bucket):
        cos = cos_client(emulator, Credential(PERMANENT.access_key, "another"))
        assert refusal(cos.get_bucket_inventory, cos_bucket, "rule") == (403, "SignatureDoesNotMatch")
        assert refusal(cos.put_bucket_inventory, cos_bucket, "rule", cos_rule()) == (403, "SignatureDoesNotMatch")

    def test_unknown_account(self, emulator, cos_bucket):
        cos = cos_client(emulator, Credential("AKIDnobody", PERMANENT.secret_key))
        assert refusal(cos.get_bucket_inventory, cos_bucket, "rule") == (403, "InvalidAccessKeyId")

    def test_temporary_credential(self, emulator, cos_bucket):
        cos = cos_client(emulator, TEMPORARY)
        cos.put_bucket_inventory(cos_bucket, "rule", cos_rule())
        assert cos.get_bucket_inventory(cos_bucket, "rule")["Id"] == "rule"

    @pytest.mark.parametrize("token", [None, "tok/en+2="], ids=["without its token", "with another token"])
    def test_temporary_credential_is_refused(self, emulator, cos_bucket, token):
        cos = cos_client(emulator, Credential(TEMPORARY.access_key, TEMPORARY.secret_key, token))
        assert refusal(cos.get_bucket_inventory, cos_bucket, "rule")[0] == 403

    @pytest.mark.parametrize("setting", ["SignHost", "SignParams"])
    def test_what_is_not_listed_need_not_be_signed(self, emulator, cos_bucket, setting):
        place = {"IP": "127.0.0.1", "Port": emulator.port("tencent-cos")}
        cos = cos_client(emulator, **place, **{setting: False})
        cos.put_bucket_inventory(cos_bucket, "rule", cos_rule())
        assert cos.get_bucket_inventory(cos_bucket, "rule")["Id"] == "rule"

    def test_host_with_a_port_is_signed_without_it(self, emulator, cos_bucket):
        cos = cos_client(emulator, Endpoint=f"cos.ap-guangzhou.myqcloud.com:{emulator.port('tencent-cos')}")
        cos.put_bucket_inventory(cos_bucket, "rule", cos_rule())
        assert cos.get_bucket_inventory(cos_bucket, "rule")["Id"] == "rule"
