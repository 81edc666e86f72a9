package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Alibaba OSS writes them: XML with `OSSBucketDestination`, the report bucket as `acs:oss:::<bucket>`, the role
/// that OSS takes on, and filters by last modification, size and storage classes. Order of elements is free. Source: API
/// reference, PutBucketInventory, GetBucketInventory and ListBucketInventory.
public struct AlibabaOSSCodec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoot = "ListInventoryConfigurationsResult"

    package init(capabilities: Capabilities) {
        vocabulary = WireVocabulary(capabilities, namespaces: ["//doc.oss-"])
    }

    // MARK: Writing

    package func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", rule.id.string)
        try writer.element("IsEnabled", rule.isEnabled ? "true" : "false")
        try writer.element("Destination") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("OSSBucketDestination") { (writer: inout XMLWriter) throws(UnwritableText) in
                try write(rule.destination, rule.content, to: &writer)
            }
        }
        try writer.element("Schedule") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Frequency", vocabulary.capabilities.spelling(of: rule.schedule))
            if case .monthly(let day?) = rule.schedule { try writer.element("DayOfMonth", String(day)) }
        }
        if !rule.content.filter.isEmpty {
            try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
                try write(rule.content.filter, to: &writer)
            }
        }
        try writer.element("IncludedObjectVersions", vocabulary.capabilities.spelling(of: rule.content.versions))
        try writer.write(rule.content.fields, spelled: vocabulary.capabilities)
    }

    private func write(
        _ destination: Destination, _ content: InventoryContent, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        try writer.element("Format", vocabulary.capabilities.spelling(of: content.format))
        if let owner = destination.owner { try writer.element("AccountId", owner.string) }
        if let role = destination.role { try writer.element("RoleArn", role.string) }
        try writer.element("Bucket", Self.bucketPrefix + destination.bucket.string)
        if let prefix = destination.prefix { try writer.element("Prefix", prefix.string) }
        switch content.encryption {
        case .serviceManaged:
            try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("SSE-OSS", "")
            }
        case .kms:
            try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("SSE-KMS") { (writer: inout XMLWriter) throws(UnwritableText) in
                    // Without one it is the account's default key.
                    if let key = destination.kmsKey { try writer.element("KeyId", key.string) }
                }
            }
        // The gate has taken out what OSS does not have.
        case .none, .other: break
        }
    }

    private func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        if let prefix = filter.prefix, !prefix.isEmpty { try writer.element("Prefix", prefix.string) }
        if let from = filter.modified?.from {
            try writer.element("LastModifyBeginTimeStamp", String(from.secondsSinceEpoch))
        }
        if let to = filter.modified?.to {
            try writer.element("LastModifyEndTimeStamp", String(to.secondsSinceEpoch))
        }
        if let from = filter.size?.from { try writer.element("LowerSizeBound", String(from)) }
        if let to = filter.size?.to { try writer.element("UpperSizeBound", String(to)) }
        if let storageClass = filter.storageClass { try writer.element("StorageClass", storageClass.string) }
    }

    /// What stands before a bucket's name.
    static let bucketPrefix = "acs:oss:::"
}
