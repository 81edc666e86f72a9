public import InventoryCore

/// One promise of a contract, with the steps that find out whether a subject keeps it.
///
/// Cases are values: a test framework gives each one a test of its own, the command line prints them as a table.
public struct ConformanceCase<Subject: Sendable>: Sendable {
    /// The promise, as a sentence. Unique within a suite.
    public let name: String
    /// Features that the cloud must have for the promise to mean anything.
    public let requires: [Feature]
    private let condition: @Sendable (Subject) -> String?
    private let body: @Sendable (Subject) async throws -> Void

    /// A case of one's own.
    /// - Parameters:
    ///   - obstacle: why the case does not apply to a subject; nil where it does.
    ///   - run: throws a ``ConformanceFailure`` when the promise is broken; any other error counts as one too.
    public init(
        _ name: String, requires: [Feature] = [], obstacle: @escaping @Sendable (Subject) -> String? = { _ in nil },
        run: @escaping @Sendable (Subject) async throws -> Void
    ) {
        self.name = name
        self.requires = requires
        condition = obstacle
        body = run
    }

    /// Why the case does not apply to this subject; nil where it does.
    public func obstacle(on subject: Subject) -> String? { condition(subject) }

    /// Runs the case over the network, whether it applies or not, and leaves the subject as it was.
    /// - Throws: ``ConformanceFailure``, an error of the subject, or `CancellationError`.
    public func run(on subject: Subject) async throws { try await body(subject) }

    /// Runs the case where it applies. Throws `CancellationError` alone.
    public func result(on subject: Subject) async throws -> CaseResult {
        if let obstacle = obstacle(on: subject) { return CaseResult(name: name, outcome: .notApplicable(obstacle)) }
        do {
            try await run(on: subject)
            return CaseResult(name: name, outcome: .passed)
        } catch {
            // A subject that throws it of its own accord has failed; ours passes through.
            try Task.checkCancellation()
            return CaseResult(name: name, outcome: .failed("\(error)"))
        }
    }
}

extension ConformanceCase: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

/// How one case went.
public struct CaseResult: Hashable, Sendable {
    /// The three ways in which a case can end.
    public enum Outcome: Hashable, Sendable {
        case passed
        /// With a sentence that says what was seen.
        case failed(String)
        /// With a sentence that says what the subject does not have.
        case notApplicable(String)
    }

    /// The case's name.
    public var name: String
    /// How it ended.
    public var outcome: Outcome

    public init(name: String, outcome: Outcome) {
        self.name = name
        self.outcome = outcome
    }
}
