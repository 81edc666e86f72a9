"""The vendors' SDKs list and read the objects of emulated buckets."""

import hashlib

import pytest
from obs import GetObjectHeader, Versions
from processes import Emulator
from qcloud_cos.cos_exception import CosServiceError
from sdks import cos_client, obs_client

COS, OBS = "objects-1250000000", "objects"
TEXTS = {"a b+c": "one", "db/1.csv": "0123456789", "db/2.csv": "two", "logs/1": "three", "日志/%41": "four"}
OBJECTS = [{"key": key, "text": text} for key, text in TEXTS.items()] + [
    {"key": "v", "text": "old", "versionID": "v1"}, {"key": "v", "text": "new", "versionID": "v2"}]
KEYS = sorted([*TEXTS, "v"], key=lambda key: key.encode())


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    emulator = Emulator(tmp_path_factory.mktemp("stocked"), [
        {"provider": "tencent-cos", "name": COS, "region": "ap-guangzhou", "objects": OBJECTS},
        {"provider": "huawei-obs", "name": OBS, "region": "cn-north-4", "objects": OBJECTS},
    ])
    yield emulator
    emulator.stop()


def test_cos_lists_page_by_page(stocked):
    client = cos_client(stocked)
    found, marker = [], ""
    while True:
        page = client.list_objects(COS, Marker=marker, MaxKeys=2)
        found += [entry["Key"] for entry in page["Contents"]]
        if page["IsTruncated"] == "false":
            break
        marker = page["NextMarker"]
    assert found == KEYS
    folders = client.list_objects(COS, Delimiter="/")
    assert [each["Prefix"] for each in folders["CommonPrefixes"]] == ["db/", "logs/", "日志/"]


def test_cos_reads(stocked):
    client = cos_client(stocked)
    for key, text in TEXTS.items():
        whole = client.get_object(COS, key)
        assert whole["Body"].get_raw_stream().read().decode() == text
        assert whole["ETag"] == f'"{hashlib.md5(text.encode()).hexdigest()}"'
        assert client.head_object(COS, key)["Content-Length"] == str(len(text.encode()))
    part = client.get_object(COS, "db/1.csv", Range="bytes=2-4")
    assert (part["Body"].get_raw_stream().read(), part["Content-Range"]) == (b"234", "bytes 2-4/10")
    assert client.get_object(COS, "v", VersionId="v1")["Body"].get_raw_stream().read() == b"old"
    for ask, code in (({"Key": "none"}, "NoSuchKey"), ({"Key": "v", "IfMatch": '"x"'}, "PreconditionFailed")):
        with pytest.raises(CosServiceError) as refused:
            client.get_object(COS, **ask)
        assert refused.value.get_error_code() == code


def test_cos_lists_versions_and_buckets(stocked):
    client = cos_client(stocked)
    versions = client.list_objects_versions(COS, Prefix="v")["Version"]
    assert [(each["VersionId"], each["IsLatest"]) for each in versions] == [("v2", "true"), ("v1", "false")]
    service = cos_client(stocked, ServiceDomain=f"127.0.0.1:{stocked.port('tencent-cos')}")
    buckets = service.list_buckets()["Buckets"]["Bucket"]
    assert [(each["Name"], each["Location"]) for each in buckets] == [(COS, "ap-guangzhou")]


@pytest.mark.parametrize("mode", ["path-v2", "path-v4", "host-obs", "host-negotiated"])
def test_obs_lists_and_reads(stocked, mode):
    client = obs_client(stocked, mode)
    found, marker = [], None
    while True:
        page = client.listObjects(OBS, marker=marker, max_keys=2, encoding_type="url").body
        found += [entry.key for entry in page.contents]
        if not page.is_truncated:
            break
        marker = page.next_marker
    assert found == KEYS
    folders = client.listObjects(OBS, delimiter="/").body
    assert [each.prefix for each in folders.commonPrefixs] == ["db/", "logs/", "日志/"]
    for key, text in TEXTS.items():
        assert client.getObject(OBS, key, loadStreamInMemory=True).body.buffer.decode() == text
        assert client.getObjectMetadata(OBS, key).body.contentLength == len(text.encode())
    part = client.getObject(OBS, "db/1.csv", headers=GetObjectHeader(range="2-4"), loadStreamInMemory=True)
    assert (part.status, part.body.buffer) == (206, b"234")
    missing = client.getObject(OBS, "none", loadStreamInMemory=True)
    assert (missing.status, missing.errorCode) == (404, "NoSuchKey")
    versions = client.listVersions(OBS, Versions(prefix="v")).body.versions
    assert [(each.versionId, each.isLatest) for each in versions] == [("v2", True), ("v1", False)]
    buckets = client.listBuckets().body.buckets
    assert [(each.name, each.location) for each in buckets] == [(OBS, "cn-north-4")]
