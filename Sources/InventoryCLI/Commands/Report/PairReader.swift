import CloudInventory
import InventoryComparison
import InventoryCore
import InventoryReports
import InventoryRuleSet
import InventorySync
import InventoryWire

/// Compares the pairs of a rule set, one after the other, each with all the machine has.
struct PairReader: Sendable {
    let catalog: ProviderCatalog
    /// Where results are kept; nil keeps none.
    let folder: String?

    /// Compares a pair, or takes the result that is kept where both reports are still the newest.
    /// - Throws: what the stores throw.
    func result(of pair: ComparedPair) async throws -> PairResult {
        let (from, to) = (try await report(of: pair.source), try await report(of: pair.target))
        guard let source = from.newest, let target = to.newest else {
            let sides = [("source", from), ("target", to)].filter { $0.1.newest == nil }
                .map { "the \($0.0) in \($0.1.store.place)" }
            return PairResult(pair, .never, "there is no complete report of \(sides.joined(separator: ", nor of "))")
        }
        let basis = Self.basis(of: pair, source, target)
        if var kept = kept(of: pair, basis: basis) {
            (kept.kept, kept.index) = (true, pair.index)
            return kept
        }
        var differences: [PairResult.Difference] = []
        let comparison = Comparison(of: source, with: target, pair.pair.options)
        let found = try await comparison.run(startOver: { differences = [] }) { key in
            guard key.verdict.isOpen || key.verdict == .extra, differences.count < PairResult.mostDifferences else {
                return
            }
            var text: [UInt8] = []
            key.appendCanonicalKey(to: &text)
            differences.append(.init(key: String(decoding: text, as: UTF8.self), verdict: key.verdict))
        }
        var result = PairResult(pair, .broken, "")
        result.note(found, differences, coverage: comparison.differentCoverage)
        if result.status != .failed { try keep(result, of: pair, basis: basis) }
        return result
    }

    private func report(of target: SyncTarget) async throws -> (store: ReportStore, newest: Report?) {
        let provider = try catalog.provider(for: target.provider, credentials: target.credentials)
        let reports = try await ReportStore.reports(
            of: target.rules[0], in: target.bucket, of: InventoryClient(provider).capabilities, objects: provider,
            scratch: .temporary)
        return (reports, try await reports.newestReport())
    }

    // MARK: Results of earlier runs

    private struct Kept: Codable {
        var basis: String
        var result: PairResult
    }

    /// What a result is of: the reports, as they were delivered, and what was asked of them.
    private static func basis(of pair: ComparedPair, _ from: Report, _ to: Report) -> String {
        let reports = [from, to].map { report in
            "\(report.run.manifest) of \(report.arrived?.description ?? "?") in \(report.store.bucket)"
        }
        return (reports + ["\(pair.pair.options)"]).joined(separator: "; ")
    }

    private func path(of pair: ComparedPair) throws -> String? {
        let sides = [pair.source, pair.target].map { "\($0.provider)/\($0.bucket.name)/\($0.rules[0].id)" }
        let name = sides.joined(separator: "=") + "=\(pair.pair.sourcePrefix)=\(pair.pair.targetPrefix)"
        let digest = Hex.encode(try Digest.sha256(Array(name.utf8)))
        return folder.map { "\($0)/pair-\(digest.prefix(24)).json" }
    }

    /// A result that cannot be read is none: it is made anew.
    private func kept(of pair: ComparedPair, basis: String) -> PairResult? {
        guard let path = try? path(of: pair), let bytes = (try? SystemServices.system.readFile(path)) ?? nil,
            let kept = try? InventoryWire.JSONText.decode(Kept.self, from: bytes), kept.basis == basis
        else { return nil }
        return kept.result
    }

    private func keep(_ result: PairResult, of pair: ComparedPair, basis: String) throws {
        guard let path = try path(of: pair) else { return }
        let file = try OutputFile(path)
        try file.write(try JSONText.encode(Kept(basis: basis, result: result)))
        try file.finish()
    }
}

extension RuleSetPair {
    /// What is compared, and how.
    var options: ComparisonOptions {
        ComparisonOptions(
            question: comparesVersions ? .history : .copy, sourcePrefix: sourcePrefix, targetPrefix: targetPrefix,
            excluded: excluded, skipsFolders: skipsFolders)
    }
}
