"""A bucket of a server that is not ours, listed into a report: moto plays S3, and boto3 says what is in the bucket."""

import json
import os
import subprocess
from urllib.parse import unquote

import boto3
import pytest
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer
from processes import BINARY
from test_schemas import validator

KEYS = [f"logs/2026/{number:06}.gz" for number in range(2400)] + [
    "a b+c/1", "100%/%41", "日志/1", "é", "e\u0301", "\U0001f600", "x//y", "quoted\"'", "new\nline", "tab\t", "~*()=&?#"]


@pytest.fixture(scope="module")
def bucket():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="AKIDmoto", aws_secret_access_key="secretmoto")
    client.create_bucket(Bucket="many")
    # Over HTTP it would take a minute.
    backend = s3_backends["123456789012"]["aws"]
    for number, key in enumerate(KEYS):
        backend.put_object("many", key, b"x" * (number % 7))
    yield client, url
    server.stop()


def run(url, tmp_path, *words):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "AWS_ACCESS_KEY_ID": "AKIDmoto", "AWS_SECRET_ACCESS_KEY": "secretmoto"}
    return subprocess.run(
        [BINARY, *map(str, words), "--connect-to", f"amazon-s3={url}"], env=environment, capture_output=True, text=True,
        timeout=120)


def snapshot(url, tmp_path, folder):
    done = run(url, tmp_path, "snapshot", "s3://many?region=us-east-1", "--to", folder, "--output", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    validator("snapshot").validate(told)
    validator("report-verification").validate(told["report"])
    return told


def test_a_snapshot_has_what_boto3_lists(bucket, tmp_path):
    client, url = bucket
    assert snapshot(url, tmp_path, tmp_path / "first")["objects"] == len(KEYS)
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="many")
    listed = {
        one["Key"]: (one["Size"], one["ETag"].strip('"'), f"{one['LastModified']:%Y-%m-%dT%H:%M:%SZ}")
        for page in pages for one in page["Contents"]}
    assert len(listed) == len(KEYS)
    lines = run(url, tmp_path, "report", "cat", tmp_path / "first", "--output", "jsonl").stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    assert {unquote(row["key"]): (row["size"], row["etag"], row["modified"]) for row in rows} == listed
    assert len(rows) == len(listed)


def test_an_object_that_is_gone_is_missing(bucket, tmp_path):
    client, url = bucket
    snapshot(url, tmp_path, tmp_path / "before")
    client.delete_object(Bucket="many", Key="a b+c/1")
    snapshot(url, tmp_path, tmp_path / "after")
    done = run(
        url, tmp_path, "report", "compare", tmp_path / "before", tmp_path / "after", "--settled-before", "9999-01-01T00:00:00Z",
        "--lists", tmp_path / "lists", "--output", "json")
    assert done.returncode == 2, done.stdout + done.stderr
    assert json.loads(done.stdout)["counts"]["missing"] == 1
    assert '+ a%20b%2Bc/1\n' in (tmp_path / "lists/combined.txt").read_text()
