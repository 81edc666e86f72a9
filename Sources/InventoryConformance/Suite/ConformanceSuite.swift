/// The cases, and a way to run them without a test framework.
public enum ConformanceSuite {
    /// What every provider must do, on a bucket of its cloud.
    public static let provider: [ConformanceCase<ConformanceSubject>] =
        ProviderCases.rules + ProviderCases.features + ProviderCases.ownNames + ProviderCases.texts
        + ProviderCases.lists + ProviderCases.bounds + ProviderCases.jobs + ProviderCases.replies

    /// What every `HTTPTransport` must do, on a server that echoes.
    public static let transport: [ConformanceCase<TransportSubject>] =
        TransportCases.requests + TransportCases.refusals + TransportCases.answers + TransportCases.endings
        + TransportCases.streams

    /// Runs every provider case over the network, one after another.
    /// - Parameter each: told each result as it comes.
    /// - Throws: `CancellationError` alone. What a case had stored by then is removed first.
    @discardableResult
    public static func run(
        on subject: ConformanceSubject, each: (CaseResult) -> Void = { _ in }
    ) async throws -> [CaseResult] {
        try await run(provider, on: subject, each: each)
    }

    /// Runs every transport case over the network, one after another. Throws `CancellationError` alone.
    @discardableResult
    public static func run(
        on subject: TransportSubject, each: (CaseResult) -> Void = { _ in }
    ) async throws -> [CaseResult] {
        try await run(transport, on: subject, each: each)
    }

    private static func run<Subject>(
        _ cases: [ConformanceCase<Subject>], on subject: Subject, each: (CaseResult) -> Void
    ) async throws -> [CaseResult] {
        var results: [CaseResult] = []
        for test in cases {
            let result = try await test.result(on: subject)
            each(result)
            results.append(result)
        }
        return results
    }
}
