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
        vocabulary = WireVocabulary(capabilities, namespaces: ["s3.amazonaws.com/"])
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

    package func read(_ reader: RuleReader) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft()
        for part in reader.parts(of: reader.root) {
            switch reader.name(of: part) {
            case "Id": try reader.takeID(part, into: &draft.id)
            case "IsEnabled": try reader.take(part, into: &draft.isEnabled)
            case "Destination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readDestination(part, reader, into: &draft)
            case "Schedule":
                guard reader.shouldRead(part, first: draft.schedule == nil) else { continue }
                draft.schedule = try reader.readSchedule(part)
            case "Filter":
                guard reader.shouldRead(part, first: draft.filter == nil) else { continue }
                draft.filter = try reader.readPrefixFilter(part)
            case "IncludedObjectVersions": try reader.take(part, into: &draft.versions)
            case "OptionalFields": try reader.take(part, into: &draft.fields)
            default: reader.unknown(part)
            }
        }
        if draft.destination == nil { throw DraftError(problem: "it has no Destination/S3BucketDestination") }
        return draft
    }

    private func readDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var foreign: DraftError?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "S3BucketDestination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readBucketDestination(part, reader, into: &draft)
            default:
                foreign = foreign ?? reader.foreignDestination(part, instead: "S3BucketDestination")
                reader.unknown(part)
            }
        }
        if draft.destination == nil, let foreign { throw foreign }
    }

    private func readBucketDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var destination = Destination(bucket: "")
        var bucket: ExactText?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Format": try reader.take(part, into: &draft.format)
            case "AccountId": try reader.takeName(part, into: &destination.owner)
            case "Bucket":
                let isFirst = bucket == nil
                try reader.takeBucket(part, into: &bucket, scheme: "arn")
                guard isFirst, let bucket else { continue }
                let name = AmazonS3BucketName(bucket.string)
                guard !name.bucket.string.utf8.contains(0x3A) else {
                    throw reader.error(
                        part,
                        "its report bucket is '\(Printable.quoted(bucket.string, limit: 100))'; S3 writes "
                            + "arn:PARTITION:s3:::NAME")
                }
                destination.bucket = name.bucket
                destination.region = name.partition.map { ExactText($0) }
            case "Prefix": try reader.take(part, into: &destination.prefix)
            case "Encryption":
                for kind in reader.parts(of: part) {
                    try readEncryption(kind, reader, into: &draft.encryption, &destination.kmsKey)
                }
            default: reader.unknown(part)
            }
        }
        guard bucket != nil else { throw DraftError(problem: "its S3BucketDestination has no Bucket") }
        draft.destination = destination
    }

    /// The command and the SDKs spell the kinds in one word.
    private func readEncryption(
        _ element: RuleReader.Element, _ reader: RuleReader, into encryption: inout ReportEncryption,
        _ key: inout ExactText?
    ) throws(DraftError) {
        switch (reader.nameText(of: element), element.isJSON) {
        case ("SSE-S3", _), ("SSES3", true):
            reader.takePresence(of: element)
            encryption = .serviceManaged
        case ("SSE-KMS", _), ("SSEKMS", true):
            for part in reader.parts(of: element) {
                switch reader.name(of: part) {
                case "KeyId": try reader.takeName(part, into: &key)
                default: reader.unknown(part)
                }
            }
            encryption = .kms
        default: reader.unknown(element)
        }
    }
}
