internal import InventoryCore
internal import InventorySync

extension WrittenRuleSet {
    init(_ file: RuleSetFile) {
        let set = file.ruleSet
        self.init(
            name: set.name, rules: set.rules.map { Rule(id: $0.id, rest: .init(template: $0)) },
            retired: set.retired.isEmpty ? nil : set.retired,
            targets: file.groups.map { Target($0.group, $0.buckets, $0.pattern) },
            pairs: file.pairs.isEmpty ? nil : file.pairs.map { PairModel($0) })
        if set.ownership != .init() {
            ownership = OwnershipPart(
                takeover: set.ownership.takeover, prune: set.ownership.prune, pattern: set.ownership.pattern,
                unknownElements: set.ownership.unknownElements, ignoreElements: set.ownership.ignoreElements.sorted())
        }
        if set.pacing != .init() {
            pacing = PacingPart(requestsPerSecond: set.pacing.requestsPerSecond, concurrency: set.pacing.concurrency)
        }
        if set.safety != .init() {
            safety = SafetyPart(
                maximumChanges: set.safety.maximumChanges, maximumRemovals: set.safety.maximumRemovals,
                stopAfterFailures: set.safety.stopAfterFailures,
                deadline: set.safety.deadline.map { "\($0.components.seconds)s" }, onRefusal: set.safety.onRefusal,
                canary: set.safety.canary)
        }
    }
}

extension WrittenRuleSet.Target {
    init(_ group: TargetGroup, _ buckets: [TargetGroup.Bucket], _ pattern: BucketPattern?) {
        self.init(
            name: group.name, provider: group.provider, region: group.region,
            endpoint: group.endpoint == .standard ? nil : group.endpoint, credentials: group.credentials,
            reports: group.reports,
            buckets: pattern.map(WrittenRuleSet.Buckets.matching) ?? .named(buckets.map(WrittenRuleSet.Bucket.init)))
        if !group.accept.isEmpty {
            accept = Dictionary(
                uniqueKeysWithValues: group.accept.map { ($0.key.string, $0.value.map(\.rawValue).sorted()) })
        }
        if let most = group.maximumRules { limits = ["maximumRules": most] }
    }
}
