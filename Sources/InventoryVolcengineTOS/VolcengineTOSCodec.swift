package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Volcengine TOS writes them: JSON with `TOSBucketDestination` and the bare name of a role. Sources: API pages
/// 6349/1157986 (PUT), 1157987 (GET) and of LIST; the SDKs write and read the object bare, the pages print it in an envelope
/// with truth values as text.
public struct VolcengineTOSCodec: JSONRuleCodec {
    package let vocabulary: WireVocabulary
    /// As the SDKs read a list, and as the page prints it.
    package let listMembers: [StaticString] = ["InventoryConfigurations", "InventoryConfiguration"]
    package let listEnvelope: StaticString = "ListInventoryConfigurationsResult"

    package init(capabilities: Capabilities) {
        vocabulary = WireVocabulary(capabilities, holdsEveryCharacter: true)
    }

    // MARK: Writing

    package func write(_ rule: InventoryRule, to object: JSONTree) {
        let cloud = vocabulary.capabilities
        object.text("Id", rule.id.string)
        object.truth("IsEnabled", rule.isEnabled)
        // Some sources require it, others do not know it; without it files are compressed.
        object.truth("IsUnCompressed", false)
        if let prefix = rule.content.filter.prefix, !prefix.isEmpty {
            object.member("Filter").text("Prefix", prefix.string)
        }
        let destination = object.member("Destination").member("TOSBucketDestination")
        destination.text("Format", cloud.spelling(of: rule.content.format))
        if let owner = rule.destination.owner { destination.text("AccountId", owner.string) }
        if let role = rule.destination.role { destination.text("Role", role.string) }
        destination.text("Bucket", rule.destination.bucket.string)
        if let prefix = rule.destination.prefix { destination.text("Prefix", prefix.string) }
        object.member("Schedule").text("Frequency", cloud.spelling(of: rule.schedule))
        object.text("IncludedObjectVersions", cloud.spelling(of: rule.content.versions))
        guard !rule.content.fields.isEmpty else { return }
        let fields = object.member("OptionalFields").member("Field")
        for field in rule.content.fields.list {
            fields.element().content = .text(cloud.spelling(of: field) ?? field.description)
        }
    }

    // MARK: Reading

    package func read(_ reader: RuleReader) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft()
        var compression: Bool?
        for part in reader.parts(of: reader.root) {
            switch reader.name(of: part) {
            case "Id": try reader.takeID(part, into: &draft.id)
            case "IsEnabled": try reader.take(part, into: &draft.isEnabled)
            case "IsUnCompressed":
                let isFirst = compression == nil
                try reader.take(part, into: &compression)
                guard isFirst, compression == true else { continue }
                reader.note(part, nil, "reports without compression are none that a rule of this version asks for")
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
        if draft.destination == nil { throw DraftError(problem: "it has no Destination/TOSBucketDestination") }
        return draft
    }

    private func readDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var foreign: DraftError?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "TOSBucketDestination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readBucketDestination(part, reader, into: &draft)
            default:
                foreign = foreign ?? reader.foreignDestination(part, instead: "TOSBucketDestination")
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
        var account: ExactText?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Format": try reader.take(part, into: &draft.format)
            case "AccountId": try reader.takeName(part, into: &destination.owner)
            // The spelling of the Go SDK and of Cloud Control.
            case "AccountID": try reader.takeName(part, into: &account)
            case "Role": try reader.takeName(part, into: &destination.role)
            case "Bucket": try reader.takeBucket(part, into: &bucket)
            case "Prefix": try reader.take(part, into: &destination.prefix)
            default: reader.unknown(part)
            }
        }
        guard let bucket else { throw DraftError(problem: "its TOSBucketDestination has no Bucket") }
        if let account, account != destination.owner {
            if destination.owner == nil {
                destination.owner = account
            } else {
                reader.note(
                    element, account.string, "AccountId is another account; that one was read", below: "AccountID")
            }
        }
        destination.bucket = bucket
        draft.destination = destination
    }
}
