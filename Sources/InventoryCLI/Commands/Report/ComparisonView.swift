import InventoryComparison
import InventoryCore
import InventoryReports

/// A comparison as the command shows it.
struct ComparisonView: Encodable {
    struct Skipped: Encodable {
        var source: SkippedObjects
        var target: SkippedObjects
    }

    /// By what buckets of keys were passed over.
    struct FingerprintsUsed: Encodable {
        var equalBy: String
        var buckets: Int
        var differing: Int
    }

    struct Work: Encodable {
        var listed: Int
        var left: Int
    }

    static let format = "cloud-inventory/report-comparison/1"

    var format = Self.format
    var source: VerificationView
    var target: VerificationView
    var settledBefore: UTCInstant?
    var counts: [String: Int]?
    var complete: Bool?
    var skipped: Skipped?
    var fingerprints: FingerprintsUsed?
    var work: [String: Work] = [:]
    /// What else a person has to know; none where there is nothing.
    var remarks: [String]?
    private var summary: ComparisonSummary?

    private enum CodingKeys: String, CodingKey {
        case format, source, target, settledBefore, counts, complete, skipped, fingerprints, work, remarks
    }

    /// A comparison that came to nothing.
    init(source: Verification, target: Verification) {
        self.source = VerificationView(source)
        self.target = VerificationView(target)
    }

    init(
        _ result: ComparisonResult, equalBuckets: EqualBuckets? = nil, work: [(form: String, listed: Int, left: Int)],
        coverage: String?
    ) {
        self.init(source: result.source, target: result.target)
        summary = result.summary
        guard let summary else { return }
        settledBefore = summary.settledBefore
        counts = Dictionary(uniqueKeysWithValues: summary.counts.map { ($0.key.rawValue, $0.value) })
        complete = summary.isComplete
        let isNothing = summary.comparesNothing || summary.leavesOutSource
        let remarks = [isNothing ? summary.sentence : nil, Self.sameReport(result), coverage].compactMap(\.self)
        if !remarks.isEmpty { self.remarks = remarks }
        skipped = Skipped(source: summary.skippedAtSource, target: summary.skippedAtTarget)
        fingerprints = equalBuckets.map {
            FingerprintsUsed(equalBy: $0.proof.rawValue, buckets: $0.bucketCount, differing: $0.differing.count)
        }
        for list in work { self.work[list.form] = Work(listed: list.listed, left: list.left) }
    }

    /// What is to be said where somebody named one place twice.
    private static func sameReport(_ result: ComparisonResult) -> String? {
        let (source, target) = (result.source, result.target)
        guard source.place == target.place, source.manifest == target.manifest, let place = source.place else {
            return nil
        }
        return "both reports are the same one, in \(place): it says nothing of a copy"
    }

    var status: CommandStatus {
        guard let summary else {
            return [source, target].contains { $0.status == .preflight } ? .preflight : .failed
        }
        return summary.isComplete && summary.counts[.extra] == 0 ? .done : .changesPending
    }

    /// For people: the sentence first.
    var text: String {
        guard let summary, let settledBefore else {
            return [("source", source), ("target", target)].filter { $0.1.status != .done }
                .map { "nothing was compared: the \($0.0)'s report: \($0.1.sentence)\n" }.joined()
        }
        var facts = Facts()
        facts.add("source", Self.line(source))
        facts.add("target", Self.line(target))
        facts.add("settled before", settledBefore.readable)
        for (name, side) in [("source", summary.skippedAtSource), ("target", summary.skippedAtTarget)]
        where side != SkippedObjects() {
            facts.add(
                "left out at the \(name)",
                "\(side.excluded.grouped) excluded, \(side.folders.grouped) folders, \(side.outOfScope.grouped) out of scope"
            )
        }
        if let used = fingerprints {
            facts.add(
                "fingerprints",
                "\(used.differing.grouped) of \(used.buckets.grouped) buckets differ and were compared key by key; the others are equal by "
                    + used.equalBy)
        }
        for (form, list) in work.sorted(by: { $0.key < $1.key }) {
            facts.add("work for \(form)", "\(list.listed.grouped) listed, \(list.left.grouped) that it cannot hold")
        }
        let table = Table(
            ["VERDICT", "KEYS"],
            Verdict.allCases.compactMap { verdict in summary.counts[verdict].map { [verdict.rawValue, $0.grouped] } })
        return summary.sentence(counts: \.grouped) + "\n\n" + table.text + "\n" + facts.text
    }

    static func line(_ side: VerificationView) -> String {
        "\(side.rows.grouped) rows of \(side.origin), \(side.manifest?.string ?? "")"
    }
}
