"""Alibaba's two Python SDKs, unmodified, behind one face: rules as plain values, refusals as status and code."""

from dataclasses import dataclass

import alibabacloud_oss_v2 as oss
import oss2
from alibabacloud_oss_v2 import models
from oss2.models import (
    InventoryBucketDestination, InventoryConfiguration, InventoryDestination, InventoryFilter, InventorySchedule,
    InventoryServerSideEncryptionKMS, InventoryServerSideEncryptionOSS,
)
from processes import PERMANENT

REGION = "cn-hangzhou"
MODES = ["oss2-v1", "oss2-v4", "oss-v2-v1", "oss-v2-v4"]

# A rule with every part that both SDKs know.
RULE = {
    "id": "bk-db",
    "enabled": True,
    "versions": "All",
    "frequency": "Daily",
    "prefix": "db/",
    "modified": (1600000000, 1700000000),
    "sizes": (1024, 1048576),
    "classes": "Standard,IA",
    "fields": ["Size", "LastModifiedDate", "ETag"],
    "account": "1000000000000000",
    "role": "acs:ram::1000000000000000:role/AliyunOSSRole",
    "bucket": "acme-inv",
    "report_prefix": "inventory",
    "encryption": "SSE-OSS",
}


@dataclass(frozen=True)
class Refusal(Exception):
    """What the server refused with, as the SDK tells it."""

    status: int
    code: str
    number: str | None = None


def oss_client(emulator, mode, credential=PERMANENT, host=f"oss-{REGION}.aliyuncs.com"):
    endpoint = f"http://{host}:{emulator.port('alibaba-oss')}"
    return (OldClient if mode.startswith("oss2") else NewClient)(endpoint, mode.rsplit("-", 1)[1], credential)


class OldClient:
    """`oss2`."""

    def __init__(self, endpoint, version, credential):
        if credential.token:
            provider = oss2.credentials.StaticCredentialsProvider(
                credential.access_key, credential.secret_key, credential.token)
        else:
            provider = oss2.credentials.StaticCredentialsProvider(credential.access_key, credential.secret_key)
        auth = (oss2.ProviderAuth if version == "v1" else oss2.ProviderAuthV4)(provider)
        self.service = oss2.Service(auth, endpoint, region=REGION)
        self.bucket = lambda name: oss2.Bucket(auth, endpoint, name, region=REGION)

    def _run(self, call, *arguments, **options):
        try:
            return call(*arguments, **options)
        except oss2.exceptions.ServerError as error:
            raise Refusal(error.status, error.code, error.details.get("EC")) from None

    def put(self, bucket, rule):
        modified, sizes = rule.get("modified") or (None, None), rule.get("sizes") or (None, None)
        encryption = rule.get("encryption")
        kms = InventoryServerSideEncryptionKMS(encryption[1]) if isinstance(encryption, tuple) else None
        destination = InventoryBucketDestination(
            account_id=rule["account"], role_arn=rule["role"], bucket=rule["bucket"], inventory_format="CSV",
            prefix=rule.get("report_prefix"), sse_kms_encryption=kms,
            sse_oss_encryption=InventoryServerSideEncryptionOSS() if encryption == "SSE-OSS" else None)
        chosen = InventoryFilter(rule.get("prefix"), *modified, *sizes, rule.get("classes"))
        has_filter = any(rule.get(name) for name in ("prefix", "modified", "sizes", "classes"))
        return self._run(self.bucket(bucket).put_bucket_inventory_configuration, InventoryConfiguration(
            inventory_id=rule["id"], is_enabled=rule["enabled"], included_object_versions=rule["versions"],
            inventory_filter=chosen if has_filter else None,
            inventory_destination=InventoryDestination(destination),
            inventory_schedule=InventorySchedule(rule["frequency"]), optional_fields=rule.get("fields"))).status

    def get(self, bucket, rule_id):
        return self._plain(self._run(self.bucket(bucket).get_bucket_inventory_configuration, rule_id))

    def page(self, bucket, token=None):
        result = self._run(self.bucket(bucket).list_bucket_inventory_configurations, token)
        return [self._plain(each) for each in result.inventory_configurations], result.next_continuation_token

    def delete(self, bucket, rule_id):
        return self._run(self.bucket(bucket).delete_bucket_inventory_configuration, rule_id).status

    @staticmethod
    def _plain(rule):
        chosen, target = rule.inventory_filter or InventoryFilter(), rule.inventory_destination.bucket_destination
        encryption = (
            ("SSE-KMS", target.sse_kms_encryption.key_id) if target.sse_kms_encryption
            else "SSE-OSS" if target.sse_oss_encryption else None)
        return plain(
            id=rule.inventory_id, enabled=rule.is_enabled, versions=rule.included_object_versions,
            frequency=rule.inventory_schedule.frequency, prefix=chosen.prefix,
            # This SDK leaves numbers as text.
            modified=numbers(chosen.last_modify_begin_time_stamp, chosen.last_modify_end_time_stamp),
            sizes=numbers(chosen.lower_size_bound, chosen.upper_size_bound), classes=chosen.storage_class,
            fields=list(rule.optional_fields), account=target.account_id, role=target.role_arn, bucket=target.bucket,
            report_prefix=target.prefix, encryption=encryption)


class NewClient:
    """`alibabacloud-oss-v2`."""

    def __init__(self, endpoint, version, credential):
        config = oss.config.load_default()
        config.credentials_provider = oss.credentials.StaticCredentialsProvider(
            credential.access_key, credential.secret_key, credential.token)
        config.region, config.endpoint, config.signature_version = REGION, endpoint, version
        config.retry_max_attempts = 1
        self.client = oss.Client(config)

    def _run(self, call, request):
        try:
            return call(request)
        except oss.exceptions.OperationError as error:
            cause = error.unwrap()
            raise Refusal(cause.status_code, cause.code, cause.ec or None) from None

    def put(self, bucket, rule, **more):
        modified, sizes = rule.get("modified") or (None, None), rule.get("sizes") or (None, None)
        encryption = rule.get("encryption")
        if isinstance(encryption, tuple):
            secured = models.InventoryEncryption(sse_kms=models.SSEKMS(key_id=encryption[1]))
        else:
            secured = models.InventoryEncryption(sse_oss="") if encryption else None
        has_filter = any(rule.get(name) for name in ("prefix", "modified", "sizes", "classes"))
        configuration = models.InventoryConfiguration(
            id=rule["id"], is_enabled=rule["enabled"], included_object_versions=rule["versions"],
            schedule=models.InventorySchedule(
                frequency=rule["frequency"], day_of_month=rule.get("day"), auto_delete=rule.get("auto_delete")),
            filter=models.InventoryFilter(
                prefix=rule.get("prefix"), last_modify_begin_time_stamp=modified[0],
                last_modify_end_time_stamp=modified[1], lower_size_bound=sizes[0], upper_size_bound=sizes[1],
                storage_class=rule.get("classes")) if has_filter else None,
            destination=models.InventoryDestination(models.InventoryOSSBucketDestination(
                format="CSV", account_id=rule["account"], role_arn=rule["role"],
                bucket=f"acs:oss:::{rule['bucket']}", prefix=rule.get("report_prefix"), encryption=secured)),
            optional_fields=models.OptionalFields(rule["fields"]) if rule.get("fields") else None, **more)
        return self._run(self.client.put_bucket_inventory, models.PutBucketInventoryRequest(
            bucket, rule["id"], configuration)).status_code

    def raw(self, bucket, rule_id):
        """The rule as this SDK models it: it knows parts that the other does not."""
        return self._run(
            self.client.get_bucket_inventory, models.GetBucketInventoryRequest(bucket, rule_id)
        ).inventory_configuration

    def get(self, bucket, rule_id):
        return self._plain(self.raw(bucket, rule_id))

    def page(self, bucket, token=None):
        result = self._run(self.client.list_bucket_inventory, models.ListBucketInventoryRequest(
            bucket, continuation_token=token)).list_inventory_configurations_result
        return [self._plain(each) for each in result.inventory_configurations or []], result.next_continuation_token

    def delete(self, bucket, rule_id):
        return self._run(
            self.client.delete_bucket_inventory, models.DeleteBucketInventoryRequest(bucket, rule_id)).status_code

    @staticmethod
    def _plain(rule):
        chosen, target = rule.filter or models.InventoryFilter(), rule.destination.oss_bucket_destination
        encryption = None
        if target.encryption and target.encryption.sse_kms:
            encryption = ("SSE-KMS", target.encryption.sse_kms.key_id)
        elif target.encryption:
            encryption = "SSE-OSS"
        return plain(
            id=rule.id, enabled=rule.is_enabled, versions=rule.included_object_versions,
            frequency=rule.schedule.frequency, prefix=chosen.prefix,
            modified=(chosen.last_modify_begin_time_stamp, chosen.last_modify_end_time_stamp),
            sizes=(chosen.lower_size_bound, chosen.upper_size_bound), classes=chosen.storage_class,
            fields=list(rule.optional_fields.fields or []) if rule.optional_fields else [],
            account=target.account_id, role=target.role_arn, bucket=target.bucket.removeprefix("acs:oss:::"),
            report_prefix=target.prefix, encryption=encryption)


def numbers(*texts):
    return tuple(text and int(text) for text in texts)


def plain(**parts):
    """A rule without the parts that are not there."""
    return {name: part for name, part in parts.items() if part not in (None, [], (None, None))}
