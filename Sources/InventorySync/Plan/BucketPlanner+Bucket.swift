internal import InventoryCore

/// What only holds for the bucket as a whole: no two prefixes that overlap, and no more rules than it may have.
extension BucketPlanner {
    /// Refuses a change whose prefix would overlap with that of another rule, where the cloud refuses it.
    func refuseOverlaps(_ steps: inout [PlannedStep], _ live: [RuleEntry]) {
        guard !capabilities.limits.allowsOverlap else { return }
        // A rule that is refused keeps the prefix that it has, and may so be in the way of another.
        while refuseOverlapsOnce(&steps, live) {}
    }

    private func refuseOverlapsOnce(_ steps: inout [PlannedStep], _ live: [RuleEntry]) -> Bool {
        let ours = Set(steps.filter(\.isChange).map(\.id))
        var isAnyRefused = false
        for conflict in PrefixOverlap.conflicts(among: prefixesAfter(steps, live)) {
            let (outer, inner) = (conflict.outer.string, conflict.inner.string)
            for (mine, other) in [(conflict.outer, inner), (conflict.inner, outer)] where ours.contains(mine) {
                isAnyRefused = true
                refuse(
                    &steps, mine, "prefix",
                    "its prefix overlaps with that of rule '\(Printable.quoted(other))' of the same bucket, which "
                        + "\(capabilities.provider) refuses, disabled rules and other people's included; a rule without "
                        + "prefix excludes all others")
            }
        }
        return isAnyRefused
    }

    /// The prefixes that the bucket would have after these steps.
    private func prefixesAfter(
        _ steps: [PlannedStep], _ live: [RuleEntry]
    ) -> [(id: InventoryRule.ID, prefix: ExactText)] {
        var prefixes: [InventoryRule.ID: ExactText] = [:]
        for case .rule(let stored) in live { prefixes[stored.rule.id] = stored.rule.content.filter.effectivePrefix }
        for step in steps {
            switch step.action {
            case .create(let rule), .replace(let rule, _, _): prefixes[step.id] = rule.content.filter.effectivePrefix
            case .remove: prefixes[step.id] = nil
            case .rename, .restore, .keep, .refuse, .orphaned, .unmanaged: break
            }
        }
        return prefixes.map { ($0.key, $0.value) }
    }

    /// Refuses what would be more rules than the bucket may have; where the vendor's pages disagree it is only noted.
    func refuseSurplus(_ steps: inout [PlannedStep], _ live: [RuleEntry]) {
        let firm: Bool
        let limit: Int
        if let own = target.maximumRules {
            (limit, firm) = (own, true)
        } else if let bound = capabilities.limits.ruleCount {
            (limit, firm) = (bound.value, bound.status.isFirm)
        } else {
            return
        }
        let removed = steps.count { if case .remove = $0.action { true } else { false } }
        let created = steps.indices.filter { if case .create = steps[$0].action { true } else { false } }
        let room = max(0, limit - (live.count - removed))
        guard created.count > room else { return }
        for index in created.dropFirst(room) {
            let message =
                "the bucket would have \(live.count - removed + created.count) rules, and \(limit) is the most"
                + (firm
                    ? ""
                    : " by some of the vendor's pages (others say more; set limits.maximumRules to what yours takes)")
            let finding = Finding(
                .violation, path: "id", value: steps[index].id.string, message: message,
                disposition: firm ? .refused : .noted)
            steps[index].findings.list.append(finding)
            if firm { steps[index].action = .refuse }
        }
    }

    private func refuse(_ steps: inout [PlannedStep], _ id: InventoryRule.ID, _ path: String, _ message: String) {
        guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
        steps[index].action = .refuse
        steps[index].findings.list.append(refusal(path, "", message))
    }
}
