internal import InventoryCore

/// Lists, in one page and in many.
extension ProviderCases {
    static let lists: [Case] = [
        test("The list of a bucket without rules is empty", obstacle: needsDisposableBucket) { bench in
            let ids = try await bench.listedIDs()
            try bench.require(ids.isEmpty, "the list holds \(ids)")
        },
        test("The list of a bucket that does not exist is an error, and never empty", obstacle: needsAbsentBucket) {
            bench in
            guard let bucket = bench.subject.absentBucket else { return }
            try await bench.failure(.bucketNotFound, of: "listing a bucket that does not exist") {
                _ = try await bench.client.rules(in: bucket).collect()
            }
        },
        test("The list holds every rule once, over as many pages as it takes") { bench in
            let rules = (0..<bench.listLength).map { bench.rule("list\($0)") }
            for rule in rules { try await bench.store(rule) }
            try await bench.eventuallyListed { $0.isSuperset(of: rules.map(\.id)) }
            let ids = try await bench.listedIDs()
            try bench.require(
                Set(ids).count == ids.count, "of \(ids.count) entries of the list only \(Set(ids).count) differ")
        },
        test("The list takes one request for every page", obstacle: needsPages) { bench in
            guard let size = bench.subject.fillablePage else { return }
            let rules = (0...size).map { bench.rule("page\($0)") }
            for rule in rules { try await bench.store(rule) }
            try await bench.eventuallyListed { $0.isSuperset(of: rules.map(\.id)) }
            let first = try await bench.client.provider.rules(in: bench.bucket, after: nil)
            try bench.require(
                first.next != nil && first.entries.count <= size,
                "the first page holds \(first.entries.count) of \(size + 1) rules, and is said to be the last")
            let before = await bench.subject.requestCount()
            var iterator = bench.client.rules(in: bench.bucket).makeAsyncIterator()
            _ = try await iterator.next()
            let sent = await bench.subject.requestCount() - before
            try bench.require(sent == 1, "the first entry took \(sent) requests")
        },
        test("The list gives each rule as reading it alone does") { bench in
            let rules = [bench.rule("plain"), bench.fullRule()].map { $0.fitted(bench) }
            for rule in rules {
                try await bench.store(rule)
                try await bench.eventuallyReads(rule)
            }
            try await bench.eventuallyListed { $0.isSuperset(of: rules.map(\.id)) }
            for entry in try await bench.client.rules(in: bench.bucket).collect() {
                guard let id = entry.id, rules.contains(where: { $0.id == id }) else { continue }
                guard case .rule(let listed) = entry else {
                    throw ConformanceFailure("the list cannot make sense of '\(id)', which can be read alone")
                }
                let alone = try await bench.client.rule(id, in: bench.bucket)
                let parts = bench.differingParts(found: listed.rule, wanted: alone.rule)
                try bench.require(
                    parts.isEmpty, "'\(id)' has another \(parts.joined(separator: ", ")) in the list than alone")
            }
        },
        test("Many calls at once do not mix up their answers") { bench in
            let rules = (0..<min(8, bench.listLength)).map { bench.rule("many\($0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for rule in rules { group.addTask { try await bench.store(rule) } }
                try await group.waitForAll()
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for rule in rules { group.addTask { try await bench.eventuallyReads(rule.fitted(bench)) } }
                try await group.waitForAll()
            }
        },
    ]

    @Sendable private static func needsPages(_ subject: ConformanceSubject) -> String? {
        subject.fillablePage == nil
            ? "lists come whole, or a page holds more rules than the cases may store"
            : needsDisposableBucket(subject)
    }

    @Sendable static func needsAbsentBucket(_ subject: ConformanceSubject) -> String? {
        subject.absentBucket == nil ? "no bucket is named that does not exist" : nil
    }
}

extension ConformanceSubject {
    /// Rules to a page, where a list has pages that the budget and the bound on rules let one fill.
    fileprivate var fillablePage: Int? {
        guard let documented = capabilities.listPageSize else { return nil }
        let size = pageSize ?? documented
        return size < roomForRules ? size : nil
    }

    fileprivate var roomForRules: Int { min(ruleBudget, ruleBound?.value ?? .max) }
}

extension Workbench {
    /// One rule more than a page holds, or a few.
    fileprivate var listLength: Int { subject.fillablePage.map { $0 + 1 } ?? min(3, subject.roomForRules) }
}
