public import InventoryCore

/// One property in which a live rule is not as wanted.
public struct Difference: Hashable, Sendable, Codable {
    /// The place in the rule's written form: `schedule`, `reports.prefix`.
    public var path: String
    /// What the live rule says.
    public var found: String
    /// What it shall say.
    public var wanted: String

    public init(path: String, found: String, wanted: String) {
        self.path = path
        self.found = found
        self.wanted = wanted
    }
}

extension Difference: CustomStringConvertible {
    public var description: String {
        "\(path): \(Printable.quoted(found, limit: 120)) → \(Printable.quoted(wanted, limit: 120))"
    }
}

extension Capabilities {
    /// In what a live rule differs, by meaning, from the rule as this cloud would hold it (`fit`).
    /// Order of columns and tags, a default that the cloud fills in, and the slash that it puts behind a report prefix
    /// are no differences.
    public func differences(found: InventoryRule, wanted: InventoryRule) -> [Difference] {
        var list: [Difference] = []
        func compare(_ path: String, _ found: String, _ wanted: String) {
            if ExactText(found) != ExactText(wanted) {
                list.append(Difference(path: path, found: found, wanted: wanted))
            }
        }
        compare("enabled", String(found.isEnabled), String(wanted.isEnabled))
        switch (found.schedule, wanted.schedule) {
        // Without a wanted day the cloud chooses one, and says which.
        case (.monthly, .monthly(nil)): break
        default: compare("schedule", found.schedule.description, wanted.schedule.description)
        }
        let (old, new) = (found.content, wanted.content)
        compare("prefix", old.filter.effectivePrefix.string, new.filter.effectivePrefix.string)
        compare("tags", text(old.filter.tags), text(new.filter.tags))
        compare("created", text(old.filter.created), text(new.filter.created))
        compare("storageClass", old.filter.storageClass?.string ?? "", new.filter.storageClass?.string ?? "")
        compare("versions", old.versions.description, new.versions.description)
        if old.fields != new.fields { compare("fields", text(old.fields), text(new.fields)) }
        compare("format", old.format.description, new.format.description)
        compare("encryption", old.encryption.description, new.encryption.description)
        compare("reports.bucket", found.destination.bucket.string, wanted.destination.bucket.string)
        compare("reports.region", found.destination.region?.string ?? "", wanted.destination.region?.string ?? "")
        if !isSamePrefix(found.destination.prefix, wanted.destination.prefix) {
            compare("reports.prefix", found.destination.prefix?.string ?? "", wanted.destination.prefix?.string ?? "")
        }
        // Optional in the vendors' documents: not said means whatever the cloud makes of it.
        if let owner = wanted.destination.owner {
            compare("reports.owner", found.destination.owner?.string ?? "", owner.string)
        }
        if let key = wanted.destination.kmsKey {
            compare("reports.kmsKey", found.destination.kmsKey?.string ?? "", key.string)
        }
        return list
    }

    /// Whether a live entry says what is wanted.
    func isSame(_ entry: RuleEntry?, as wanted: InventoryRule) -> Bool {
        guard case .rule(let stored)? = entry else { return false }
        return differences(found: canonical(stored.rule), wanted: wanted).isEmpty
    }

    private func isSamePrefix(_ found: ExactText?, _ wanted: ExactText?) -> Bool {
        let standard = reports.defaultPrefix ?? ""
        let (old, new) = (found?.string ?? standard, wanted?.string ?? standard)
        return ExactText(old) == ExactText(new) || (!new.isEmpty && ExactText(old) == ExactText(new + "/"))
    }

    private func text(_ tags: [Tag]) -> String {
        tags.sorted().map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }

    private func text(_ window: CreationWindow?) -> String {
        guard let window else { return "" }
        return "\(window.from?.description ?? "…") to \(window.to?.description ?? "…")"
    }

    private func text(_ fields: ReportFields) -> String {
        Set(fields.list.map(\.description)).sorted().joined(separator: ", ")
    }
}
