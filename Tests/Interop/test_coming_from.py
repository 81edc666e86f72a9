"""The page for those who come from the vendors' SDKs: the calls that it names are there, in the versions that are pinned."""

import re

import alibabacloud_oss_v2
import boto3
import oss2
import pytest
import tos
from botocore import xform_name
from obs import ObsClient
from processes import ROOT
from qcloud_cos import CosS3Client

PAGE = (ROOT / "Sources/CloudInventory/CloudInventory.docc/ComingFrom.md").read_text()
S3 = boto3.client("s3", region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b")
CLIENTS = {
    "boto3": S3, "oss2": oss2.Bucket, "alibabacloud-oss-v2": alibabacloud_oss_v2.Client, "esdk-obs-python": ObsClient,
    "cos-python-sdk-v5": CosS3Client, "tos": tos.TosClientV2,
}
VERBS = {"put": "put", "show": "get", "list": "list", "delete": "delete"}


def table():
    """The rows of the table of calls: the SDK's name, and the calls by the verbs of the command."""
    lines = PAGE.split("## What the SDKs call it", 1)[1].split("\n## ", 1)[0].splitlines()
    rows = [[re.findall(r"`([^`]+)`", cell) for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *rows = rows
    verbs = [cell[0] for cell in head[1:]]
    return {row[0][0]: {verb: cell[0] for verb, cell in zip(verbs, row[1:], strict=True)} for row in rows}


def test_every_pinned_sdk_is_on_the_page():
    assert set(table()) == set(CLIENTS)


@pytest.mark.parametrize("sdk", CLIENTS)
def test_its_calls_are_the_sdks_own(sdk):
    calls = table()[sdk]
    assert set(calls) == set(VERBS)
    for verb, name in calls.items():
        assert callable(getattr(CLIENTS[sdk], name)), name
        assert name.startswith(VERBS[verb]), name


def test_the_words_of_the_aws_command_are_the_models():
    words = re.findall(r"`aws s3api\s+([a-z-]+)`", PAGE)
    operations = {xform_name(name, "-") for name in S3.meta.service_model.operation_names}
    assert words and set(words) <= operations


def test_no_call_that_the_page_names_is_nobodys():
    named = set(re.findall(r"`((?:put|get|list|delete|post)_[a-z_]+)`", PAGE))
    assert len(named) > 8
    for name in named:
        assert any(hasattr(client, name) for client in CLIENTS.values()), name
