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
        vocabulary = WireVocabulary(capabilities, elements: Self.elements, holdsEveryCharacter: true)
    }

    private static let elements = RuleElements(
        rule: [
            "Id": .id, "IsEnabled": .isEnabled,
            // Some sources require it, others do not know it; without it files are compressed.
            "IsUnCompressed": .falsehood(
                "reports without compression are none that a rule of this version asks for"),
            "Filter": .filter, "Destination": .destination, "Schedule": .schedule,
            "IncludedObjectVersions": .versions, "OptionalFields": .fields,
        ],
        wrapper: "TOSBucketDestination",
        destination: [
            "Format": .format, "AccountId": .owner, "Role": .role, "Bucket": .bucket, "Prefix": .prefix,
            // The spelling of the Go SDK and of Cloud Control.
            "AccountID": .ownerAlias,
        ])

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
}
