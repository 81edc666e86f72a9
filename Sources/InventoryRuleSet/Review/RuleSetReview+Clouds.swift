internal import InventoryCore
public import InventorySync

extension RuleSetReview {
    /// Adds what the clouds have against the rules and targets: names that cannot be, what a cloud cannot hold or demands,
    /// prefixes that overlap, what is probably a mistake. All of it is known without asking a server: no network.
    public mutating func consider(_ sync: InventorySync) {
        guard var file else { return }
        // A second rule of an id was told of.
        let written = Dictionary(grouping: file.ruleSet.rules.enumerated(), by: \.element.id)
            .mapValues { rules in rules.map { (number: $0.offset, rule: $0.element) } }
        var kept: [InventoryRule.ID: [RuleTemplate]] = [:]
        file.ruleSet.rules.removeAll { rule in
            let isSecond = kept[rule.id]?.contains { $0.meets(rule) } == true
            if !isSecond { kept[rule.id, default: []].append(rule) }
            return isSecond
        }
        let targets = file.targets
        var findings = GroupedFindings()
        var addresses: [DocumentLocation: (sentence: String, more: Int)] = [:]
        for index in targets.indices {
            let target = targets[index]
            do {
                try sync.requireAddress(of: target)
            } catch {
                guard let place = targets.place(at: index, key: sync.faultyKey(of: target)) else { continue }
                addresses[place, default: ("\(error)", -1)].more += 1
                continue
            }
            for step in (try? sync.foreseenSteps(ruleSet: file.ruleSet, in: target)) ?? [] {
                for finding in step.findings {
                    add(finding, of: step.id, written[step.id] ?? [], target, in: index, to: &findings)
                }
            }
        }
        for remark in findings.remarks { add(remark) }
        for (place, found) in addresses where place.line > 0 {
            let more = found.more == 0 ? "" : " (and \(found.more) more \(found.more == 1 ? "bucket" : "buckets"))"
            add(Remark(.error, at: place, found.sentence + more))
        }
    }

    private mutating func add(
        _ finding: Finding, of id: InventoryRule.ID, _ rules: [WrittenRule], _ target: SyncTarget,
        in index: RuleSetTargets.Index, to findings: inout GroupedFindings
    ) {
        let kind: Remark.Kind
        switch finding.disposition {
        case .accepted: return
        case .refused: kind = finding.kind == .violation ? .error : .loss
        case .noted: kind = .warning
        }
        if finding.path == "bucket" {
            guard let place = file?.targets.place(at: index, key: nil), place.line > 0 else { return }
            // Every rule of the bucket says the same.
            return add(Remark(kind, at: place, "bucket '\(Printable.quoted(finding.value))': \(finding.message)"))
        }
        guard let found = place(of: finding, rules, target, in: index), found.node.location.line > 0 else { return }
        // What no cloud can hold was told of by the reader.
        guard !remarks.contains(where: { $0.location == found.node.location && $0.message == finding.message }) else {
            return
        }
        findings.add(
            Remark(kind, at: found.node.location, path: found.path, finding.description), of: id, in: target.group)
    }

    /// A rule of the file, and which one of it.
    private typealias WrittenRule = (number: Int, rule: RuleTemplate)

    /// The value that a finding is about, or the rule where the value is another part's.
    /// - Parameter rules: those of its id.
    private func place(
        of finding: Finding, _ rules: [WrittenRule], _ target: SyncTarget, in index: RuleSetTargets.Index
    ) -> DocumentNode.Found? {
        let keys = Self.keys(finding.path)
        if keys.first == "reports" { return document?.find(["targets", DocumentKey(index.group)] + keys) }
        let rule = rules.first { $0.rule.on?.contains(target.group) ?? true }?.number
        guard let rule, let document else { return nil }
        let place: [DocumentKey] = ["rules", DocumentKey(rule)]
        let found = document.find(place + keys)
        // A value that `defaults` gave is not in the rule.
        return found.isWhole ? found : document.find(place)
    }

    /// `fields[3]` as steps.
    static func keys(_ path: String) -> [DocumentKey] {
        path.split { ".[]".contains($0) }.map { step in Int(step).map { DocumentKey($0) } ?? DocumentKey(String(step)) }
    }
}

extension InventorySync {
    /// The key of a target's entry without which it could be worked on; nil where that is none, or the bucket's own name.
    package func faultyKey(of target: SyncTarget) -> String? {
        var other = target
        other.rules = []
        guard knows(target.provider) else { return "provider" }
        guard (try? requireAddress(of: other)) == nil else {
            other.rules = target.rules.map { rule in
                var rule = rule
                rule.destination.region = nil
                return rule
            }
            return (try? requireAddress(of: other)) == nil ? "reports.bucket" : "reports.region"
        }
        other.bucket.endpoint = .standard
        if (try? requireAddress(of: other)) != nil { return "endpoint" }
        other = target
        other.bucket.region = "region"
        return (try? requireAddress(of: other)) != nil ? "region" : nil
    }
}
