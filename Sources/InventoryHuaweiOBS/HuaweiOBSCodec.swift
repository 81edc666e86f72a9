package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Huawei OBS writes them: XML with a flat `Destination`, in the order of the API page (`Filter` before
/// `Destination`). Source: API reference obs_04_0055 (PUT), obs_04_0057 (GET), obs_04_0058 (LIST).
public struct HuaweiOBSCodec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoot = "ListInventoryConfiguration"

    package init(capabilities: Capabilities) {
        // OBS's own on any of its hosts, and the one that its S3 interface sends.
        vocabulary = WireVocabulary(capabilities, namespaces: ["/doc/2015-06-30", "s3.amazonaws.com/"])
    }

    package func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", rule.id.string)
        try writer.element("IsEnabled", rule.isEnabled ? "true" : "false")
        // What an empty prefix means to OBS is not documented: no prefix, no Filter.
        if let prefix = rule.content.filter.prefix, !prefix.isEmpty {
            try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("Prefix", prefix.string)
            }
        }
        try writer.element("Destination") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Format", vocabulary.capabilities.spelling(of: rule.content.format))
            try writer.element("Bucket", rule.destination.bucket.string)
            if let prefix = rule.destination.prefix { try writer.element("Prefix", prefix.string) }
        }
        try writer.element("Schedule") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Frequency", vocabulary.capabilities.spelling(of: rule.schedule))
        }
        try writer.element("IncludedObjectVersions", vocabulary.capabilities.spelling(of: rule.content.versions))
        try writer.write(rule.content.fields, spelled: vocabulary.capabilities)
    }

    package func read(_ reader: RuleReader) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft()
        for part in reader.parts(of: reader.root) {
            switch reader.name(of: part) {
            case "Id": try reader.takeID(part, into: &draft.id)
            case "IsEnabled": try reader.take(part, into: &draft.isEnabled)
            case "Filter":
                guard reader.shouldRead(part, first: draft.filter == nil) else { continue }
                draft.filter = try reader.readPrefixFilter(part)
            case "Destination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readDestination(part, reader, into: &draft)
            case "Schedule":
                guard reader.shouldRead(part, first: draft.schedule == nil) else { continue }
                draft.schedule = try reader.readSchedule(part)
            case "IncludedObjectVersions": try reader.take(part, into: &draft.versions)
            case "OptionalFields": try reader.take(part, into: &draft.fields)
            default: reader.unknown(part)
            }
        }
        return draft
    }

    private func readDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var place = Place()
        try read(element, isWrapper: false, reader, into: &place, &draft.format)
        guard let bucket = place.bucket else {
            throw place.foreign ?? DraftError(problem: "its Destination has no Bucket")
        }
        draft.destination = Destination(bucket: bucket, prefix: place.prefix)
    }

    private struct Place {
        var bucket: ExactText?
        var prefix: ExactText?
        /// What is wrong where there is no bucket.
        var foreign: DraftError?
    }

    private func read(
        _ element: RuleReader.Element, isWrapper: Bool, _ reader: RuleReader, into place: inout Place,
        _ format: inout ReportFormat?
    ) throws(DraftError) {
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Format": try reader.take(part, into: &format)
            case "Bucket": try reader.takeBucket(part, into: &place.bucket)
            case "Prefix": try reader.take(part, into: &place.prefix)
            // The vendor's Python SDK looks for the wrapper that S3 has before it reads the flat form.
            case "S3BucketDestination" where !isWrapper:
                try read(part, isWrapper: true, reader, into: &place, &format)
            default:
                place.foreign = place.foreign ?? reader.foreignDestination(part, instead: "Bucket")
                reader.unknown(part)
            }
        }
    }
}
