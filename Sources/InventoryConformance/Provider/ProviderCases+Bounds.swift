internal import InventoryCore

/// Both sides of every bound: up to it things are held, beyond it they are refused.
extension ProviderCases {
    static let bounds: [Case] = [
        test("One rule more than the bucket holds is too many", obstacle: needsFillableBucket) { bench in
            guard let bound = bench.subject.ruleBound else { return }
            let rules = (0...bound.value).map { bench.rule("count\($0)") }
            for rule in rules.dropLast() { try await bench.store(rule) }
            do {
                try await bench.failure(bench.subject.fullBucket, of: "storing rule \(bound.value + 1)") {
                    try await bench.store(rules[bound.value])
                }
            } catch let failure as ConformanceFailure {
                // A bound that sources do not agree on may turn out higher.
                guard !bound.status.isFirm else { throw failure }
            }
            // A full bucket still lets its rules be replaced.
            try await bench.eventuallyReads(bench.replace(with: rules[0]))
        },
        test("Overlapping prefixes are both held, or refused where the cloud has none", requires: [.prefixFilter]) {
            bench in
            var outer = bench.rule("outer")
            var inner = bench.rule("inner")
            outer.content.filter.prefix = ExactText("\(bench.subject.mark)/overlap")
            inner.content.filter.prefix = ExactText("\(bench.subject.mark)/overlapping/")
            // A rule that is switched off counts all the same.
            outer.isEnabled = false
            try await bench.eventuallyReads(bench.store(outer).stored.value)
            guard bench.capabilities.limits.allowsOverlap else {
                let second = inner
                try await bench.failure(.prefixOverlap, of: "a prefix within another rule's") {
                    try await bench.store(second)
                }
                // A rule does not stand in its own way.
                outer.isEnabled = true
                return try await bench.eventuallyReads(bench.replace(with: outer))
            }
            try await bench.eventuallyReads(bench.store(inner).stored.value)
            try await bench.eventuallyReads(outer.fitted(bench))
        },
        test("A rule without a filter takes the whole bucket", obstacle: needsDisposableBucket) { bench in
            var rule = bench.rule()
            rule.content.filter = Filter()
            try await bench.eventuallyReads(bench.store(rule).stored.value)
            rule.content.filter.prefix = ""
            try await bench.eventuallyReads(bench.replace(with: rule))
        },
        test("The longest id is held, and a longer one refused unsent", obstacle: needsBound({ $0.idLength }, "ids")) {
            bench in
            guard let bound = bench.capabilities.limits.idLength?.value else { return }
            let longest = String(repeating: "x", count: bound - bench.id("").byteCount)
            try await bench.eventuallyReads(bench.store(bench.rule(longest)).stored.value)
            let longer = bench.rule(longest + "x")
            try await bench.refusal(.invalidRule, of: "an id of \(bound + 1) characters") {
                try await bench.store(longer)
            }
        },
        test(
            "The longest prefixes are held, and longer ones refused unsent", requires: [.prefixFilter, .reportPrefix],
            obstacle: needsBound({ $0.prefixLength }, "prefixes")
        ) { bench in
            guard let bound = bench.capabilities.limits.prefixLength?.value else { return }
            let mark = bench.subject.mark + "/"
            let longest = ExactText(mark + String(repeating: "x", count: bound - mark.utf8.count))
            var rule = bench.rule()
            rule.content.filter.prefix = longest
            rule.destination.prefix = longest
            try await bench.eventuallyReads(bench.store(rule).stored.value)
            for part in [\InventoryRule.content.filter.prefix, \.destination.prefix] {
                var longer = rule
                longer[keyPath: part] = ExactText(longest.string + "x")
                let bad = longer
                try await bench.refusal(.invalidRule, of: "a prefix of \(bound + 1) characters") {
                    try await bench.store(bad)
                }
            }
        },
        test("A document that is too long is refused unsent", obstacle: needsBound({ $0.documentBytes }, "documents")) {
            bench in
            guard let bound = bench.capabilities.limits.documentBytes?.value,
                let field = ReportField.plain.first(where: { bench.subject.has($0.feature) })
            else { return }
            var rule = bench.rule()
            rule.content.fields = ReportFields(Array(repeating: field, count: bound / 10))
            let bad = rule
            try await bench.refusal(.invalidRule, of: "a document of more than \(bound) bytes") {
                try await bench.store(bad)
            }
        },
        test("Reports to another region are refused unsent", obstacle: needsRegion) { bench in
            var rule = bench.rule()
            rule.destination.region = "conformance-nowhere-1"
            let bad = rule
            try await bench.refusal(.invalidRule, of: "a destination in another region") { try await bench.store(bad) }
        },
        test("A rule without a report bucket is refused unsent") { bench in
            var rule = bench.rule()
            rule.destination.bucket = ""
            let bad = rule
            try await bench.refusal(.invalidRule, of: "a rule without a report bucket") { try await bench.store(bad) }
        },
    ]

    @Sendable private static func needsFillableBucket(_ subject: ConformanceSubject) -> String? {
        guard let bound = subject.ruleBound?.value else { return "no bound on rules is known" }
        guard bound < subject.ruleBudget else {
            return "a bucket holds \(bound) rules, and the cases may store \(subject.ruleBudget)"
        }
        return needsDisposableBucket(subject)
    }

    @Sendable private static func needsRegion(_ subject: ConformanceSubject) -> String? {
        subject.bucket.region == nil ? "the bucket's region is not named" : nil
    }

    private static func needsBound(
        _ bound: @escaping @Sendable (Limits) -> Limits.Bound?, _ things: String
    ) -> @Sendable (ConformanceSubject) -> String? {
        { subject in
            bound(subject.capabilities.limits)?.status.isFirm == true
                ? nil : "no sure bound on \(things) of \(subject.client.id) is known"
        }
    }
}
