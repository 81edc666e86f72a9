public import InventoryCore

/// How the reports of one rule stand against its schedule, by what lay in the report bucket when it was looked at.
public struct ReportStatus: Sendable {
    /// The sum of it.
    @nonexhaustive public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        /// The last complete report is no older than the schedule and the grace allow.
        case arrived
        /// There is a complete report, and the next one should be there.
        case overdue
        /// A run has data and no manifest, and should be finished; or it is the first one.
        case incomplete
        /// The newest manifest cannot be used.
        case broken
        /// There is no report.
        case never
        /// The report bucket could not be listed, or the manifest not be read.
        case unreadable
        /// The rule is switched off, so that no report is expected. Nothing was looked at.
        case off

        /// Whether reports are missing, as far as the bucket tells.
        public var isMissing: Bool {
            switch self {
            case .overdue, .incomplete, .broken, .never: true
            case .arrived, .unreadable, .off: false
            }
        }
    }

    /// The report that was looked at.
    public struct Arrival: Hashable, Sendable {
        /// Its run.
        public var run: ReportRun
        /// When its manifest was written, by the store's clock; nil where the store does not tell.
        public var arrived: UTCInstant?
        /// How many rows it has by its manifest; nil where that does not tell.
        public var rows: Int64?

        public init(run: ReportRun, arrived: UTCInstant? = nil, rows: Int64? = nil) {
            self.run = run
            self.arrived = arrived
            self.rows = rows
        }

        /// The moment that its age is counted from: the scan did not begin later, by the run's name and the manifest's time.
        public var reference: UTCInstant { min(run.latestStart, arrived ?? run.latestStart) }
    }

    /// The rule.
    public var rule: InventoryRule.ID
    /// The sum of it.
    public var state: State
    /// The bucket that the rule's reports go to.
    public var bucket: ExactText
    /// The folder that the first place is at which they may lie, with its `/`.
    public var folder: ExactText
    /// The last complete report; where the state is ``State/broken``, the one whose manifest cannot be used.
    public var report: Arrival?
    /// The newest run without a manifest that is newer than ``report``: under way, or left unfinished.
    public var unfinished: ReportRun?
    /// How old the last complete report is, in seconds since ``Arrival/reference``.
    public var age: Int64?
    /// When the next report is overdue; nil where the schedule is one that only a vendor knows.
    public var due: UTCInstant?
    /// Why the manifest cannot be used, a sentence each.
    public var defects: [String] = []
    /// Why nothing could be read.
    public var error: InventoryError?

    public init(rule: InventoryRule.ID, state: State, bucket: ExactText = "", folder: ExactText = "") {
        self.rule = rule
        self.state = state
        self.bucket = bucket
        self.folder = folder
    }

    /// How long a run may take from the start of its scan until its manifest is there: a day. No vendor promises a time.
    /// OBS writes the manifest one to two hours after the last file of rows, scans of large buckets take hours, and COS tells
    /// the day of a run only. With a day, a lost daily report is noticed when the one after it begins.
    public static let grace = Duration.seconds(24 * 3600)
}

extension Schedule {
    /// The longest time between two runs, in seconds; nil where only a vendor knows it.
    var longestPeriod: Int64? {
        switch self {
        case .daily: 24 * 3600
        case .weekly: 7 * 24 * 3600
        case .monthly: 31 * 24 * 3600
        case .other: nil
        @unknown default: nil
        }
    }
}
