"""The vendors' SDKs, set up for the emulator as a user of theirs would, and their spelling of a full rule."""

import requests
from obs import InventoryConfiguration, InventoryDestination, InventoryFilter, ObsClient
from processes import PERMANENT
from qcloud_cos import CosConfig, CosS3Client


class AnswerKeepingSession(requests.Session):
    """A session that remembers the last answer: the COS SDK drops status and body of a write."""

    def __init__(self):
        super().__init__()
        self.trust_env = False
        self.answer = None
        self.hooks["response"].append(self._keep)

    def _keep(self, answer, **_):
        self.answer = answer


def cos_client(emulator, credential=PERMANENT, session=None, **settings):
    place = {"IP": "127.0.0.1", "Port": emulator.port("tencent-cos")}
    config = CosConfig(
        Region="ap-guangzhou", Scheme="http", SecretId=credential.access_key, SecretKey=credential.secret_key,
        Token=credential.token, **(settings or place),
    )
    return CosS3Client(config, retry=0, session=session or AnswerKeepingSession())


def cos_rule(**changes):
    """A COS rule with every part; a change to None takes a part away."""
    rule = {
        "IsEnabled": "true",
        "IncludedObjectVersions": "All",
        "Filter": {"Prefix": "db/"},
        "OptionalFields": {"Field": ["Size", "ETag"]},
        "Schedule": {"Frequency": "Daily"},
        "Destination": {
            "COSBucketDestination": {
                "Format": "CSV",
                "AccountId": "100000000001",
                "Bucket": "qcs::cos:ap-guangzhou::inv-1250000000",
                "Prefix": "inventory",
            }
        },
    }
    return {name: part for name, part in (rule | changes).items() if part is not None}


def obs_client(emulator, mode="path-v2", credential=PERMANENT):
    port = emulator.port("huawei-obs")
    by_address = {"server": f"http://127.0.0.1:{port}"}
    by_name = {"server": f"http://obs.cn-north-4.myhuaweicloud.com:{port}"}
    settings = {
        # An address makes the SDK use path style, and with it AWS signatures, unasked.
        "path-v2": by_address,
        "path-v4": by_address | {"signature": "v4"},
        "host-obs": by_name | {"signature": "obs", "is_signature_negotiation": False},
        # What the SDK does by default: ask the server (HEAD ?apiversion), then sign as it says.
        "host-negotiated": by_name,
    }[mode]
    return ObsClient(
        access_key_id=credential.access_key, secret_access_key=credential.secret_key,
        security_token=credential.token, max_retry_count=0, **settings,
    )


def obs_rule(prefix="db/", **changes):
    """An OBS rule with every part."""
    parts = {
        "isEnabled": True,
        "objectVersion": "All",
        "filter": InventoryFilter(prefix=prefix) if prefix is not None else None,
        "frequency": "Daily",
        "destination": InventoryDestination(bucket="acme-inv", prefix="inventory", format="CSV"),
        "optionalFields": ["Size", "ETag"],
    }
    return InventoryConfiguration(**(parts | changes))


def obs_dictionary(rule):
    """An OBS rule as plain values, to compare."""
    return {
        "id": rule.inventoryId,
        "enabled": rule.isEnabled,
        "versions": rule.objectVersion,
        "prefix": rule.filter.prefix if rule.filter else None,
        "frequency": rule.frequency,
        "bucket": rule.destination.bucket,
        "reportPrefix": rule.destination.prefix,
        "format": rule.destination.format,
        "fields": rule.optionalFields,
    }
