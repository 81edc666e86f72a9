internal import InventoryCore
internal import InventorySync

/// Puts live buckets into target groups: together go those that are reached alike, whose reports go to the same kind of
/// place, and that make the same exceptions.
struct ExportGrouping {
    /// What a group's buckets have in common.
    private struct Key: Hashable {
        struct Reach: Hashable {
            var provider: ProviderID
            var endpoint: Endpoint
            var credentials: String?
            var region: ExactText?
        }

        var reach: Reach
        /// Without the bucket, which each may have of its own.
        var reports: Destination
        /// The rules that say something else than most rules of their id.
        var exceptions: [InventoryRule.ID: Int]
    }

    private struct Group {
        var key: Key
        var name = ""
        var buckets: [LiveBucket] = []
    }

    private var groups: [Group] = []
    /// Buckets without a rule for which there is no group.
    private(set) var empty: [SyncTarget] = []
    private let usual: [InventoryRule.ID: Int]

    init(_ buckets: [LiveBucket]) {
        usual = Dictionary(grouping: buckets.flatMap(\.rules), by: \.id)
            .compactMapValues { $0.map(\.meaning).mostFrequent }
        var positions: [Key: Int] = [:]
        for bucket in buckets {
            guard var reports = bucket.destination else { continue }
            reports.bucket = ""
            let exceptions = bucket.rules.filter { usual[$0.id] != $0.meaning }.map { ($0.id, $0.meaning) }
            let key = Key(
                reach: Self.reach(bucket.target), reports: reports,
                exceptions: Dictionary(exceptions) { first, _ in first })
            if positions[key] == nil {
                positions[key] = groups.count
                groups.append(Group(key: key))
            }
            if let position = positions[key] { groups[position].buckets.append(bucket) }
        }
        groups.sort { $0.buckets.count > $1.buckets.count }
        for bucket in buckets where bucket.rules.isEmpty {
            if let position = groups.firstIndex(where: { $0.key.reach == Self.reach(bucket.target) }) {
                groups[position].buckets.append(bucket)
            } else {
                empty.append(bucket.target)
            }
        }
        nameGroups()
    }

    private static func reach(_ target: SyncTarget) -> Key.Reach {
        Key.Reach(
            provider: target.provider, endpoint: target.bucket.endpoint, credentials: target.credentials,
            region: target.bucket.region)
    }

    /// `tencent-cos-ap-guangzhou`, and `tencent-cos-ap-guangzhou-2` for the next like it.
    private mutating func nameGroups() {
        var counts: [String: Int] = [:]
        for position in groups.indices {
            let reach = groups[position].key.reach
            let base = reach.provider.rawValue + (reach.region.map { "-\($0)" } ?? "")
            counts[base, default: 0] += 1
            let count = counts[base] ?? 1
            groups[position].name = count == 1 ? base : "\(base)-\(count)"
        }
    }

    // MARK: The file

    /// - Parameter templates: what the rules say, by their meaning.
    func file(named name: String, _ templates: [RuleTemplate]) -> RuleSetFile {
        var rules: [RuleTemplate] = []
        for id in usual.keys.sorted() {
            var on: [Int: Set<String>] = [:]
            for group in groups {
                for rule in group.buckets.flatMap(\.rules) where rule.id == id {
                    on[rule.meaning, default: []].insert(group.name)
                }
            }
            for (meaning, names) in on.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
                var rule = templates[meaning]
                rule.id = id
                rule.on = names.count == groups.count ? nil : names
                rules.append(rule)
            }
        }
        return RuleSetFile(
            ruleSet: RuleSet(name: name, rules: rules), groups: groups.map { written($0, rules) })
    }

    private func written(_ group: Group, _ rules: [RuleTemplate]) -> RuleSetFile.Group {
        let reach = group.key.reach
        let reportBuckets = group.buckets.compactMap { $0.destination?.bucket }
        var reports = group.key.reports
        reports.bucket = reportBuckets.mostFrequent ?? ""
        let expected = Set(rules.filter { $0.on?.contains(group.name) ?? true }.map(\.id))
        return RuleSetFile.Group(
            group: TargetGroup(
                name: group.name, provider: reach.provider, region: reach.region, endpoint: reach.endpoint,
                credentials: reach.credentials, reports: reports),
            buckets: group.buckets.map { bucket in
                let ids = Set(bucket.rules.map(\.id))
                let own = bucket.destination?.bucket
                return TargetGroup.Bucket(
                    name: bucket.target.bucket.name, reportBucket: own == reports.bucket ? nil : own,
                    rules: ids == expected ? nil : ids)
            })
    }
}
