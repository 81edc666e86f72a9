public import InventoryCore
public import InventoryVendorFacts

/// What a report says about itself, whatever cloud wrote it.
public struct Manifest: Sendable {
    /// The manifest's object name.
    public var key: ExactText
    /// The cloud that wrote it.
    public var provider: ProviderID
    /// How that cloud writes reports.
    public var forms: ReportForms
    /// The bucket that the report is of, as the manifest names it; nil where it does not.
    public var bucket: ExactText?
    /// The account that full bucket names end in, where the manifest tells it.
    public var account: ExactText?
    /// How the files are written.
    public var format: ReportFormat
    /// The columns in their order, as spelt.
    public var columns: [String]
    /// The earliest moment at which the scan can have begun.
    public var earliestStart: UTCInstant
    /// How many rows all files have together; nil where the manifest does not say.
    public var rows: Int64?
    /// The files.
    public var files: ReportFiles

    /// The bucket's full name: with the account where the cloud's full names end in one.
    public var fullBucket: ExactText? {
        guard let bucket, let account, !bucket.string.hasSuffix("-" + account.string) else { return bucket }
        return ExactText(bucket.string + "-" + account.string)
    }

    /// How many rows the report has by its manifest: the number that it tells for all files, else those of each file
    /// together; nil where it tells neither.
    /// - Throws: `fileUnreadable` when a long list of files waits in a file that cannot be read.
    public func rowCount() async throws -> Int64? {
        if let rows { return rows }
        var sum: Int64 = 0
        for try await file in files {
            guard let rows = file.rows, case let (more, isTooMuch) = sum.addingReportingOverflow(rows), !isTooMuch
            else { return nil }
            sum = more
        }
        return sum
    }

    /// Whether the rows tell versions apart.
    public var hasVersions: Bool { hasColumn(forms.columns.latest) }

    /// Whether there is a column of one of those names, letters in any case.
    package func hasColumn(_ spellings: [String]) -> Bool {
        columns.contains { name in spellings.contains { $0.isColumn(name) } }
    }
}

/// How the files of a report are written.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable, Codable {
    /// Read here.
    case csv
    /// Read by DuckDB and Spark.
    case parquet
    /// Read by Spark.
    case orc

    /// - Parameter text: as a manifest names it, letters in any case.
    init?(named text: String) { self.init(rawValue: text.lowercasedASCII) }
}

extension String {
    /// Whether two names of columns mean the same column: letters in any case, and `e_tag` is `ETag`.
    func isColumn(_ other: String) -> Bool {
        lowercasedASCII.filter { $0 != "_" } == other.lowercasedASCII.filter { $0 != "_" }
    }

    /// The text with its ASCII letters in lower case.
    var lowercasedASCII: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
