"""boto3 and the `aws` command against the emulator: rules, URLs, objects and delivered reports of Amazon S3."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from processes import BINARY, PERMANENT, TEMPORARY, Emulator

# boto3 leaves its pooled connections to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

REGION = "eu-central-1"
TEXTS = {"a b+c": "one", "db/1.csv": "0123456789", "db/2.csv": "two", "logs/1": "three", "日志/%41": "four"}
OBJECTS = [{"key": key, "text": text} for key, text in TEXTS.items()] + [
    {"key": "v", "text": "old", "versionID": "v1"}, {"key": "v", "text": "new", "versionID": "v2"}]
KEYS = sorted([*TEXTS, "v"], key=lambda key: key.encode())


def rule(id, **more):
    destination = {"Bucket": "arn:aws:s3:::reports", "Format": "CSV", "Prefix": "inventory", "AccountId": "123456789012",
                   "Encryption": {"SSES3": {}}}
    return {"Destination": {"S3BucketDestination": destination}, "IsEnabled": True, "Id": id,
            "IncludedObjectVersions": "All", "Filter": {"Prefix": "db/"}, "OptionalFields": ["Size", "ETag"],
            "Schedule": {"Frequency": "Daily"}} | more


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    emulator = Emulator(tmp_path_factory.mktemp("s3"), [
        {"provider": "amazon-s3", "name": "objects", "region": REGION, "objects": OBJECTS},
        {"provider": "amazon-s3", "name": "reports", "region": REGION},
        {"provider": "amazon-s3", "name": "rules", "region": REGION},
        {"provider": "amazon-s3", "name": "elsewhere", "region": "us-west-2"},
    ])
    yield emulator
    emulator.stop()


@pytest.fixture(autouse=True)
def amazon_leads_here(monkeypatch):
    """Amazon's names lead to this machine."""
    resolve = socket.getaddrinfo

    def resolve_here(host, *arguments, **options):
        here = isinstance(host, str) and host.endswith(".amazonaws.com")
        return resolve("127.0.0.1" if here else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_here)


def client(emulator, style="path", credential=PERMANENT, region=REGION):
    host = "127.0.0.1" if style == "path" else f"s3.{region}.amazonaws.com"
    return boto3.client(
        "s3", region_name=region, endpoint_url=f"http://{host}:{emulator.port('amazon-s3')}",
        aws_access_key_id=credential.access_key, aws_secret_access_key=credential.secret_key,
        aws_session_token=credential.token,
        config=Config(s3={"addressing_style": style}, retries={"total_max_attempts": 1}))


@pytest.mark.parametrize("style", ["path", "virtual"])
@pytest.mark.parametrize("credential", [PERMANENT, TEMPORARY], ids=["permanent", "temporary"])
def test_boto3_through_a_life_cycle(emulator, style, credential):
    s3 = client(emulator, style, credential)
    put = s3.put_bucket_inventory_configuration(Bucket="rules", Id="a", InventoryConfiguration=rule("a"))
    assert put["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert s3.get_bucket_inventory_configuration(Bucket="rules", Id="a")["InventoryConfiguration"] == rule("a")
    other = rule("a", IsEnabled=False)
    del other["Filter"]
    other["Destination"]["S3BucketDestination"]["Encryption"] = {"SSEKMS": {"KeyId": "arn:aws:kms:eu-central-1:1:key/k"}}
    s3.put_bucket_inventory_configuration(Bucket="rules", Id="a", InventoryConfiguration=other)
    listed = s3.list_bucket_inventory_configurations(Bucket="rules")
    assert listed["InventoryConfigurationList"] == [other] and listed["IsTruncated"] is False
    s3.delete_bucket_inventory_configuration(Bucket="rules", Id="a")
    for call in (s3.get_bucket_inventory_configuration, s3.delete_bucket_inventory_configuration):
        with pytest.raises(ClientError) as missing:
            call(Bucket="rules", Id="a")
        assert missing.value.response["Error"]["Code"] == "NoSuchConfiguration"
    assert "InventoryConfigurationList" not in s3.list_bucket_inventory_configurations(Bucket="rules")


def test_boto3_and_aws_take_what_translate_writes(emulator, tmp_path):
    """Types as the SDKs check them: a truth value that is a text would be refused before any request."""
    written = tmp_path / "rule.json"
    written.write_text(json.dumps({
        "id": "translated", "schedule": "daily", "prefix": "db/", "fields": ["Size"], "encryption": "service-managed",
        "reports": {"bucket": "reports", "owner": "123456789012"}}))
    command = [BINARY, "translate", str(written), "--to", "amazon-s3-json"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    s3 = client(emulator)
    s3.put_bucket_inventory_configuration(Bucket="rules", Id="translated", InventoryConfiguration=json.loads(text))
    found = s3.get_bucket_inventory_configuration(Bucket="rules", Id="translated")["InventoryConfiguration"]
    assert found["IsEnabled"] is True and found["Id"] == "translated"
    given = tmp_path / "given.json"
    given.write_text(text)
    aws(emulator, "put-bucket-inventory-configuration", "--bucket", "rules", "--id", "translated",
        "--inventory-configuration", f"file://{given}")
    s3.delete_bucket_inventory_configuration(Bucket="rules", Id="translated")


def test_boto3_pages_through_250_rules(emulator):
    s3 = client(emulator)
    ids = [f"r{number:03}" for number in range(250)]
    for id in reversed(ids):
        s3.put_bucket_inventory_configuration(Bucket="rules", Id=id, InventoryConfiguration=rule(id))
    found, token = [], {}
    while True:
        page = s3.list_bucket_inventory_configurations(Bucket="rules", **token)
        found += [each["Id"] for each in page["InventoryConfigurationList"]]
        assert len(page["InventoryConfigurationList"]) <= 100
        if not page["IsTruncated"]:
            break
        token = {"ContinuationToken": page["NextContinuationToken"]}
    assert found == ids
    for id in ids:
        s3.delete_bucket_inventory_configuration(Bucket="rules", Id=id)


def test_refusals_are_those_of_s3(emulator):
    wrong = type(PERMANENT)(PERMANENT.access_key, "another secret")
    for s3, bucket, code in (
        (client(emulator, credential=wrong), "rules", "SignatureDoesNotMatch"),
        (client(emulator, credential=type(PERMANENT)("AKIDnobody", "x")), "rules", "InvalidAccessKeyId"),
        (client(emulator), "nobody", "NoSuchBucket"),
    ):
        with pytest.raises(ClientError) as refused:
            s3.list_bucket_inventory_configurations(Bucket=bucket)
        assert refused.value.response["Error"]["Code"] == code
    with pytest.raises(ClientError) as mismatch:
        client(emulator).put_bucket_inventory_configuration(Bucket="rules", Id="a", InventoryConfiguration=rule("b"))
    assert mismatch.value.response["Error"]["Code"] == "IdMismatch"


def test_boto3_finds_the_region_by_itself(emulator):
    # Signed for the wrong region first; the reply names the right one.
    s3 = client(emulator, region="us-west-2")
    assert s3.list_bucket_inventory_configurations(Bucket="rules")["IsTruncated"] is False
    assert s3.head_bucket(Bucket="rules")["ResponseMetadata"]["HTTPHeaders"]["x-amz-bucket-region"] == REGION


def test_signed_urls(emulator):
    s3 = client(emulator, credential=TEMPORARY)
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "objects", "Key": "a b+c"}, ExpiresIn=60)
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"one"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(url.replace("X-Amz-Expires=60", "X-Amz-Expires=61"))
    assert refused.value.code == 403


def test_boto3_lists_and_reads_objects(emulator):
    s3 = client(emulator)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket="objects", PaginationConfig={"PageSize": 2})
    assert [each["Key"] for page in pages for each in page["Contents"]] == KEYS
    pages = s3.get_paginator("list_objects").paginate(Bucket="objects", PaginationConfig={"PageSize": 2})
    assert [each["Key"] for page in pages for each in page["Contents"]] == KEYS
    folders = s3.list_objects_v2(Bucket="objects", Delimiter="/")
    assert [each["Prefix"] for each in folders["CommonPrefixes"]] == ["db/", "logs/", "日志/"]
    versions = s3.list_object_versions(Bucket="objects", Prefix="v")["Versions"]
    assert [(each["VersionId"], each["IsLatest"]) for each in versions] == [("v2", True), ("v1", False)]
    for key, text in TEXTS.items():
        assert s3.get_object(Bucket="objects", Key=key)["Body"].read().decode() == text
    part = s3.get_object(Bucket="objects", Key="db/1.csv", Range="bytes=2-4")
    assert (part["Body"].read(), part["ContentRange"]) == (b"234", "bytes 2-4/10")
    assert s3.get_object(Bucket="objects", Key="v", VersionId="v1")["Body"].read() == b"old"
    for ask, code in (({"Key": "none"}, "NoSuchKey"), ({"Key": "v", "IfMatch": '"x"'}, "PreconditionFailed")):
        with pytest.raises(ClientError) as refused:
            s3.get_object(Bucket="objects", **ask)
        assert refused.value.response["Error"]["Code"] == code
    etag = s3.head_object(Bucket="objects", Key="v")["ETag"]
    with pytest.raises(ClientError) as unchanged:
        s3.get_object(Bucket="objects", Key="v", IfNoneMatch=etag)
    assert unchanged.value.response["ResponseMetadata"]["HTTPStatusCode"] == 304
    pages = s3.get_paginator("list_buckets").paginate(PaginationConfig={"PageSize": 3})
    buckets = {each["Name"]: each["BucketRegion"] for page in pages for each in page["Buckets"]}
    assert buckets == {"objects": REGION, "reports": REGION, "rules": REGION, "elsewhere": "us-west-2"}


def aws(emulator, *arguments, status=0):
    """The `aws` command, as its users type it."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": PERMANENT.access_key,
        "AWS_SECRET_ACCESS_KEY": PERMANENT.secret_key, "AWS_DEFAULT_REGION": REGION, "NO_PROXY": "*", "AWS_PAGER": ""}
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "--endpoint-url", emulator.endpoints["amazon-s3"], "s3api", *arguments],
        env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stderr if status else json.loads(done.stdout or "{}")


def test_aws_through_a_life_cycle(emulator):
    document = json.dumps(rule("cli"))
    about = ("--bucket", "rules", "--id", "cli")
    aws(emulator, "put-bucket-inventory-configuration", *about, "--inventory-configuration", document)
    assert aws(emulator, "get-bucket-inventory-configuration", *about) == {"InventoryConfiguration": rule("cli")}
    listed = aws(emulator, "list-bucket-inventory-configurations", "--bucket", "rules")
    assert listed["InventoryConfigurationList"] == [rule("cli")]
    aws(emulator, "delete-bucket-inventory-configuration", *about)
    assert "NoSuchConfiguration" in aws(emulator, "get-bucket-inventory-configuration", *about, status=255)
    assert [each["Name"] for each in aws(emulator, "list-buckets")["Buckets"]] == [
        "elsewhere", "objects", "reports", "rules"]
