package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Huawei OBS writes them: XML with a flat `Destination`, in the order of the API page (`Filter` before
/// `Destination`). Source: API reference obs_04_0055 (PUT), obs_04_0057 (GET), obs_04_0058 (LIST).
public struct HuaweiOBSCodec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoot = "ListInventoryConfiguration"

    package init(capabilities: Capabilities) { vocabulary = WireVocabulary(capabilities) }

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

    package func read(_ reader: inout RuleReader) throws(DraftError) -> RuleDraft {
        let root = reader.root
        var draft = RuleDraft()
        draft.id = reader.elements.exact("Id", of: root)
        draft.isEnabled = try reader.boolean("IsEnabled", of: root)
        draft.filter.prefix = reader.elements.exact("Prefix", of: reader.elements.child("Filter", of: root))
        try readDestination(&reader, into: &draft)
        draft.schedule = reader.frequency(of: reader.elements.child("Schedule", of: root))
        draft.versions = reader.versions(of: root)
        draft.fields = reader.fields(of: root)
        return draft
    }

    private func readDestination(_ reader: inout RuleReader, into draft: inout RuleDraft) throws(DraftError) {
        guard let outer = reader.elements.child("Destination", of: reader.root) else { return }
        // The vendor's Python SDK looks for the wrapper that S3 has before it reads the flat form.
        let wrapper = reader.elements.child("S3BucketDestination", of: outer)
        if wrapper == nil { try reader.refuseForeignDestination(outer, instead: "Bucket") }
        let element = wrapper ?? outer
        draft.format = reader.format(of: element)
        draft.destination = Destination(
            bucket: ExactText(try reader.bucket(of: element)), prefix: reader.elements.exact("Prefix", of: element))
    }
}
