"""LocalStack, which answers as recordings of Amazon's S3 do and which nobody here wrote: rules by the command, read by boto3.

It checks no signature and has no pages; moto and our own emulator are held for those."""

import json
import os
import signal
import socket
import subprocess
import time

import boto3
import pytest
from botocore.exceptions import ClientError
from processes import BINARY, ROOT

RULE = """
id: nightly
schedule: weekly
prefix: db/
versions: all
fields: [Size, LastModifiedDate, StorageClass, ETag, IsMultipartUploaded, ReplicationStatus, EncryptionStatus]
format: Parquet
encryption: service-managed
reports: {bucket: reports, prefix: inventory, owner: "123456789012"}
"""
BUCKET = "s3://rules/{}?region=us-east-1"


@pytest.fixture(scope="module")
def localstack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("localstack")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [ROOT / ".venv-localstack/bin/python", "-m", "localstack.runtime.main"], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, env={
                "PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "SERVICES": "s3",
                "GATEWAY_SERVER": "hypercorn", "GATEWAY_LISTEN": f"127.0.0.1:{port}", "DISABLE_EVENTS": "1",
                "SKIP_SSL_CERT_DOWNLOAD": "1", "DNS_ADDRESS": "0", "FILESYSTEM_ROOT": str(folder)})
    deadline = time.monotonic() + 120
    while "Ready." not in log.read_text():
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def client(localstack):
    client = boto3.client(
        "s3", endpoint_url=localstack, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    for name in "rules", "reports":
        client.create_bucket(Bucket=name)
    yield client
    for one in client.list_bucket_inventory_configurations(Bucket="rules").get("InventoryConfigurationList", []):
        client.delete_bucket_inventory_configuration(Bucket="rules", Id=one["Id"])
    client.close()


@pytest.fixture
def run(localstack, tmp_path):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "CLOUD_INVENTORY_METADATA_DISABLED": "true"}

    def run(*words, status=0, input=None):
        done = subprocess.run(
            [BINARY, *words, "--connect-to", f"amazon-s3={localstack}"], env=environment, capture_output=True, text=True,
            timeout=60, input=input)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_a_rule_is_stored_as_boto3_reads_it_and_removed(client, run):
    stored = json.loads(run("put", BUCKET.format(""), "-", "--output", "json", input=RULE))
    assert stored["receipt"]["status"] == 204
    found = client.get_bucket_inventory_configuration(Bucket="rules", Id="nightly")["InventoryConfiguration"]
    assert found["Destination"]["S3BucketDestination"] == {
        "AccountId": "123456789012", "Bucket": "arn:aws:s3:::reports", "Format": "Parquet", "Prefix": "inventory",
        "Encryption": {"SSES3": {}}}
    assert found["Filter"] == {"Prefix": "db/"} and found["Schedule"] == {"Frequency": "Weekly"}
    assert found["IncludedObjectVersions"] == "All" and len(found["OptionalFields"]) == 7
    shown = json.loads(run("show", BUCKET.format("nightly"), "--output", "json"))
    assert shown["rule"]["encryption"] == "service-managed" and shown["findings"] == []
    run("delete", BUCKET.format("nightly"))
    with pytest.raises(ClientError, match="NoSuchConfiguration"):
        client.get_bucket_inventory_configuration(Bucket="rules", Id="nightly")
    client.head_bucket(Bucket="rules")


def test_an_unknown_rule_is_told_as_one(client, run):
    assert "there is no such rule" in run("show", BUCKET.format("absent"), status=1)
    assert "nothing was removed" in run("delete", BUCKET.format("absent"), status=1)
    assert json.loads(run("list", "s3://rules?region=us-east-1", "--output", "json"))["rules"] == []


def test_a_rule_set_is_applied_checked_and_retired(client, run, tmp_path):
    file = tmp_path / "set.json"

    def write(rules, **more):
        file.write_text(json.dumps({
            "version": 1, "name": "localstack", "rules": rules, "targets": [
                {"name": "s3", "provider": "amazon-s3", "region": "us-east-1", "buckets": ["rules"],
                 "reports": {"bucket": "reports"}}]} | more))

    kept, other = {"id": "a", "schedule": "daily", "prefix": "a/"}, {"id": "b", "schedule": "weekly", "fields": ["Size"]}
    journal = ("--journal", str(tmp_path / "journal"))
    write([kept, other])
    assert "2 written" in run("apply", str(file), *journal)
    run("check", str(file))
    write([kept], retired=["b"])
    run("apply", "--yes", str(file), *journal)
    left = client.list_bucket_inventory_configurations(Bucket="rules")["InventoryConfigurationList"]
    assert [one["Id"] for one in left] == ["a"]


def test_what_s3_refuses_is_refused_by_its_code(client, run):
    rule = RULE.replace("StorageClass", "amazon-s3:NoSuchField")
    assert "MalformedXML" in run("put", BUCKET.format(""), "-", input=rule, status=1)
