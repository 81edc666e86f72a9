"""Volcengine's Python SDK, unmodified, set up for the emulator as a user of its would."""

from processes import PERMANENT
from tos import TosClientV2
from tos.enum import InventoryFormatType, InventoryFrequencyType, InventoryIncludedObjType
from tos.models2 import (
    BucketInventoryConfiguration, InventoryDestination, InventoryFilter, InventoryOptionalFields, InventorySchedule,
    TOSBucketDestination,
)

REGION = "cn-beijing"


def tos_client(emulator, credential=PERMANENT, host=f"tos-{REGION}.volces.com", **settings):
    return TosClientV2(
        credential.access_key, credential.secret_key, f"http://{host}:{emulator.port('volcengine-tos')}", REGION,
        security_token=credential.token, max_retry_count=0, **settings)


def tos_rule(rule_id="bk-db", **changes):
    """A rule with every part; a change to None takes a part away."""
    parts = {
        "enabled": True, "plain": False, "prefix": "db/", "frequency": "Daily", "versions": "All",
        "fields": ["Size", "ETag", "CRC64"], "account": "2100000000", "role": "TosArchiveTOSInventory",
        "bucket": "acme-inv", "report_prefix": "inventory",
    } | changes
    return BucketInventoryConfiguration(
        inventory_id=rule_id, is_enabled=parts["enabled"], is_un_compressed=parts["plain"],
        inventory_filter=InventoryFilter(parts["prefix"]) if parts["prefix"] is not None else None,
        destination=InventoryDestination(TOSBucketDestination(
            InventoryFormatType.InventoryFormatCsv, parts["account"], parts["role"], parts["bucket"],
            parts["report_prefix"])),
        schedule=InventorySchedule(InventoryFrequencyType(parts["frequency"])),
        included_object_versions=InventoryIncludedObjType(parts["versions"]),
        optional_fields=InventoryOptionalFields(parts["fields"]) if parts["fields"] else None)
