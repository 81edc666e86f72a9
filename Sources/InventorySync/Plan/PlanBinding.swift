internal import InventoryCore
internal import InventoryWire

/// Holds a saved plan against the rule set and its targets as they are now: what is not wanted any more is not applied.
struct PlanBinding<Targets: Collection<SyncTarget>> {
    private let ruleSet: RuleSet
    private let targets: Targets
    private let clouds: any ClientSource
    private let places: [SyncTarget.Identity: Targets.Index]

    init(_ ruleSet: RuleSet, _ targets: Targets, _ clouds: any ClientSource) {
        self.ruleSet = ruleSet
        self.targets = targets
        self.clouds = clouds
        places = Dictionary(targets.indices.map { (targets[$0].identity, $0) }) { first, _ in first }
    }

    /// - Throws: `planRefused` for the first bucket that the set no longer has as it was planned.
    func check(_ file: PlanFile) throws {
        for line in file.lines {
            let bucket = try file.bucket(line)
            guard let place = places[bucket.target.identity] else {
                throw refusal(file, bucket, "is not among the targets of the rule set")
            }
            let target = targets[place]
            guard try line.wanted == target.digest, target.isReached(as: bucket.target) else {
                throw refusal(
                    file, bucket,
                    "has another region, endpoint, account, place for reports or rules in the rule set now")
            }
            let client = try clouds.client(for: target.provider, credentials: target.credentials)
            let planner = BucketPlanner(
                target: target, ruleSet: ruleSet, client: client)
            let wanted = Dictionary(planner.fitted().map { ($0.id, $0.rule) }) { first, _ in first }
            for step in bucket.steps where !isWanted(step, wanted) {
                throw refusal(
                    file, bucket,
                    "would \(step.action.name) rule '\(Printable.quoted(step.id.string))', and the rule set wants no such change"
                )
            }
        }
    }

    private func isWanted(_ step: PlannedStep, _ wanted: [InventoryRule.ID: InventoryRule]) -> Bool {
        switch step.action {
        case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _): wanted[step.id] == rule
        case .remove: wanted[step.id] == nil && ruleSet.mayRemove
        case .restore: false
        case .keep, .refuse, .orphaned, .unmanaged: true
        }
    }

    private func refusal(_ file: PlanFile, _ bucket: BucketPlan, _ problem: String) -> InventoryError {
        InventoryError(
            .planRefused,
            "the plan \(Printable.quoted(file.path)) was made of other targets: \(bucket.target) \(problem); nothing was "
                + "written; plan again", provider: bucket.target.provider)
    }
}

extension SyncTarget {
    /// A fingerprint of the bucket, how it is reached and all that is wanted of it. Its group's name makes no difference.
    var digest: String {
        get throws {
            var target = self
            target.group = ""
            return Hex.encode(try Digest.sha256(try JSONLine.encode(Wanted(target: target))))
        }
    }

    fileprivate func isReached(as other: SyncTarget) -> Bool {
        provider == other.provider && bucket == other.bucket && credentials == other.credentials
    }

    private struct Wanted: Encodable {
        var target: SyncTarget

        private enum Key: String, CodingKey { case target, rules, losses, maximumRules }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(target, forKey: .target)
            try container.encode(target.rules, forKey: .rules)
            let losses = target.rules.map { rule in
                let fidelity = target.fidelity[rule.id] ?? .exact
                return fidelity.accepted.map(\.rawValue).sorted() + (fidelity.givesUpColumns ? ["columns"] : [])
            }
            try container.encode(losses, forKey: .losses)
            try container.encodeIfPresent(target.maximumRules, forKey: .maximumRules)
        }
    }
}
