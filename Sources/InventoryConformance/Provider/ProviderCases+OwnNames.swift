internal import InventoryCore

/// Names that no release of this library knows: those of the subject's own cloud go through as written.
extension ProviderCases {
    static let ownNames: [Case] = [
        ownName("A column") { rule, name in rule.content.fields = [.other(name)] },
        ownName("A schedule") { rule, name in rule.schedule = .other(name) },
        ownName("A versions value") { rule, name in rule.content.versions = .other(name) },
        ownName("A format") { rule, name in rule.content.format = .other(name) },
        test("A name of the cloud's own for a thing that is known means that thing") { bench in
            let known = ReportField.plain.first { bench.subject.has($0.feature) }
            guard let known, let spelling = bench.capabilities.spelling(of: known) else { return }
            var rule = bench.rule()
            rule.content.fields = [.other(VendorName(provider: bench.client.id, name: ExactText(spelling)))]
            let fitted = try await bench.store(rule).stored
            try bench.require(
                fitted.value.content.fields == [known], "\(spelling) is not taken for \(known): \(fitted.value)")
            try await bench.eventuallyReads(fitted.value)
        },
    ]

    private static func ownName(
        _ thing: String, _ change: @escaping @Sendable (inout InventoryRule, VendorName) -> Void
    ) -> Case {
        test("\(thing) that only this cloud could know is sent as written: the server has the last word") { bench in
            var rule = bench.rule()
            change(&rule, VendorName(provider: bench.client.id, name: "Unheard"))
            let before = await bench.subject.requestCount()
            do {
                let fitted = try await bench.store(rule).stored
                let isSaid = fitted.findings.contains { $0.kind == .unproven }
                try bench.require(isSaid, "it was sent unproven, and no finding says so")
                try await bench.eventuallyReads(fitted.value)
            } catch let error as InventoryError where error.code == .invalidRequest {
                let sent = await bench.subject.requestCount() - before
                try bench.require(sent > 0, "it was not sent: \(error)")
            }
        }
    }
}
