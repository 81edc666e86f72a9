// Rendered from ProviderSpecs/wasabi-s3 by `swift run spec-gen`. Edit the facts there.
// swift-format-ignore-file

import InventoryCore

extension VendorFacts {
    /// Wasabi: every fact of `ProviderSpecs/wasabi-s3`, where its source stands.
    public static let wasabi = VendorFacts(
        displayName: "Wasabi",
        capabilities: Capabilities(
            provider: "wasabi-s3",
            dialect: "amazon-s3",
            support: [
                .dailySchedule: .native(spelling: "Daily", status: .documented),
                .weeklySchedule: .native(spelling: "Weekly", status: .documented),
                .monthlySchedule: .substituted(by: .weeklySchedule),
                .monthlyDay: .absent,
                .otherSchedule: .absent,
                .currentVersions: .native(spelling: "Current", status: .documented),
                .allVersions: .native(spelling: "All", status: .documented),
                .otherVersions: .absent,
                .prefixFilter: .native(spelling: "Prefix", status: .assumed),
                .tagFilter: .absent,
                .createdFilter: .absent,
                .modifiedFilter: .absent,
                .storageClassFilter: .absent,
                .sizeFilter: .absent,
                .sizeField: .native(spelling: "Size", status: .documented),
                .lastModifiedField: .native(spelling: "LastModifiedDate", status: .assumed),
                .storageClassField: .native(spelling: "StorageClass", status: .assumed),
                .eTagField: .native(spelling: "ETag", status: .documented),
                .isMultipartUploadedField: .native(spelling: "IsMultipartUploaded", status: .assumed),
                .replicationStatusField: .native(spelling: "ReplicationStatus", status: .assumed),
                .encryptionStatusField: .native(spelling: "EncryptionStatus", status: .documented),
                .tagField: .absent,
                .crc64Field: .absent,
                .userMetadataField: .absent,
                .otherField: .absent,
                .csvFormat: .native(spelling: "CSV", status: .documented),
                .orcFormat: .native(spelling: "ORC", status: .assumed),
                .parquetFormat: .native(spelling: "Parquet", status: .assumed),
                .otherFormat: .absent,
                .reportPrefix: .native(spelling: "Prefix", status: .assumed),
                .reportOwner: .native(spelling: "AccountId", status: .assumed),
                .reportRole: .absent,
                .reportEncryption: .native(spelling: "SSE-S3", status: .assumed),
                .reportKMS: .native(spelling: "SSE-KMS", status: .assumed),
                .otherEncryption: .absent,
                .oneOff: .absent,
            ],
            limits: Limits(
                idPunctuation: nil,
                idLength: nil,
                ruleCount: Limits.Bound(1000, .assumed),
                prefixLength: nil,
                documentBytes: nil,
                allowsOverlap: true
            ),
            naming: Naming(
                bucketPunctuation: nil,
                smallLetters: .assumed,
                noUnderscores: .assumed,
                shortestBucket: Limits.Bound(3, .assumed),
                longestBucket: Limits.Bound(63, .assumed),
                accountSuffix: nil,
                service: "s3",
                endpoints: [],
                reservedEndings: [
                    Naming.ReservedEnding("--x-s3", "a directory bucket, whose inventories another service (s3express) has, with another host, signature and permissions", .assumed),
                    Naming.ReservedEnding("-s3alias", "an access point, which has no inventories; name the bucket behind it", .assumed),
                    Naming.ReservedEnding("--ol-s3", "an Object Lambda access point, which has no inventories; name the bucket behind it", .assumed),
                    Naming.ReservedEnding(".mrap", "a Multi-Region access point, which has no inventories; name a bucket behind it", .assumed),
                ],
                partitions: []
            ),
            conditions: [],
            forms: [
                ValueForm(.reportOwner, "{12 digits}", "the number of an account here, 12 digits as in 123456789012", .assumed),
                ValueForm(.reportKMS, "{text}", "reports encrypted by KMS only with a key; write the ARN of a customer managed key", .assumed),
            ],
            listPageSize: 100,
            overwriting: .inPlace,
            destinationRegion: .implied,
            reports: ReportLayout(
                manifest: "{prefix}/{bucket}/{id}/{yyyy-MM-dd'T'HH-mm'Z'}/manifest.json",
                checksum: "{prefix}/{bucket}/{id}/{yyyy-MM-dd'T'HH-mm'Z'}/manifest.checksum",
                defaultPrefix: nil,
                columns: ["Bucket", "Key"],
                versionColumns: ["VersionId", "IsLatest", "IsDeleteMarker"]
            )
        ),
        endpoints: EndpointFacts(
            standard: "s3.{region}.wasabisys.com",
            named: [:],
            trustedHosts: [
                "s3.*.wasabisys.com",
            ],
            pathStyle: .always,
            followsRegion: false,
            provesRules: true
        ),
        errors: VendorFacts.amazonS3.errors,
        access: AccessFacts(
            list: "s3:GetInventoryConfiguration",
            store: "s3:PutInventoryConfiguration",
            remove: "s3:PutInventoryConfiguration",
            reports: "s3:ListBucket, s3:GetObject",
            delivery: "no page that we have says what the report bucket needs; S3 needs a policy that lets the service write there, and the vendor claims the same interface",
            deliveryPolicy: nil,
            trustPolicy: nil,
            keyPolicy: "{\"Sid\": \"Allow Amazon S3 use of the customer managed key\", \"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"kms:GenerateDataKey\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"{account}\"}, \"ArnLike\": {\"aws:SourceARN\": \"arn:{partition}:s3:::{source}\"}}}",
            policyRemark: nil
        )
    )
}
