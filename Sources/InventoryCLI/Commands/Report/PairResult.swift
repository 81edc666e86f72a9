import CloudInventory
import InventoryComparison
import InventoryCore
import InventoryReports
import InventoryRuleSet
import InventorySync

/// What the comparison of one pair of a rule set came to, as it is printed and kept.
struct PairResult: Codable, Sendable {
    static let format = "cloud-inventory/report-pairs/1"

    enum State: String, Codable, CaseIterable, Sendable {
        /// Everything is at the target, and nothing else.
        case complete
        /// Both reports list no object, so that nothing was compared.
        case empty
        /// Everything is at the target, and more.
        case extra
        /// Something differs or is undecided.
        case different
        /// A report failed.
        case broken
        /// There is no report.
        case never
        /// A bucket cannot be read.
        case unreadable
        case notAttempted = "not-attempted"
    }

    struct Side: Codable, Sendable {
        var bucket: String
        var rule: InventoryRule.ID
        /// The manifest of the newest complete report.
        var manifest: ExactText?
        var rows: Int64?
    }

    struct Difference: Codable, Sendable {
        var key: String
        var verdict: Verdict
    }

    /// How many differences are shown.
    static let mostDifferences = 20

    var index: Int
    var source: Side
    var target: Side
    var state: State
    /// What a person needs.
    var sentence: String
    var counts: [String: Int]?
    var settledBefore: UTCInstant?
    /// How the two rules differ in what they report.
    var coverage: String?
    /// The first keys that are not the same.
    var differences: [Difference] = []
    /// Whether it is of an earlier run, whose reports are still the newest.
    var kept = false

    /// A pair of which nothing was read.
    init(_ pair: ComparedPair, _ state: State, _ sentence: String) {
        index = pair.index
        source = Side(bucket: pair.source.description, rule: pair.source.rules[0].id)
        target = Side(bucket: pair.target.description, rule: pair.target.rules[0].id)
        (self.state, self.sentence) = (state, sentence)
    }

    mutating func note(_ result: ComparisonResult, _ differences: [Difference], coverage: String?) {
        self.coverage = coverage
        (source.manifest, source.rows) = (result.source.manifest, result.source.rows)
        (target.manifest, target.rows) = (result.target.manifest, result.target.rows)
        guard let summary = result.summary else {
            state = .broken
            sentence = [("source", result.source), ("target", result.target)].filter { $0.1.outcome != .verified }
                .map { "the \($0.0)'s report: \(VerificationView($0.1).sentence)" }.joined(separator: "; ")
            return
        }
        counts = Dictionary(uniqueKeysWithValues: summary.counts.map { ($0.key.rawValue, $0.value) })
        settledBefore = summary.settledBefore
        sentence = summary.sentence
        state =
            !summary.isComplete
            ? .different : summary.comparesNothing ? .empty : summary.counts[.extra] ?? 0 > 0 ? .extra : .complete
        self.differences = differences
    }

    /// The sentence, and what else is to be known.
    var details: String { [sentence, coverage].compactMap(\.self).joined(separator: "; ") }

    /// Which reports were compared.
    var manifests: [String] {
        [("source", source), ("target", target)].compactMap { name, side in
            side.manifest.map { "\(name): \($0.string), \((side.rows ?? 0).grouped) rows" }
        }
    }

    var status: CommandStatus {
        switch state {
        case .complete, .empty: .done
        case .extra, .different, .never: .changesPending
        case .broken, .unreadable, .notAttempted: .failed
        }
    }
}
