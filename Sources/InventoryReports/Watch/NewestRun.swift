internal import InventoryCore
internal import InventoryVendorFacts

/// What lies newest in the folder of a rule.
struct NewestRun: Sendable {
    /// The newest run that has a manifest; nil where none has.
    var run: ReportRun?
    /// That manifest, read; nil where it is of another cloud.
    var report: Report?
    /// Why that manifest cannot be used.
    var defects: [String] = []
    /// The newest of the runs without a manifest that are newer.
    var unfinished: ReportRun?
}

extension ReportStore {
    /// How many runs without a manifest are passed by.
    private static let mostUnfinished = 50

    /// The newest run with a manifest, which is read without its checksum. Looked for since that moment first, then among
    /// all runs.
    /// - Returns: nil where there is no run at all.
    func newest(since start: UTCInstant, now: UTCInstant) async throws -> NewestRun? {
        var newest = NewestRun()
        var seen: Set<ExactText> = []
        // No cloud made reports before this century.
        for first in [start, UTCInstant(secondsSinceEpoch: 946_684_800)] {
            for run in try await runs(since: first, now: now) where seen.insert(run.manifest).inserted {
                do {
                    let report = try await report(run, hasChecksum: false)
                    newest.run = run
                    newest.report = report
                    newest.defects = report.defects
                    return newest
                } catch let error as InventoryError where error.code == .objectNotFound {
                    newest.unfinished = newest.unfinished ?? run
                } catch let error as InventoryError where error.code == .invalidDocument {
                    newest.run = run
                    newest.defects = [error.message]
                    return newest
                }
                if seen.count == Self.mostUnfinished { return newest }
            }
        }
        return seen.isEmpty ? nil : newest
    }

    /// The runs whose folders are named by a time since that moment, newest first; older ones may be among them. One list of
    /// the names that begin as all of that time do: beside the runs lie files of rows, as many as there are of all runs.
    private func runs(since start: UTCInstant, now: UTCInstant) async throws -> [ReportRun] {
        // A day for clocks, and for names that tell the day at UTC+8.
        let texts = [start, now.advanced(by: 24 * 3600)].map { $0.description.prefix(10) }
        let own = provider.map { provider in forms.filter { $0.provider == provider } } ?? forms
        let names = Set(own.flatMap(\.runFolders)).flatMap { form in
            form == .day ? texts.map { $0.filter { $0 != "-" } } : texts.map(String.init)
        }
        let beginning = names.reduce(names.first ?? "") { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
        return runs(among: try await folders(under: ExactText(prefix.string + beginning))).newestFirst
    }
}

extension Report {
    /// Why the manifest cannot be used. One of another format than CSV can be, by an engine that reads that.
    fileprivate var defects: [String] {
        let failures = manifestVerification.failures.filter { $0.code.step == .manifest }
        return failures.contains { $0.code != .formatUnsupported } ? failures.map(\.message) : []
    }
}
