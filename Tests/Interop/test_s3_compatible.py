"""Servers that speak S3 and are not Amazon's: objects and reports work there, and no rule is ever written.

moto takes `DELETE ?inventory&id=…` for the removal of the whole bucket: what must never be sent is shown here by boto3 first."""

import json
import os
import subprocess

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer
from processes import BINARY

RULE = """
id: nightly
schedule: daily
prefix: db/
fields: [Size]
reports: {bucket: reports}
"""


@pytest.fixture(scope="module")
def moto():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    yield boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="AKIDmoto", aws_secret_access_key="secretmoto"), url
    server.stop()


@pytest.fixture
def bucket(moto):
    client, url = moto
    for name in "elsewhere", "reports":
        client.create_bucket(Bucket=name)
    destination = {"Bucket": "arn:aws:s3:::reports", "Format": "CSV"}
    client.put_bucket_inventory_configuration(
        Bucket="elsewhere", Id="nightly", InventoryConfiguration={
            "Id": "nightly", "IsEnabled": True, "IncludedObjectVersions": "All", "OptionalFields": ["Size", "ETag"],
            "Destination": {"S3BucketDestination": destination}, "Schedule": {"Frequency": "Daily"}})
    return client, url


@pytest.fixture
def run(bucket, tmp_path):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "AWS_ACCESS_KEY_ID": "AKIDmoto",
        "AWS_SECRET_ACCESS_KEY": "secretmoto", "CLOUD_INVENTORY_METADATA_DISABLED": "true"}
    environment |= {
        "CLOUD_INVENTORY_S3_COMPATIBLE_ACCESS_KEY_ID": "AKIDmoto", "CLOUD_INVENTORY_S3_COMPATIBLE_SECRET_ACCESS_KEY": "secretmoto"}
    # Moto finds the bucket in the path at such hosts alone, and at all others in the host's name.
    hosts = {"s3": "s3.storage.example", "s3-compatible": "s3.storage.svc.cluster.local"}

    def run(*words, rule=None, input=None, scheme="s3"):
        place = f"{scheme}://elsewhere{'' if rule is None else '/' + rule}?region=us-east-1&host={hosts[scheme]}"
        return subprocess.run(
            [BINARY, *(word.format(address=place) for word in words), "--connect-to", f"amazon-s3={bucket[1]}", "--connect-to",
             f"s3-compatible={bucket[1]}", "--allow-host", "*.s3.storage.example", "--allow-host", "s3.storage.example",
             "--allow-host", hosts["s3-compatible"]],
            env=environment, capture_output=True, text=True, timeout=60, input=input)

    return run


def there(client):
    return {one["Name"] for one in client.list_buckets()["Buckets"]} >= {"elsewhere"}


def test_boto3_removes_the_bucket_with_the_rule(bucket):
    client, _ = bucket
    client.delete_bucket_inventory_configuration(Bucket="elsewhere", Id="nightly")
    with pytest.raises(ClientError):
        client.head_bucket(Bucket="elsewhere")


@pytest.mark.parametrize("scheme, reason", [
    ("s3", "not amazon-s3's own"), ("s3-compatible", "a server of which nothing is known")])
@pytest.mark.parametrize("words", [
    ("delete", "--yes", "{address}"), ("put", "{address}", "-"), ("put", "--yes", "{address}", "-")])
def test_no_rule_is_written_or_removed_on_a_host_that_is_not_amazons(bucket, run, words, scheme, reason):
    client, _ = bucket
    done = run(*words, rule="nightly" if words[0] == "delete" else None, input=RULE, scheme=scheme)
    assert done.returncode == 4, done.stdout + done.stderr
    assert reason in done.stderr, done.stderr
    assert there(client)
    found = client.get_bucket_inventory_configuration(Bucket="elsewhere", Id="nightly")["InventoryConfiguration"]
    assert sorted(found["OptionalFields"]) == ["ETag", "Size"], "the rule is as it was"


def test_its_rules_are_read_there(bucket, run):
    done = run("show", "{address}", "--output", "json", rule="nightly", scheme="s3-compatible")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(json.loads(done.stdout)["rule"]["fields"]) == ["ETag", "Size"]
    done = run("list", "{address}", "--output", "json", scheme="s3-compatible")
    assert [one["rule"]["id"] for one in json.loads(done.stdout)["rules"]] == ["nightly"], done.stdout + done.stderr


@pytest.mark.parametrize("provider", ["amazon-s3", "s3-compatible"])
def test_a_rule_set_is_not_applied_there_either(bucket, run, tmp_path, provider):
    client, _ = bucket
    file = tmp_path / "set.json"
    file.write_text(json.dumps({
        "version": 1, "name": "elsewhere", "rules": [{"id": "other", "schedule": "daily"}], "retired": ["nightly"],
        "targets": [{"name": "s3", "provider": provider, "region": "us-east-1", "endpoint": "service=s3.storage.example",
                     "buckets": ["elsewhere"], "reports": {"bucket": "reports"}}]}))
    done = run("apply", "--yes", "--max-removals", "9", str(file), "--journal", str(tmp_path / "journal"))
    assert done.returncode != 0, done.stdout + done.stderr
    assert there(client)
    assert client.get_bucket_inventory_configuration(Bucket="elsewhere", Id="nightly")["InventoryConfiguration"]["IsEnabled"]


@pytest.mark.parametrize("scheme", ["s3", "s3-compatible"])
def test_objects_are_listed_there(bucket, run, tmp_path, scheme):
    client, _ = bucket
    client.put_object(Bucket="elsewhere", Key="db/a b", Body=b"12")
    folder = tmp_path / "snapshot"
    done = run("snapshot", "{address}", "--to", str(folder), "--output", "json", scheme=scheme)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["objects"] == 1
    client.delete_object(Bucket="elsewhere", Key="db/a b")
