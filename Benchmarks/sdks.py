"""The vendors' Python SDKs, set up as their users would, on the work that the Swift cases do (Samples.swift, Fleet.swift)."""

import socket

from obs import InventoryConfiguration, InventoryDestination, InventoryFilter, ObsClient
from qcloud_cos import CosConfig, CosS3Client

ACCESS_KEY, SECRET_KEY = "AKIDbenchEXAMPLE00000000", "benchSecretEXAMPLE000000"


def names_lead_here():
    """The vendors' host names lead to this machine, without a resolver."""
    resolve = socket.getaddrinfo
    socket.getaddrinfo = lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more)


def cos_client(port=80):
    # As many kept connections as there are threads: the default of 10 would open new ones all the time.
    config = CosConfig(
        Region="ap-guangzhou", Scheme="http", SecretId=ACCESS_KEY, SecretKey=SECRET_KEY, IP="127.0.0.1", Port=port,
        PoolMaxSize=64)
    client = CosS3Client(config, retry=0)
    client._session.trust_env = False
    return client


def obs_client(port=80):
    # The kindest way: told how to sign, so that it need not ask the server first, and connections kept.
    return ObsClient(
        access_key_id=ACCESS_KEY, secret_access_key=SECRET_KEY, max_retry_count=0, signature="obs",
        is_signature_negotiation=False, long_conn_mode=True, server=f"http://obs.cn-north-4.myhuaweicloud.com:{port}")


def cos_sample():
    """`Samples.cosRule(2)`."""
    return {
        "IsEnabled": "true",
        "Destination": {
            "COSBucketDestination": {
                "Format": "CSV", "AccountId": "100000000001",
                "Bucket": "qcs::cos:ap-guangzhou::inventory-1250000000", "Prefix": "reports/photos",
            }
        },
        "Schedule": {"Frequency": "Weekly"},
        "Filter": {
            "And": {
                "Prefix": "team-2/数据 & logs/2/",
                "Tag": [{"Key": "owner", "Value": "unit 2"}, {"Key": "stage", "Value": "prod<eu>"}],
                "StorageClass": "STANDARD",
            }
        },
        "IncludedObjectVersions": "All",
        "OptionalFields": {
            "Field": [
                "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus", "Tag",
                "Crc64",
            ]
        },
        "Id": "rule-2",
    }


def obs_sample():
    """`Samples.obsRule(2)`."""
    return InventoryConfiguration(
        inventoryId="rule-2", isEnabled=True, objectVersion="All", filter=InventoryFilter(prefix="team-2/数据 & logs/2/"),
        frequency="Weekly",
        destination=InventoryDestination(bucket="acme-inventory", prefix="reports/photos", format="CSV"),
        optionalFields=[
            "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
            "EncryptionStatus",
        ])


FIELDS = ["Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded", "ReplicationStatus"]


def cos_fleet_rule(number):
    """`Cloud.cos.rule(number)`."""
    return {
        "IsEnabled": "true",
        "Destination": {
            "COSBucketDestination": {
                "Format": "CSV", "AccountId": "100000000001",
                "Bucket": "qcs::cos:ap-guangzhou::inventory-1250000000", "Prefix": "reports",
            }
        },
        "Schedule": {"Frequency": "Daily"},
        "Filter": {"Prefix": f"team-{number}/"},
        "IncludedObjectVersions": "All",
        "OptionalFields": {"Field": list(FIELDS)},
    }


def obs_fleet_rule(number):
    """`Cloud.obs.rule(number)`."""
    return InventoryConfiguration(
        isEnabled=True, objectVersion="All", filter=InventoryFilter(prefix=f"team-{number}/"), frequency="Daily",
        destination=InventoryDestination(bucket="acme-inventory", prefix="reports", format="CSV"),
        optionalFields=list(FIELDS))


def put_cos(client, bucket, number):
    client.put_bucket_inventory(f"bench{bucket}-1250000000", f"rule-{number}", cos_fleet_rule(number))


def put_obs(client, bucket, number):
    answer = client.putBucketInventory(f"bench{bucket}", f"rule-{number}", obs_fleet_rule(number))
    assert answer.status == 200, answer.errorMessage


def plan_cos(client, bucket, count):
    """Whether the bucket's rules are as wanted."""
    found = client.list_bucket_inventory_configurations(f"bench{bucket}-1250000000").get("InventoryConfiguration", [])
    live = {rule["Id"]: rule for rule in (found if isinstance(found, list) else [found])}
    for number in range(count):
        rule = live[f"rule-{number}"]
        assert rule["Destination"]["COSBucketDestination"]["Prefix"].rstrip("/") == "reports"
        assert {name: rule[name] for name in ("IsEnabled", "Schedule", "Filter", "IncludedObjectVersions")} == {
            "IsEnabled": "true", "Schedule": {"Frequency": "Daily"}, "Filter": {"Prefix": f"team-{number}/"},
            "IncludedObjectVersions": "All"}
        assert set(rule["OptionalFields"]["Field"]) == set(FIELDS)


def plan_obs(client, bucket, count):
    """The same for OBS."""
    answer = client.listBucketInventory(f"bench{bucket}")
    assert answer.status == 200, answer.errorMessage
    live = {rule.inventoryId: rule for rule in answer.body.configurations}
    for number in range(count):
        rule = live[f"rule-{number}"]
        assert (rule.isEnabled, rule.frequency, rule.objectVersion) == (True, "Daily", "All")
        assert rule.filter.prefix == f"team-{number}/" and rule.destination.prefix.rstrip("/") == "reports"
        assert set(rule.optionalFields) == set(FIELDS)
