import CloudInventory
import InventoryCore
import InventoryReports
import InventoryRuleSet
import InventorySync

/// The comparisons of many pairs, as `report pairs` shows them.
struct PairsView {
    struct Summary: Encodable, Sendable {
        var pairs = 0
        /// How many pairs are in each state, by its name.
        var states = Dictionary(uniqueKeysWithValues: PairResult.State.allCases.map { ($0.rawValue, 0) })
    }

    private var printer: BucketPrinter<PairResult, Summary>

    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLPage?) {
        printer = BucketPrinter(
            form, format: PairResult.format, list: "pairs", ruleSet: ruleSet,
            columns: ["SOURCE", "TARGET", "STATE", "DETAILS"], summary: Summary(), page: page)
    }

    var status: CommandStatus { printer.status }
    var summary: Summary { printer.summary }

    mutating func note(_ status: CommandStatus) { printer.note(status) }

    mutating func add(_ result: PairResult, _ pair: ComparedPair) {
        printer.summary.pairs += 1
        printer.summary.states[result.state.rawValue, default: 0] += 1
        printer.note(result.status)
        for remark in [result.state == .empty ? result.sentence : nil, result.coverage].compactMap(\.self) {
            Console.warning("\(result.source.bucket) and \(result.target.bucket): \(remark)")
        }
        if result.status == .failed {
            Console.error("\(result.source.bucket) and \(result.target.bucket): \(result.sentence)")
        }
        printer.add(
            result, index: result.index,
            rows: [
                Row(
                    [result.source.bucket, result.target.bucket, result.state.rawValue, result.details],
                    tint: PageState(result.state).tint)
            ],
            report: PageBucket(result, pair))
    }

    /// Ends the page alone, where the reading came to an end before its time.
    mutating func endPage(note: String) { printer.endPage(note: note) }

    /// - Parameter note: why it ended before its time, for the page.
    mutating func end(note: String?) throws {
        let others = PairResult.State.allCases.dropFirst().compactMap { state in
            summary.states[state.rawValue].flatMap { $0 > 0 ? "\($0.grouped) \(state.rawValue)" : nil }
        }
        let complete = summary.states[PairResult.State.complete.rawValue] ?? 0
        try printer.end(
            text:
                "\(complete.grouped) of \(summary.pairs.grouped) \(summary.pairs == 1 ? "pair is" : "pairs are") complete"
                + (others.isEmpty ? "" : "; " + others.joined(separator: ", ")) + "\n", note: note)
    }
}
