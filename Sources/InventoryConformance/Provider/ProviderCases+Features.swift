internal import InventoryCore

/// Both sides of every feature: declared on, it is held; declared off, it is refused unsent.
extension ProviderCases {
    static let features: [Case] =
        Feature.allCases.filter { $0 != .oneOff }.map { feature in
            test("\(feature.rawValue) is held as asked where the cloud has it, and refused unsent where not") { bench in
                if case .native(_, let status) = bench.capabilities[feature] {
                    try await bench.holds(feature, isFirm: status.isFirm)
                } else {
                    try await bench.refuses(feature)
                }
            }
        } + [conditions, order]

    private static let conditions = test(
        "A feature that needs another beside it is refused unsent without it",
        obstacle: { subject in
            subject.capabilities.conditions.contains(where: \.status.isFirm)
                ? nil : "no feature of \(subject.client.id) is said to need another"
        }
    ) { bench in
        for condition in bench.capabilities.conditions where condition.status.isFirm {
            for sample in condition.feature.samples(bench) {
                var rule = sample
                rule.content.fields.list.removeAll { $0.feature == condition.requires }
                try await bench.refusal(
                    .invalidRule, of: "\(condition.feature.rawValue) without \(condition.requires.rawValue)"
                ) { try await bench.store(rule) }
            }
        }
    }

    private static let order = test("Every column that the cloud has can stand in one rule, in any order, and twice") {
        bench in
        let known = (ReportField.plain + [.userMetadata("owner")]).filter { bench.subject.has($0.feature) }
        var rule = bench.rule()
        rule.content.fields = ReportFields(known)
        try await bench.eventuallyReads(bench.store(rule).stored.value)
        // Read back, the two could not be told apart: columns are equal as a set.
        rule.isEnabled = false
        rule.content.fields = ReportFields(known.reversed() + known.prefix(1))
        try await bench.eventuallyReads(bench.replace(with: rule))
    }
}

extension Workbench {
    /// A feature that is declared native. One whose fact is not firm may be refused, by the server alone.
    fileprivate func holds(_ feature: Feature, isFirm: Bool) async throws {
        var refusal: InventoryError?
        for rule in feature.samples(self) {
            do {
                let fitted = try await store(rule).stored
                let isSaid = fitted.findings.contains { $0.kind == .unproven && $0.feature == feature }
                try require(isFirm || isSaid, "\(feature.rawValue) is not proven, and no finding says so")
                try await eventuallyReads(fitted.value)
                return
            } catch let error as InventoryError where error.code == .invalidRequest {
                refusal = error
            }
        }
        guard isFirm, let refusal else { return }
        throw ConformanceFailure("\(feature.rawValue) is declared native, and the server refuses it: \(refusal)")
    }

    /// A feature that is declared absent, or there only in another's guise.
    fileprivate func refuses(_ feature: Feature) async throws {
        for rule in feature.samples(self) {
            let error = try await refusal(.lossNotAccepted, of: "a rule with \(feature.rawValue)") {
                try await store(rule, fidelity: .exact)
            }
            let isNamed = error.findings?.refusals.contains { $0.feature == feature } ?? false
            try require(isNamed, "the refusal of \(feature.rawValue) does not name it: \(error)")
            let asked = Set(rule.requirements.map(\.feature))
            let fitted = capabilities.fit(rule, in: bucket, fidelity: .accepting(asked))
            if fitted.findings.refusals.isEmpty {
                try await gives(up: feature, in: rule, accepting: asked)
            } else {
                try await refusal(.lossNotAccepted, of: "a rule that is nothing without \(feature.rawValue)") {
                    try await store(rule, fidelity: .accepting(asked))
                }
            }
        }
    }

    /// The loss was accepted: the rest of the rule is held, and the loss is said.
    private func gives(up feature: Feature, in rule: InventoryRule, accepting asked: Set<Feature>) async throws {
        try require(feature.loss != .essential, "\(feature.rawValue) is essential, and its loss was accepted")
        let fitted = try await store(rule, fidelity: .accepting(asked)).stored
        let isSaid = fitted.findings.acceptedLosses.contains { $0.feature == feature }
        try require(isSaid, "\(feature.rawValue) is lost, and no finding says so")
        try require(fitted.value != rule, "\(feature.rawValue) is lost, and the fitted rule still asks for it")
        try await eventuallyReads(fitted.value)
    }
}
