"""Huawei's SDK against the emulator, in each of its ways to address a bucket and to sign."""

import pytest
from processes import PERMANENT, TEMPORARY, Credential
from sdks import obs_client, obs_dictionary, obs_rule

MODES = ["path-v2", "path-v4", "host-obs", "host-negotiated"]


@pytest.fixture(params=MODES)
def mode(request):
    return request.param


@pytest.fixture
def obs(emulator, mode):
    return obs_client(emulator, mode)


def done(answer, status=200):
    """The answer's body, once it has been seen that the call was carried out."""
    assert (answer.status, answer.errorCode) == (status, None), answer.errorMessage
    assert answer.requestId
    return answer.body


def refusal(answer):
    """The status and code with which the server refused."""
    assert answer.requestId
    return answer.status, answer.errorCode


def ids(answer):
    """The ids in a list's answer. How OBS answers for no rule at all, no source says: both ways will do."""
    if refusal(answer) == (404, "NoSuchInventoryConfiguration"):
        return []
    return sorted(rule.inventoryId for rule in done(answer).configurations)


def expected(rule_id, rule):
    return obs_dictionary(rule) | {"id": rule_id}


def test_a_rule_comes_back_as_it_was_put(obs, obs_bucket):
    done(obs.putBucketInventory(obs_bucket, "bk-db", obs_rule()))
    read = done(obs.getBucketInventory(obs_bucket, "bk-db"))
    assert obs_dictionary(read) == expected("bk-db", obs_rule())


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(obs_rule(prefix=None), id="whole bucket"),
        pytest.param(obs_rule(prefix="a&b <c> 日志/"), id="prefix with markup and non-ASCII"),
        pytest.param(obs_rule(isEnabled=False, objectVersion="Current", frequency="Weekly"), id="disabled, weekly"),
        pytest.param(obs_rule(optionalFields=None), id="no columns asked for"),
        pytest.param(
            obs_rule(
                optionalFields=[
                    "EncryptionStatus", "ReplicationStatus", "IsMultipartUploaded", "StorageClass", "ETag",
                    "LastModifiedDate", "Size",
                ]
            ),
            id="every column, in this order",
        ),
    ],
)
def test_every_form_of_a_rule_is_kept(emulator, obs_bucket, rule):
    obs = obs_client(emulator, "host-obs")
    done(obs.putBucketInventory(obs_bucket, "rule", rule))
    assert obs_dictionary(done(obs.getBucketInventory(obs_bucket, "rule"))) == expected("rule", rule)


def test_a_second_put_overwrites(obs, obs_bucket):
    done(obs.putBucketInventory(obs_bucket, "bk-db", obs_rule()))
    done(obs.putBucketInventory(obs_bucket, "bk-db", obs_rule(prefix=None, frequency="Weekly")))
    (listed,) = done(obs.listBucketInventory(obs_bucket)).configurations
    assert obs_dictionary(listed) == expected("bk-db", obs_rule(prefix=None, frequency="Weekly"))


def test_a_list_gives_every_rule(obs, obs_bucket):
    rules = {f"rule-{number}": obs_rule(prefix=f"{number}/") for number in (3, 1, 2)}
    assert ids(obs.listBucketInventory(obs_bucket)) == []
    for rule_id, rule in rules.items():
        done(obs.putBucketInventory(obs_bucket, rule_id, rule))
    listed = done(obs.listBucketInventory(obs_bucket)).configurations
    assert {rule.inventoryId: obs_dictionary(rule) for rule in listed} == {
        rule_id: expected(rule_id, rule) for rule_id, rule in rules.items()
    }


def test_a_deleted_rule_is_gone(obs, obs_bucket):
    done(obs.putBucketInventory(obs_bucket, "bk-db", obs_rule()))
    done(obs.deleteBucketInventory(obs_bucket, "bk-db"), status=204)
    assert refusal(obs.getBucketInventory(obs_bucket, "bk-db")) == (404, "NoSuchInventoryConfiguration")
    assert ids(obs.listBucketInventory(obs_bucket)) == []


def test_ten_rules_are_held_and_one_more_is_refused(obs, obs_bucket):
    for number in range(10):
        done(obs.putBucketInventory(obs_bucket, f"rule-{number}", obs_rule(prefix=f"{number}/")))
    eleventh = obs.putBucketInventory(obs_bucket, "rule-10", obs_rule(prefix="ten/"))
    assert refusal(eleventh) == (400, "InventoryCountOverLimit")
    # Overwriting does not count, and a deleted rule makes room.
    done(obs.putBucketInventory(obs_bucket, "rule-0", obs_rule(prefix="0/", frequency="Weekly")))
    done(obs.deleteBucketInventory(obs_bucket, "rule-0"), status=204)
    done(obs.putBucketInventory(obs_bucket, "rule-10", obs_rule(prefix="ten/")))


class TestOverlap:
    @pytest.fixture
    def obs(self, emulator):
        return obs_client(emulator, "host-obs")

    @pytest.mark.parametrize("prefix", ["ab", "a", "abc", None], ids=["equal", "shorter", "longer", "whole bucket"])
    @pytest.mark.parametrize("enabled", [True, False], ids=["enabled", "disabled"])
    def test_an_overlapping_prefix_is_refused(self, obs, obs_bucket, prefix, enabled):
        done(obs.putBucketInventory(obs_bucket, "first", obs_rule(prefix="ab", isEnabled=enabled)))
        second = obs.putBucketInventory(obs_bucket, "second", obs_rule(prefix=prefix))
        assert refusal(second) == (400, "PrefixExistInclusionRelationship")
        assert ids(obs.listBucketInventory(obs_bucket)) == ["first"]

    def test_a_rule_for_the_whole_bucket_excludes_every_other(self, obs, obs_bucket):
        done(obs.putBucketInventory(obs_bucket, "first", obs_rule(prefix=None)))
        second = obs.putBucketInventory(obs_bucket, "second", obs_rule(prefix="ab"))
        assert refusal(second) == (400, "PrefixExistInclusionRelationship")

    def test_a_rule_does_not_overlap_itself(self, obs, obs_bucket):
        done(obs.putBucketInventory(obs_bucket, "first", obs_rule(prefix="ab")))
        done(obs.putBucketInventory(obs_bucket, "first", obs_rule(prefix="a")))

    def test_composed_and_decomposed_letters_are_different(self, obs, obs_bucket):
        done(obs.putBucketInventory(obs_bucket, "composed", obs_rule(prefix="\u00e9/")))
        done(obs.putBucketInventory(obs_bucket, "decomposed", obs_rule(prefix="e\u0301/")))
        # Bytes decide: a bare "e" begins the decomposed one.
        plain = obs.putBucketInventory(obs_bucket, "plain", obs_rule(prefix="e"))
        assert refusal(plain) == (400, "PrefixExistInclusionRelationship")


class TestRefusals:
    @pytest.fixture
    def obs(self, emulator):
        return obs_client(emulator, "host-obs")

    def test_not_well_formed(self, obs, obs_bucket):
        # The SDK does not check: a control character goes out as it is.
        answer = obs.putBucketInventory(obs_bucket, "rule", obs_rule(prefix="a\x01b"))
        assert refusal(answer) == (400, "MalformedXML")

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"destination": None}, id="no destination"),
            pytest.param({"frequency": "Monthly"}, id="unknown frequency"),
            pytest.param({"objectVersion": "Some"}, id="unknown versions"),
        ],
    )
    def test_a_document_that_is_no_rule(self, obs, obs_bucket, changes):
        status, code = refusal(obs.putBucketInventory(obs_bucket, "rule", obs_rule(**changes)))
        # Which of the two codes meets which mistake, no source says.
        assert status == 400 and code in ("MalformedXML", "InvalidArgument")
        assert ids(obs.listBucketInventory(obs_bucket)) == []

    @pytest.mark.parametrize("rule_id", ["a b/c", "x" * 65], ids=["outside the alphabet", "65 characters"])
    def test_an_id_that_cannot_be(self, obs, obs_bucket, rule_id):
        assert refusal(obs.putBucketInventory(obs_bucket, rule_id, obs_rule()))[0] == 400

    def test_the_longest_id(self, obs, obs_bucket):
        done(obs.putBucketInventory(obs_bucket, "x" * 64, obs_rule()))


def test_unknown_bucket(emulator, mode):
    if mode == "host-negotiated":
        # The SDK asks that very bucket how to sign, and takes the 404 of a HEAD, which has no code, for the answer.
        assert obs_client(emulator, mode).listBucketInventory("nobody").status == 404
    else:
        assert refusal(obs_client(emulator, mode).listBucketInventory("nobody")) == (404, "NoSuchBucket")


class TestAuthentication:
    def test_wrong_secret(self, emulator, mode, obs_bucket):
        obs = obs_client(emulator, mode, Credential(PERMANENT.access_key, "another"))
        refused = (403, "SignatureDoesNotMatch")
        assert refusal(obs.listBucketInventory(obs_bucket)) == refused
        assert refusal(obs.putBucketInventory(obs_bucket, "rule", obs_rule())) == refused

    def test_unknown_account(self, emulator, mode, obs_bucket):
        obs = obs_client(emulator, mode, Credential("AKnobody", PERMANENT.secret_key))
        assert refusal(obs.listBucketInventory(obs_bucket)) == (403, "InvalidAccessKeyId")

    def test_temporary_credential(self, emulator, mode, obs_bucket):
        obs = obs_client(emulator, mode, TEMPORARY)
        done(obs.putBucketInventory(obs_bucket, "rule", obs_rule()))
        assert ids(obs.listBucketInventory(obs_bucket)) == ["rule"]

    @pytest.mark.parametrize("token", [None, "tok/en+2="], ids=["without its token", "with another token"])
    def test_temporary_credential_is_refused(self, emulator, mode, obs_bucket, token):
        obs = obs_client(emulator, mode, Credential(TEMPORARY.access_key, TEMPORARY.secret_key, token))
        assert obs.listBucketInventory(obs_bucket).status == 403
