@testable import InventoryEmulator

/// Documents as clients send them, with one thing changed at a time.
enum Documents {
    static func cos(
        _ id: String, enabled: String? = "<IsEnabled>true</IsEnabled>",
        schedule: String? = "<Schedule><Frequency>Daily</Frequency></Schedule>", filter: String = "",
        fields: String = "<OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields>",
        versions: String = "All", format: String = "CSV",
        destination: String = "qcs::cos:ap-guangzhou::examplebucket-1250000000", more: String = ""
    ) -> String {
        "<InventoryConfiguration><Id>\(id)</Id>\(enabled ?? "")<Destination><COSBucketDestination><Format>\(format)</Format>"
            + "<AccountId>100000000001</AccountId><Bucket>\(destination)</Bucket><Prefix>reports</Prefix>\(more)"
            + "</COSBucketDestination></Destination>\(schedule ?? "")\(filter)"
            + "<IncludedObjectVersions>\(versions)</IncludedObjectVersions>\(fields)</InventoryConfiguration>"
    }

    static func job(_ id: String) -> String { cos(id, enabled: nil, schedule: nil) }

    static func obs(
        _ id: String, enabled: String = "true", prefix: String? = nil, frequency: String = "Daily",
        destination: String = "destbucket", destinationPrefix: String = "<Prefix>reports</Prefix>",
        fields: String = "<OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields>",
        format: String = "CSV"
    ) -> String {
        "<InventoryConfiguration><Id>\(id)</Id><IsEnabled>\(enabled)</IsEnabled>"
            + (prefix.map { "<Filter><Prefix>\($0)</Prefix></Filter>" } ?? "")
            + "<Destination><Format>\(format)</Format><Bucket>\(destination)</Bucket>\(destinationPrefix)</Destination>"
            + "<Schedule><Frequency>\(frequency)</Frequency></Schedule>"
            + "<IncludedObjectVersions>All</IncludedObjectVersions>\(fields)</InventoryConfiguration>"
    }
}
