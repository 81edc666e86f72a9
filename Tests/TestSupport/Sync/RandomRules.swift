package import CloudInventory
package import InventoryCore

/// Random rules, of those that a cloud can hold exactly.
package struct RandomRules {
    package var seeded: Seeded

    package init(_ seed: UInt64) { seeded = Seeded(seed) }

    /// Object-name beginnings none of which begins another: each ends with a mark that stands nowhere else in it.
    package mutating func prefixes(_ count: Int) -> [ExactText] {
        let words = [
            "db", "logs/app", "a b", "<x>&amp;", "é", "e\u{301}", "日本", "q\"'", "%2F+", "media", "\u{1F600}", "x=1&y",
            "tab\there",
        ]
        return (0..<count).map { ExactText("\($0)\(seeded.pick(words))~/") }
    }

    package mutating func template(_ id: String, on provider: ProviderID, prefix: ExactText?) -> RuleTemplate {
        provider == "huawei-obs" ? obs(id, prefix: prefix) : cos(id, prefix: prefix)
    }

    private mutating func obs(_ id: String, prefix: ExactText?) -> RuleTemplate {
        let fields: [ReportField] = [
            .size, .lastModified, .storageClass, .eTag, .isMultipartUploaded, .replicationStatus, .encryptionStatus,
        ]
        return RuleTemplate(
            id: ExactText(id), isEnabled: seeded.chance(0.8), schedule: seeded.pick([.daily, .weekly]),
            content: InventoryContent(
                filter: Filter(prefix: prefix), versions: seeded.pick([.current, .all]),
                fields: ReportFields(seeded.some(fields).shuffled(using: &seeded))))
    }

    private mutating func cos(_ id: String, prefix: ExactText?) -> RuleTemplate {
        var fields = seeded.some(ReportField.plain.filter { $0 != .encryptionStatus && $0 != .tag })
        if seeded.chance(0.3) { fields.append(.userMetadata(seeded.pick(["owner", "*", "x-y"]))) }
        if seeded.chance(0.2) { fields.append(.other(VendorName(provider: "tencent-cos", name: "x-cos-meta-own"))) }
        var filter = Filter(prefix: prefix)
        if seeded.chance(0.4) {
            filter.tags = seeded.some([Tag("tier", "cold"), Tag("team", "a&b"), Tag("empty", ""), Tag("z", "<>")])
        }
        if !filter.tags.isEmpty || seeded.chance(0.3) { fields.append(.tag) }
        if seeded.chance(0.2) { filter.storageClass = seeded.pick(["STANDARD", "ARCHIVE"]) }
        if seeded.chance(0.3) {
            filter.created = CreationWindow(
                from: seeded.chance(0.7) ? UTCInstant(secondsSinceEpoch: Int64(seeded.number(0...1_700_000_000))) : nil,
                to: seeded.chance(0.7) ? UTCInstant(secondsSinceEpoch: 1_800_000_000) : nil)
        }
        let schedule: Schedule = seeded.pick([.daily, .weekly, .monthly(day: seeded.number(1...28))])
        return RuleTemplate(
            id: ExactText(id), isEnabled: seeded.chance(0.8), schedule: schedule,
            content: InventoryContent(
                filter: filter, versions: seeded.pick([.current, .all]),
                fields: ReportFields(fields.shuffled(using: &seeded)),
                encryption: seeded.pick([.none, .serviceManaged])))
    }

    /// A set of rules that one bucket of that cloud can hold together.
    package mutating func set(_ count: Int, on provider: ProviderID) -> [RuleTemplate] {
        let prefixes: [ExactText?] =
            provider == "huawei-obs" && count == 1 && seeded.chance(0.2) ? [nil] : prefixes(count)
        return prefixes.enumerated().map { template("rule-\($0.offset)", on: provider, prefix: $0.element) }
    }
}
