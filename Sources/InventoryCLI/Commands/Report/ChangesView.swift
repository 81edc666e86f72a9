import InventoryComparison
import InventoryCore
import InventoryReports

/// What changed between two reports of a bucket, as the command shows it.
struct ChangesView: Encodable {
    static let format = "cloud-inventory/report-changes/1"

    struct Skipped: Encodable {
        var before: SkippedObjects
        var after: SkippedObjects
    }

    var format = Self.format
    var before: VerificationView
    var after: VerificationView
    var counts: [String: Int]?
    var skipped: Skipped?
    var work: [String: ComparisonView.Work] = [:]

    init(_ result: ComparisonResult, work: [(form: String, listed: Int, left: Int)]) {
        (before, after) = (VerificationView(result.target), VerificationView(result.source))
        guard let summary = result.summary else { return }
        counts = Dictionary(uniqueKeysWithValues: summary.changes.map { ($0.key.rawValue, $0.value) })
        skipped = Skipped(before: summary.skippedAtTarget, after: summary.skippedAtSource)
        for list in work { self.work[list.form] = ComparisonView.Work(listed: list.listed, left: list.left) }
    }

    private func count(_ change: Change) -> Int { counts?[change.rawValue] ?? 0 }

    var status: CommandStatus {
        guard counts != nil else { return .failed }
        return Change.allCases.allSatisfy { $0 == .same || count($0) == 0 } ? .done : .changesPending
    }

    /// For people: the sentence first.
    var text: String {
        guard counts != nil else {
            return [("earlier", before), ("later", after)].filter { $0.1.status != .done }
                .map { "nothing was compared: the \($0.0) report: \($0.1.sentence)\n" }.joined()
        }
        var sentence =
            "\(count(.added).grouped) added, \(count(.removed).grouped) removed, \(count(.changed).grouped) changed, "
            + "\(count(.same).grouped) the same"
        if count(.incomparable) > 0 {
            sentence += "; \(count(.incomparable).grouped) cannot be compared, as the reports tell too little"
        }
        var facts = Facts()
        facts.add("before", ComparisonView.line(before))
        facts.add("after", ComparisonView.line(after))
        for (form, list) in work.sorted(by: { $0.key < $1.key }) {
            facts.add("work for \(form)", "\(list.listed.grouped) listed, \(list.left.grouped) that it cannot hold")
        }
        return sentence + "\n\n" + facts.text
    }
}
