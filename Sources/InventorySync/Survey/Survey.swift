public import InventoryCore

/// What is live in a fleet: rules grouped by what they say, whatever they are called.
public struct Survey: Sendable {
    /// Rules that say the same.
    public struct Group: Sendable {
        /// What they say, under the id that most of them have.
        public var template: RuleTemplate
        /// Where they stand: the position of the target, and the id there.
        public var members: [Member]

        /// The ids, each with how often it occurs, the most frequent first.
        public var ids: [(id: InventoryRule.ID, count: Int)] {
            Dictionary(grouping: members, by: \.id).map { ($0.key, $0.value.count) }
                .sorted { ($1.count, $0.id) < ($0.count, $1.id) }
        }
    }

    /// One live rule of a group.
    public struct Member: Hashable, Sendable {
        /// The position of its target.
        public var target: Int
        /// Its id there.
        public var id: InventoryRule.ID
        /// Where its reports go.
        public var destination: Destination
    }

    /// The groups, the largest first.
    public var groups: [Group]
    /// What was read.
    public var targets: [SyncTarget]
    /// Targets that could not be read, and rules that could not be understood.
    public var problems: [(target: Int, error: InventoryError)]

    /// Groups what is live by meaning: everything but id and destination.
    init(targets: [SyncTarget], live: [(target: Int, rules: [InventoryRule])], problems: [(Int, InventoryError)]) {
        self.targets = targets
        self.problems = problems.map { ($0.0, $0.1) }
        struct Meaning: Hashable {
            var isEnabled: Bool
            var schedule: Schedule
            var content: InventoryContent
        }
        var byMeaning: [Meaning: [Member]] = [:]
        for entry in live {
            for rule in entry.rules {
                byMeaning[
                    Meaning(isEnabled: rule.isEnabled, schedule: rule.schedule, content: rule.content), default: []
                ]
                .append(Member(target: entry.target, id: rule.id, destination: rule.destination))
            }
        }
        groups = byMeaning.map { meaning, members in
            var group = Group(
                template: RuleTemplate(
                    id: "", isEnabled: meaning.isEnabled, schedule: meaning.schedule, content: meaning.content),
                members: members.sorted { ($0.target, $0.id) < ($1.target, $1.id) })
            group.template.id = group.ids.first?.id ?? ""
            return group
        }.sorted { ($1.members.count, $0.template.id) < ($0.members.count, $1.template.id) }
    }
}

extension InventorySync {
    /// Reads every target's live rules over the network and groups them by meaning. Writes nothing.
    public func survey(_ targets: [SyncTarget], pacing: Pacing = Pacing()) async throws -> Survey {
        var live: [(target: Int, rules: [InventoryRule])] = []
        var problems: [(Int, InventoryError)] = []
        try await readEach(targets, pacing: pacing) { target, client in
            var reading = Reading()
            for entry in try await client.liveRules(in: target.bucket) {
                switch entry {
                case .rule(let stored): reading.add(stored, of: target, client.capabilities)
                case .unreadable(_, _, let error): reading.errors.append(error)
                }
            }
            return reading
        } consume: { index, _, result in
            switch result {
            case .success(let reading):
                live.append((index, reading.rules))
                problems += reading.errors.map { (index, $0) }
            case .failure(let error): problems.append((index, error))
            }
        }
        return Survey(
            targets: targets, live: live.sorted { $0.target < $1.target }, problems: problems.sorted { $0.0 < $1.0 })
    }

    /// What one target holds.
    private struct Reading: Sendable {
        var rules: [InventoryRule] = []
        var errors: [InventoryError] = []

        mutating func add(_ stored: StoredRule, of target: SyncTarget, _ capabilities: Capabilities) {
            let rule = capabilities.canonical(stored.rule)
            let refusals = capabilities.fit(rule, in: target.bucket, fidelity: .exact).findings.refusals
            let name = "\(target), rule '\(Printable.quoted(rule.id.string))'"
            if let first = refusals.first {
                // Live all the same: the cloud takes what its documents say it does not.
                return errors.append(
                    InventoryError(
                        .unsupported, "\(name) is live, and could not be stored as it is: \(first)",
                        provider: target.provider))
            }
            rules.append(rule)
            let unknown = stored.findings.unrecognized.map(\.path)
                .filter { !Ownership().ignoreElements.contains($0) }
            guard !unknown.isEmpty else { return }
            errors.append(
                InventoryError(
                    .unsupported,
                    "\(name) has elements that a rule cannot say: "
                        + unknown.map { Printable.quoted($0, limit: 60) }.joined(separator: ", "),
                    provider: target.provider))
        }
    }
}
