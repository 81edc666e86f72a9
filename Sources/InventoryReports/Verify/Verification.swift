public import InventoryCore

/// How far a report can be trusted: every rung of the ladder, and what failed. A value; what was found once does not change.
public struct Verification: Sendable {
    /// The sum of it.
    public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
        /// Every step passed, or was absent.
        case verified
        /// A step failed.
        case failed
        /// There is no complete report.
        case noReport = "no-report"
    }

    /// The cloud that wrote the report; nil where that cannot be told.
    public var provider: ProviderID?
    /// The manifest's object name; nil where there is no report.
    public var manifest: ExactText?
    /// The full name of the bucket that the report is of; nil where the manifest does not tell it.
    public var bucket: ExactText?
    /// Where a report was looked for, for people; nil where that is not told.
    public var place: String?
    /// Whether it is a snapshot that was written here, in the form of ``provider``, whichever cloud the bucket is in.
    public var isSnapshot = false
    /// The earliest moment at which the scan can have begun; nil where there is no report.
    public var earliestStart: UTCInstant?
    /// The columns, as spelt.
    public var columns: [String] = []
    /// Every step's result.
    public private(set) var steps: [VerificationStep: VerificationStep.Result]
    /// What failed; of each kind the first ones only.
    public var failures: [VerificationFailure] { log.first }
    /// How many failures there were in all.
    public var failureCount: Int { log.count }
    private var log = FailureLog()
    /// The rows that were read, bad ones too.
    public var rows: Int64 = 0
    /// The files that the manifest lists.
    public var files = 0
    /// The bytes of those files that were read, as they are stored.
    public var bytes: Int64 = 0
    /// Which of the open forms the report has.
    public var dialect: Dialect = []

    /// A ladder of which no step was reached: that of a report that is not there.
    public init() {
        steps = Dictionary(uniqueKeysWithValues: VerificationStep.allCases.map { ($0, .notReached) })
    }

    /// The sum of all steps.
    public var outcome: Outcome {
        if manifest == nil { return .noReport }
        return steps.values.contains { $0 == .failed || $0 == .notReached } ? .failed : .verified
    }

    /// The last step that passed before the first that did not, absent ones left out; nil where the first one failed.
    public var rung: VerificationStep? {
        VerificationStep.allCases.prefix { steps[$0] == .passed || steps[$0] == .absent }.last { steps[$0] == .passed }
    }

    /// Notes what failed.
    package mutating func fail(_ failure: VerificationFailure) {
        steps[failure.code.step] = .failed
        log.add(failure.code) { failure }
    }

    /// Counts failures that are not told one by one.
    mutating func addFailures(_ count: Int) { log.add(untold: count) }

    /// Notes how a step ended, unless it has failed.
    mutating func end(_ step: VerificationStep, _ result: VerificationStep.Result) {
        if steps[step] != .failed { steps[step] = result }
    }
}

/// How far a reader is.
public struct ReportProgress: Hashable, Sendable {
    /// Files that were read to their end.
    public var files = 0
    /// Files of the report.
    public var allFiles = 0
    /// Bytes that were read, as they are stored.
    public var bytes: Int64 = 0
    /// Rows that were read.
    public var rows: Int64 = 0

    public init() {}
}
