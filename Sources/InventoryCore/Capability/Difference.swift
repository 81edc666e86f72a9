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
        // Values first: in a plan of a fleet nearly all are equal, and none of those needs a text.
        func compare<Value: Equatable>(_ path: String, _ found: Value, _ wanted: Value, _ text: (Value) -> String) {
            guard found != wanted else { return }
            let (old, new) = (text(found), text(wanted))
            if ExactText(old) != ExactText(new) { list.append(Difference(path: path, found: old, wanted: new)) }
        }
        compare("enabled", found.isEnabled, wanted.isEnabled) { String($0) }
        switch (found.schedule, wanted.schedule) {
        // Without a wanted day the cloud chooses one, and says which.
        case (.monthly, .monthly(nil)): break
        default: compare("schedule", found.schedule, wanted.schedule, \.description)
        }
        let (old, new) = (found.content, wanted.content)
        compare("prefix", old.filter.effectivePrefix, new.filter.effectivePrefix, \.string)
        compare("tags", old.filter.tags, new.filter.tags, text)
        compare("created", old.filter.created, new.filter.created, text)
        compare("modified", old.filter.modified, new.filter.modified, text)
        compare("storageClass", old.filter.storageClass, new.filter.storageClass, text)
        compare("size", old.filter.size, new.filter.size) { $0?.description ?? "" }
        compare("versions", old.versions, new.versions, \.description)
        compare("fields", old.fields, new.fields, text)
        compare("format", old.format, new.format, \.description)
        compare("encryption", old.encryption, new.encryption, \.description)
        compare("reports.bucket", found.destination.bucket, wanted.destination.bucket, \.string)
        compare("reports.region", found.destination.region, wanted.destination.region, text)
        if !isSamePrefix(found.destination.prefix, wanted.destination.prefix) {
            compare("reports.prefix", found.destination.prefix, wanted.destination.prefix, text)
        }
        // Optional in the vendors' documents: not said means whatever the cloud makes of it.
        if wanted.destination.owner != nil {
            compare("reports.owner", found.destination.owner, wanted.destination.owner, text)
        }
        if wanted.destination.role != nil {
            compare("reports.role", found.destination.role, wanted.destination.role, text)
        }
        if wanted.destination.kmsKey != nil {
            compare("reports.kmsKey", found.destination.kmsKey, wanted.destination.kmsKey, text)
        }
        return list
    }

    /// Whether a live entry says what is wanted.
    package func isSame(_ entry: RuleEntry?, as wanted: InventoryRule) -> Bool {
        guard case .rule(let stored)? = entry else { return false }
        return differences(found: canonical(stored.rule), wanted: wanted).isEmpty
    }

    private func isSamePrefix(_ found: ExactText?, _ wanted: ExactText?) -> Bool {
        if found == wanted { return true }
        let standard = reports.defaultPrefix ?? ""
        let (old, new) = (found?.string ?? standard, wanted?.string ?? standard)
        return ExactText(old) == ExactText(new) || (!new.isEmpty && ExactText(old) == ExactText(new + "/"))
    }

    private func text(_ text: ExactText?) -> String { text?.string ?? "" }

    private func text(_ tags: [Tag]) -> String {
        tags.sorted().map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }

    private func text(_ window: CreationWindow?) -> String { window?.description ?? "" }

    private func text(_ fields: ReportFields) -> String {
        Set(fields.list.map(\.description)).sorted().joined(separator: ", ")
    }
}
