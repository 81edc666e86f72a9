package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Amazon S3 writes them: XML in S3's namespace with `S3BucketDestination`, the report bucket as an ARN, and an
/// empty `SSE-S3` or `SSE-KMS` with a key. Order of elements is free. Source: API reference,
/// PutBucketInventoryConfiguration, GetBucketInventoryConfiguration and ListBucketInventoryConfigurations.
public struct AmazonS3Codec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoot: String
    package let namespace: StaticString? = "http://s3.amazonaws.com/doc/2006-03-01/"

    /// - Parameter listRoot: the root of a list; some relatives of S3 have another.
    package init(capabilities: Capabilities, listRoot: String = "ListInventoryConfigurationsResult") {
        vocabulary = WireVocabulary(capabilities)
        self.listRoot = listRoot
    }

    // MARK: Writing

    package func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", rule.id.string)
        try writer.element("IsEnabled", rule.isEnabled ? "true" : "false")
        try writer.element("Destination") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("S3BucketDestination") { (writer: inout XMLWriter) throws(UnwritableText) in
                try write(rule.destination, rule.content, to: &writer)
            }
        }
        // A Filter needs a Prefix: no prefix, no Filter.
        if let prefix = rule.content.filter.prefix, !prefix.isEmpty {
            try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("Prefix", prefix.string)
            }
        }
        try writer.element("Schedule") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Frequency", vocabulary.capabilities.spelling(of: rule.schedule))
        }
        try writer.element("IncludedObjectVersions", vocabulary.capabilities.spelling(of: rule.content.versions))
        try writer.write(rule.content.fields, spelled: vocabulary.capabilities)
    }

    private func write(
        _ destination: Destination, _ content: InventoryContent, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        if let owner = destination.owner { try writer.element("AccountId", owner.string) }
        try writer.element("Bucket", AmazonS3BucketName(destination).text)
        try writer.element("Format", vocabulary.capabilities.spelling(of: content.format))
        if let prefix = destination.prefix { try writer.element("Prefix", prefix.string) }
        switch content.encryption {
        case .serviceManaged:
            try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("SSE-S3", "")
            }
        case .kms:
            try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("SSE-KMS") { (writer: inout XMLWriter) throws(UnwritableText) in
                    try writer.element("KeyId", destination.kmsKey?.string ?? "")
                }
            }
        // The gate has taken out what S3 does not have.
        case .none, .other: break
        }
    }

    // MARK: Reading

    package func read(_ reader: inout RuleReader) throws(DraftError) -> RuleDraft {
        let root = reader.root
        var draft = RuleDraft()
        draft.id = reader.elements.exact("Id", of: root)
        draft.isEnabled = try reader.boolean("IsEnabled", of: root)
        try readDestination(&reader, into: &draft)
        draft.schedule = reader.frequency(of: reader.elements.child("Schedule", of: root))
        draft.filter.prefix = reader.elements.exact("Prefix", of: reader.elements.child("Filter", of: root))
        draft.versions = reader.versions(of: root)
        draft.fields = reader.fields(of: root)
        return draft
    }

    private func readDestination(_ reader: inout RuleReader, into draft: inout RuleDraft) throws(DraftError) {
        let outer = reader.elements.child("Destination", of: reader.root)
        guard let element = reader.elements.child("S3BucketDestination", of: outer) else {
            try reader.refuseForeignDestination(outer, instead: "S3BucketDestination")
            throw DraftError(problem: "it has no Destination/S3BucketDestination")
        }
        draft.format = reader.format(of: element)
        let name = AmazonS3BucketName(try reader.bucket(of: element, scheme: "arn"))
        draft.destination = Destination(
            bucket: name.bucket, region: name.partition.map { ExactText($0) },
            prefix: reader.elements.exact("Prefix", of: element),
            owner: reader.elements.exact("AccountId", of: element))
        let encryption = reader.elements.child("Encryption", of: element)
        // The command and the SDKs spell the kinds in one word.
        for (managed, kms) in [("SSE-S3", "SSE-KMS"), ("SSES3", "SSEKMS")] as [(StaticString, StaticString)] {
            if reader.elements.child(managed, of: encryption) != nil { draft.encryption = .serviceManaged }
            if let element = reader.elements.child(kms, of: encryption) {
                draft.encryption = .kms
                draft.destination?.kmsKey = reader.elements.exact("KeyId", of: element)
            }
            if !element.isJSON { break }
        }
    }
}
