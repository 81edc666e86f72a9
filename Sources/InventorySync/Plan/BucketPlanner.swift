internal import InventoryCore

/// Plans one bucket: holds the wanted rules against the live ones. Pure.
struct BucketPlanner {
    let target: SyncTarget
    let ruleSet: RuleSet
    let client: InventoryClient
    /// Whose a live rule is known to be. Where it makes no difference, all are the set's.
    var owner: (InventoryRule.ID) -> RuleOwner = { _ in .own }
    /// False without a journal: nothing may be put an end to, because a crash could leave a bucket without the rule.
    var mayDestroy = true

    var capabilities: Capabilities { client.capabilities }

    /// Whether a run recorded in the journal folder wrote the rule, or found it as wanted, for whatever set: rule sets are
    /// renamed, and go on with their rules.
    private func isKnown(_ id: InventoryRule.ID) -> Bool { owner(id) != .unknown }

    /// The wanted rules as the cloud will hold them. Needs no server.
    func fitted() -> [(id: InventoryRule.ID, rule: InventoryRule, findings: Findings)] {
        var seen: Set<InventoryRule.ID> = []
        return target.rules.map { wanted in
            var fitted = capabilities.fit(
                wanted, in: target.bucket, fidelity: target.fidelity[wanted.id] ?? .exact)
            if !seen.insert(wanted.id).inserted {
                fitted.findings.list.append(refusal("id", wanted.id.string, "two rules of this bucket have this id"))
            }
            if fitted.findings.refusals.isEmpty, let problem = unwritable(fitted.value) {
                fitted.findings.list.append(problem)
            }
            return (wanted.id, fitted.value, fitted.findings)
        }
    }

    /// Why no document can be written of a rule: a character that the vendor's format cannot hold, too many bytes.
    private func unwritable(_ rule: InventoryRule) -> Finding? {
        do {
            _ = try client.provider.rendering(of: rule)
            return nil
        } catch {
            return (error as? InventoryError)?.findings?.refusals.first
                ?? refusal("", "", InventoryError(error, about: target).message)
        }
    }

    /// One step for every wanted and every live rule.
    func steps(live: [RuleEntry]) -> [PlannedStep] {
        var byID: [InventoryRule.ID: RuleEntry] = [:]
        for entry in live { if let id = entry.id { byID[id] = entry } }
        let wanted = fitted()
        let wantedIDs = Set(wanted.map(\.id))
        var steps = wanted.map { step($0.id, $0.rule, $0.findings, byID[$0.id]) }
        for entry in live {
            guard let id = entry.id else {
                steps.append(PlannedStep(id: "", action: .unmanaged, findings: [unreadable(entry)]))
                continue
            }
            if !wantedIDs.contains(id) { steps.append(leftover(id, entry)) }
        }
        if !mayDestroy { steps = steps.map(withoutDestruction) }
        refuseOverlaps(&steps, live)
        refuseSurplus(&steps, live)
        return steps
    }

    /// A rename for every wanted rule that is there under an id that nobody wants.
    func adoptions(live: [RuleEntry]) -> [PlannedStep] {
        let wanted = fitted()
        var taken = Set(live.compactMap(\.id)).intersection(wanted.map(\.id))
        var steps: [PlannedStep] = []
        for (id, rule, findings) in wanted where findings.refusals.isEmpty && !taken.contains(id) {
            let twins = live.filter { entry in
                guard let other = entry.id, !other.isEmpty, !taken.contains(other) else { return false }
                return capabilities.isSame(entry, as: rule)
            }
            guard let twin = twins.min(by: { $0.id ?? "" < $1.id ?? "" }), let old = twin.id,
                case .rule(let stored) = twin
            else { continue }
            taken.insert(old)
            let unknown = unknownElements(stored)
            guard unknown.isEmpty || ruleSet.ownership.unknownElements == .erase else {
                steps.append(refused(id, findings, erasure("renaming rule '\(Printable.quoted(old.string))'", unknown)))
                continue
            }
            let step = PlannedStep(
                id: id, action: .rename(rule, from: old, found: FoundRule(twin)),
                findings: Findings(findings.list + unknown))
            steps.append(mayDestroy ? step : withoutDestruction(step))
        }
        return steps
    }

    private func step(
        _ id: InventoryRule.ID, _ rule: InventoryRule, _ findings: Findings, _ live: RuleEntry?
    ) -> PlannedStep {
        guard findings.refusals.isEmpty else { return PlannedStep(id: id, action: .refuse, findings: findings) }
        guard let live else { return PlannedStep(id: id, action: .create(rule), findings: findings) }
        guard case .rule(let stored) = live else {
            return replacement(id, rule, findings, live, [], unknown: [unreadable(live)])
        }
        let unknown = unknownElements(stored)
        let differences = capabilities.differences(found: capabilities.canonical(stored.rule), wanted: rule)
        if differences.isEmpty {
            guard ruleSet.ownership.takeover != .refuse || isKnown(id) else {
                return refused(
                    id, findings,
                    "a rule of this id is there and was not written by us; rename yours, or allow takeover")
            }
            return PlannedStep(id: id, action: .keep, findings: Findings(findings.list + unknown))
        }
        return replacement(id, rule, findings, live, differences, unknown: unknown)
    }

    private func replacement(
        _ id: InventoryRule.ID, _ rule: InventoryRule, _ findings: Findings, _ live: RuleEntry,
        _ differences: [Difference], unknown: [Finding]
    ) -> PlannedStep {
        guard ruleSet.ownership.takeover == .replace || isKnown(id) else {
            return refused(
                id, findings,
                "a different rule of this id is there and was not written by us"
                    + (differences.isEmpty ? "" : " (\(differences.map(\.path).joined(separator: ", ")) differ)")
                    + "; if it is yours, set ownership.takeover: replace for this run, else rename yours")
        }
        guard unknown.isEmpty || ruleSet.ownership.unknownElements == .erase else {
            return refused(id, findings, erasure("replacing it", unknown))
        }
        return PlannedStep(
            id: id, action: .replace(rule, found: FoundRule(live), differences: differences),
            findings: Findings(findings.list + unknown))
    }

    /// A live rule that is not wanted.
    private func leftover(_ id: InventoryRule.ID, _ entry: RuleEntry) -> PlannedStep {
        // No request can name it.
        if id.isEmpty { return PlannedStep(id: id, action: .unmanaged, findings: [unreadable(entry)]) }
        if ruleSet.retired.contains(id) || isPruned(id) {
            return PlannedStep(id: id, action: .remove(found: FoundRule(entry)))
        }
        var step = PlannedStep(id: id, action: owner(id) == .own ? .orphaned : .unmanaged)
        if case .unreadable = entry { step.findings = [unreadable(entry)] }
        return step
    }

    private func isPruned(_ id: InventoryRule.ID) -> Bool {
        let isMatched = ruleSet.ownership.pattern.map { Glob($0).matches(id.string) }
        return switch ruleSet.ownership.prune {
        case .never: false
        case .owned: owner(id) == .own && isMatched ?? true
        case .matching: isMatched ?? false
        }
    }

    // MARK: Unknown elements

    private func unknownElements(_ stored: StoredRule) -> [Finding] {
        stored.findings.unrecognized.filter { !ruleSet.ownership.ignoreElements.contains($0.path) }
    }

    private func erasure(_ deed: String, _ unknown: [Finding]) -> String {
        "\(deed) would erase what this version does not know ("
            + unknown.map { Printable.quoted($0.path, limit: 60) }.joined(separator: ", ")
            + "); set unknownElements: erase, or list them under ignoreElements"
    }

    // MARK: Sentences

    private func refused(_ id: InventoryRule.ID, _ findings: Findings, _ message: String) -> PlannedStep {
        PlannedStep(
            id: id, action: .refuse, findings: Findings(findings.list + [refusal("id", id.string, message)]))
    }

    func refusal(_ path: String, _ value: String, _ message: String) -> Finding {
        Finding(.violation, path: path, value: value, message: message, disposition: .refused)
    }

    private func withoutDestruction(_ step: PlannedStep) -> PlannedStep {
        guard step.isChange, step.found != nil else { return step }
        let message =
            "this would \(step.action.name) a live rule, which is only done with a journal; name a journal folder"
        return PlannedStep(
            id: step.id, action: .refuse,
            findings: Findings(step.findings.list + [refusal("id", step.id.string, message)]))
    }

    private func unreadable(_ entry: RuleEntry) -> Finding {
        guard case .unreadable(_, _, let error) = entry else {
            return Finding(.unrecognized, path: "", value: "", message: "", disposition: .noted)
        }
        return Finding(
            .unrecognized, path: "InventoryConfiguration", value: entry.document.text, message: error.message,
            disposition: .noted)
    }
}
