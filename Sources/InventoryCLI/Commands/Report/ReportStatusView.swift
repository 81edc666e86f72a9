import CloudInventory
import InventoryCore
import InventoryReports
import InventoryWatch
import InventoryWire

/// How the reports of many buckets stand, as `report status` shows it.
struct ReportStatusView {
    static let format = "cloud-inventory/report-status/1"

    struct Bucket: Encodable, Sendable {
        var index: Int
        var target: SyncTarget
        var rules: [Rule]
        /// Why the bucket could not be looked at.
        var error: String?
    }

    /// One rule of it.
    struct Rule: Encodable, Sendable {
        let report: ReportStatus
    }

    struct Summary: Encodable, Sendable {
        var buckets = 0
        var rules = 0
        /// How many rules are in each state, by its name.
        var states = Dictionary(uniqueKeysWithValues: ReportStatus.State.allCases.map { ($0.rawValue, 0) })

        subscript(state: ReportStatus.State) -> Int {
            get { states[state.rawValue, default: 0] }
            set { states[state.rawValue] = newValue }
        }
    }

    private var printer: BucketPrinter<Bucket, Summary>
    private var errors = RepeatedErrors()
    /// Buckets that the run did not come to.
    private(set) var notAttempted = 0

    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLPage? = nil) {
        printer = BucketPrinter(
            form, format: Self.format, ruleSet: ruleSet,
            columns: ["BUCKET", "RULE", "STATE", "ARRIVED", "AGE", "ROWS", "DETAILS"], summary: Summary(), page: page)
    }

    var status: CommandStatus { printer.status }
    var summary: Summary { printer.summary }

    /// Shows a bucket, a line for each of its rules.
    mutating func add(_ bucket: BucketReportStatus) {
        let rules = bucket.reports.map(Rule.init)
        printer.summary.buckets += 1
        printer.summary.rules += bucket.target.rules.count
        for report in bucket.reports {
            printer.summary[report.state] += 1
            if report.state.isMissing { printer.note(.changesPending) }
            if let error = report.error {
                Console.error("\(bucket.target), rule '\(Printable.quoted(report.rule.string))': \(error)")
                printer.note(CommandStatus(error))
            }
        }
        if let error = bucket.error {
            printer.summary[.unreadable] += bucket.target.rules.count
            if error.code == .notAttempted { notAttempted += 1 }
            errors.tell(error, of: bucket.target)
            printer.note(CommandStatus(error))
        }
        printer.add(
            Bucket(index: bucket.index, target: bucket.target, rules: rules, error: bucket.error?.description),
            index: bucket.index,
            rows: bucket.error == nil
                ? rules.map { $0.row(of: bucket.target) }
                : [Row([bucket.target.description, "", "unreadable", "", "", "", ""], tint: .red)],
            report: PageBucket(bucket))
    }

    /// Ends the page alone, where the reading came to an end before its time.
    mutating func endPage(note: String) { printer.endPage(note: note) }

    /// Shows the counts.
    /// - Parameter note: why it ended before its time, for the page.
    mutating func end(note: String? = nil) throws {
        errors.tellCounts()
        let others = ReportStatus.State.allCases.dropFirst().compactMap { state in
            summary[state] > 0 ? "\(summary[state].grouped) \(state.rawValue)" : nil
        }
        try printer.end(
            text: "\(summary[.arrived].grouped) of \(summary.rules.grouped) "
                + "\(summary.rules == 1 ? "report" : "reports") arrived"
                + (others.isEmpty ? "" : "; " + others.joined(separator: ", ")) + "\n",
            note: note)
    }
}

extension ReportStatusView.Rule {
    private enum Key: String, CodingKey {
        case id, state, bucket, folder, manifest, started, arrived, rows, age, due, unfinished, problems
    }

    private var run: ReportRun? { report.report?.run }

    /// - `manifest`: of the last complete report, or of the broken one.
    /// - `started`: the earliest moment at which its scan can have begun.
    /// - `rows`: always there, null where no manifest tells.
    /// - `age`: in seconds.
    /// - `due`: when the next one is overdue.
    /// - `unfinished`: the manifest that a newer run lacks.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(report.rule, forKey: .id)
        try container.encode(report.state, forKey: .state)
        try container.encode(report.bucket, forKey: .bucket)
        try container.encode(report.folder, forKey: .folder)
        try container.encodeIfPresent(run?.manifest, forKey: .manifest)
        try container.encodeIfPresent(run?.earliestStart, forKey: .started)
        try container.encodeIfPresent(report.report?.arrived, forKey: .arrived)
        try container.encode(report.report?.rows, forKey: .rows)
        try container.encodeIfPresent(report.age, forKey: .age)
        try container.encodeIfPresent(report.due, forKey: .due)
        try container.encodeIfPresent(report.unfinished?.manifest, forKey: .unfinished)
        try container.encode(problems(\.description), forKey: .problems)
    }

    /// Why it is not as it should be, with times as a program or a person reads them.
    func problems(_ text: (UTCInstant) -> String) -> [String] {
        switch report.state {
        case .arrived, .off: []
        case .overdue: ["the next one was due before \(report.due.map(text) ?? "now")"]
        case .incomplete: ["there is no '\(report.unfinished?.manifest.string ?? "manifest.json")'"]
        case .broken: report.defects
        case .never: ["there is no report in bucket '\(report.bucket)' below '\(report.folder)'"]
        case .unreadable: [report.error?.description ?? "it cannot be read"]
        @unknown default: []
        }
    }

    fileprivate func row(of target: SyncTarget) -> Row {
        Row(
            [
                target.description, report.rule.string, report.state.rawValue,
                report.report?.arrived?.readable ?? "", report.age.map(Self.span) ?? "",
                report.report?.rows?.grouped ?? "",
                report.state == .unreadable ? "" : problems(\.readable).joined(separator: "; "),
            ], tint: PageState(report.state).tint)
    }

    /// What a page shows of the last complete report.
    var facts: [String] {
        [
            run.map { "manifest: \($0.manifest)" },
            run.map { "scan begun at the earliest: \($0.earliestStart.readable)" },
            report.report?.arrived.map { "arrived: \($0.readable)" }, report.age.map { "age: \(Self.span($0))" },
            report.report?.rows.map { "rows by the manifest: \($0.grouped)" },
            report.due.map { "the next one is due before \($0.readable)" },
            report.unfinished.map { "no manifest yet: \($0.manifest)" },
        ].compactMap(\.self)
    }

    /// Two figures are enough to see how old a report is.
    private static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<3600: "\(seconds / 60)m"
        case ..<(24 * 3600): "\(seconds / 3600)h\(seconds / 60 % 60)m"
        default: "\(seconds / 86400)d\(seconds / 3600 % 24)h"
        }
    }
}
