import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// Two reports of OBS with these rows, compared.
struct ComparedRows {
    let result: ComparisonResult
    /// `= key verdict` for every key, in the order in which they were told.
    let told: [String]
    /// How often everything was told anew.
    let restarts: Int

    /// - Parameters:
    ///   - a: the source's rows, without the bucket: key, size, time, ETag, unless `columns` says otherwise.
    ///   - restarts: whether it may begin to tell before both reports are read.
    init(
        _ a: [String], _ b: [String],
        _ options: ComparisonOptions = ComparisonOptions(settledBefore: .init("2026-03-01")), memory: Int = 20 << 20,
        columns: String = ReportFolder.columns, scratch: ScratchFolder = ScratchFolder(), restarts: Bool = false
    ) async throws {
        let folders = try [a, b].map { rows in
            try ReportFolder.with(rows.map { "acme-photos,\($0)\n" }.joined().utf8, columns: columns)
        }
        var reports: [Report] = []
        for folder in folders {
            var store = try folder.store()
            store.scratch = scratch
            reports.append(try #require(try await store.newestReport()))
        }
        var comparison = Comparison(of: reports[0], with: reports[1], options)
        comparison.memory = memory
        var told: [String] = []
        var count = 0
        let startOver = {
            told = []
            count += 1
        }
        result = try await comparison.run(startOver: restarts ? startOver : nil) { key in
            var line: [UInt8] = []
            key.appendCombinedLine(to: &line)
            told.append(String(decoding: line.dropLast(), as: UTF8.self) + " " + key.verdict.rawValue)
        }
        (self.told, self.restarts) = (told, count)
        withExtendedLifetime(folders) {}
    }

    static let early = "2026-01-01T00:00:00Z"
    static let digest = "d41d8cd98f00b204e9800998ecf8427e"
    static let other = "0123456789abcdef0123456789abcdef"

    /// The verdicts alone.
    var verdicts: [String] { told.compactMap { $0.split(separator: " ").last.map(String.init) } }
}
