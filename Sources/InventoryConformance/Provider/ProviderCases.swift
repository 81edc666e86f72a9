internal import InventoryCore

/// The cases of providers, by what they are about; one file each.
enum ProviderCases {
    typealias Case = ConformanceCase<ConformanceSubject>

    /// A case whose rules are removed at its end.
    static func test(
        _ name: String, requires: [Feature] = [],
        obstacle: @escaping @Sendable (ConformanceSubject) -> String? = { _ in nil },
        _ body: @escaping @Sendable (Workbench) async throws -> Void
    ) -> Case {
        Case(
            name, requires: requires,
            obstacle: { subject in
                requires.first { !subject.has($0) }.map { "\(subject.client.id) has no \($0.rawValue)" }
                    ?? obstacle(subject)
            },
            run: { subject in try await Workbench.use(subject, body) })
    }

    /// For cases that want a bucket without other rules.
    @Sendable static func needsDisposableBucket(_ subject: ConformanceSubject) -> String? {
        subject.isBucketDisposable ? nil : "the bucket may hold other rules"
    }
}
