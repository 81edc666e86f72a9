public import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Huawei OBS writes them: XML with a flat `Destination`, in the order of the API page (`Filter` before
/// `Destination`). Source: API reference obs_04_0055 (PUT), obs_04_0057 (GET), obs_04_0058 (LIST).
public struct HuaweiOBSCodec: XMLRuleCodec {
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

    /// Refuses: OBS has no one-off reports.
    public func encode(_ job: OneOffJob) throws -> VendorDocument {
        throw InventoryError(
            .unsupported, "\(vocabulary.capabilities.provider) has no one-off reports",
            provider: vocabulary.capabilities.provider)
    }

    package func read(_ element: XMLElement, into draft: inout RuleDraft) throws(DraftError) {
        switch element.tag {
        case "Filter":
            for child in element.children {
                if "Prefix" ~= child.tag {
                    draft.filter.prefix = ExactText(draft.leaf(child))
                } else {
                    draft.unrecognized(child, in: "Filter")
                }
            }
        case "Destination": try readDestination(element, into: &draft)
        default: try draft.take(element)
        }
    }

    private func readDestination(_ element: XMLElement, into draft: inout RuleDraft) throws(DraftError) {
        var destination = Destination(bucket: "")
        read(element, into: &destination, &draft)
        guard !destination.bucket.isEmpty else { throw DraftError(problem: "its Destination has no Bucket") }
        draft.destination = destination
    }

    private func read(_ element: XMLElement, into destination: inout Destination, _ draft: inout RuleDraft) {
        for child in element.children {
            switch child.tag {
            case "Format": draft.readFormat(child)
            case "Bucket": destination.bucket = ExactText(draft.leaf(child))
            case "Prefix": destination.prefix = ExactText(draft.leaf(child))
            // The vendor's Python SDK looks for the wrapper that S3 has before it reads the flat form.
            case "S3BucketDestination": read(child, into: &destination, &draft)
            default: draft.unrecognized(child, in: "Destination")
            }
        }
    }
}
