#if CommandLineTool && EmulatorServer
    /// Rules that the tests use.
    enum Samples {
        /// A rule that both clouds hold exactly.
        static let plain = """
            id: bk-db
            schedule: daily
            prefix: db/
            versions: all
            fields: [Size, ETag]
            reports: {bucket: inv-1250000000, prefix: inventory}
            """

        /// A rule of which OBS can hold less.
        static let rich = """
            id: bk-db
            schedule: daily
            fields: [Size, Crc64]
            encryption: service-managed
            reports: {bucket: inv-1250000000, region: ap-guangzhou}
            """

        static let job = """
            id: once-1
            fields: [Size]
            reports: {bucket: inv-1250000000, region: ap-guangzhou}
            """

        /// As the page of Tencent's JavaScript SDK shows an answer (with the comma that it lacks).
        static let javaScript = """
            {"InventoryConfiguration": {"Id": "inventory_test", "IsEnabled": "true", "Destination": {"COSBucketDestination": \
            {"Format": "CSV", "AccountId": "100000000001", "Bucket": "qcs::cos:ap-beijing::targetbucket-1250000000", \
            "Prefix": "inventory_test_prefix", "Encryption": {"SSECOS": ""}}}, "Schedule": {"Frequency": "Daily"}, \
            "Filter": {"Prefix": "filter_prefix"}, "IncludedObjectVersions": "All", \
            "OptionalFields": ["Size", "LastModifiedDate", "StorageClass", "ETag"]}, "statusCode": 200, "headers": {}}
            """

        static func cosXML(id: String = "bk", extra: String = "") -> String {
            """
            <InventoryConfiguration><Id>\(id)</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination>\
            <Format>CSV</Format><Bucket>qcs::cos:ap-guangzhou::inv-1250000000</Bucket></COSBucketDestination></Destination>\
            <Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions>\
            \(extra)</InventoryConfiguration>
            """
        }

        static let obsXML = """
            <InventoryConfiguration><Id>bk</Id><IsEnabled>true</IsEnabled><Destination><Format>CSV</Format>\
            <Bucket>acme-inv</Bucket></Destination><Schedule><Frequency>Daily</Frequency></Schedule>\
            <IncludedObjectVersions>Current</IncludedObjectVersions></InventoryConfiguration>
            """

        /// The form of the rules of `ruleSet` that both clouds hold.
        static func ruleSet(prefix: String = "db/", accept: Bool = true) -> String {
            """
            version: 1
            name: test
            rules:
              - {id: bk-db, prefix: \(prefix), schedule: daily, fields: [Size, Crc64]}
              - {id: bk-logs, prefix: logs/, schedule: weekly, fields: [Size]}
            targets:
              - name: in-cos
                provider: tencent-cos
                region: ap-guangzhou
                buckets: [photos-1250000000]
                reports: {bucket: inv-1250000000}
              - name: in-obs
                provider: huawei-obs
                region: cn-north-4
                buckets: [acme-photos]
                reports: {bucket: acme-inv}
            \(accept ? "    accept: {bk-db: [field.Crc64]}" : "")
            """
        }
    }
#endif
