package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Tencent COS writes them: XML with `COSBucketDestination`, `qcs::cos:<region>::<bucket>` and an empty
/// `SSE-COS`. Source: API pages 33707 (PUT), 33705 (GET), 33706 (LIST), 46869 (POST).
public struct TencentCOSCodec: DocumentJobCodec {
    package let vocabulary: WireVocabulary
    package let listRoot = "ListInventoryConfigurationResult"

    package init(capabilities: Capabilities) {
        vocabulary = WireVocabulary(
            capabilities,
            // Those that the Python SDK strips, and the one that the pages print.
            namespaces: ["//www.qcloud.com/", "//cloud.tencent.com/", "s3.amazonaws.com/", "http://...."])
    }

    // MARK: Writing

    package func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", rule.id.string)
        try writer.element("IsEnabled", rule.isEnabled ? "true" : "false")
        try write(rule.destination, rule.content, to: &writer)
        try writer.element("Schedule") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Frequency", vocabulary.capabilities.spelling(of: rule.schedule))
            if case .monthly(let day?) = rule.schedule { try writer.element("MonthlyDate", String(day)) }
        }
        try writeEnd(of: rule.content, to: &writer)
    }

    /// A one-off job carries neither `IsEnabled` nor `Schedule`: COS refuses both.
    package func write(_ job: OneOffJob, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", job.id.string)
        try write(job.destination, job.content, to: &writer)
        try writeEnd(of: job.content, to: &writer)
    }

    private func write(
        _ destination: Destination, _ content: InventoryContent, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        try writer.element("Destination") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("COSBucketDestination") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("Format", vocabulary.capabilities.spelling(of: content.format))
                if let owner = destination.owner { try writer.element("AccountId", owner.string) }
                try writer.element("Bucket", COSBucketName(destination).text)
                if let prefix = destination.prefix { try writer.element("Prefix", prefix.string) }
                switch content.encryption {
                case .serviceManaged:
                    try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                        try writer.element("SSE-COS", "")
                    }
                // The gate has taken out what COS does not have.
                case .none, .kms, .other: break
                }
            }
        }
    }

    private func writeEnd(of content: InventoryContent, to writer: inout XMLWriter) throws(UnwritableText) {
        if !content.filter.isEmpty {
            try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
                try write(content.filter, to: &writer)
            }
        }
        try writer.element("IncludedObjectVersions", vocabulary.capabilities.spelling(of: content.versions))
        try writer.write(content.fields, spelled: vocabulary.capabilities)
    }

    /// A prefix alone stands directly under `Filter`; with tags or a storage class everything but the period goes into
    /// `And`. Both forms are documented, and this is what each vendor SDK but one writes.
    private func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        if filter.tags.isEmpty && filter.storageClass == nil {
            if let prefix = filter.prefix { try writer.element("Prefix", prefix.string) }
        } else {
            try writer.element("And") { (writer: inout XMLWriter) throws(UnwritableText) in
                if let prefix = filter.prefix { try writer.element("Prefix", prefix.string) }
                for tag in filter.tags {
                    try writer.element("Tag") { (writer: inout XMLWriter) throws(UnwritableText) in
                        try writer.element("Key", tag.key.string)
                        try writer.element("Value", tag.value.string)
                    }
                }
                if let storageClass = filter.storageClass { try writer.element("StorageClass", storageClass.string) }
            }
        }
        guard let created = filter.created else { return }
        try writer.element("Period") { (writer: inout XMLWriter) throws(UnwritableText) in
            if let from = created.from { try writer.element("StartTime", String(from.secondsSinceEpoch)) }
            if let to = created.to { try writer.element("EndTime", String(to.secondsSinceEpoch)) }
        }
    }
}
