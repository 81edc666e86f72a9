public import InventoryCore

extension Report {
    /// Every row, in batches, in the order of files and rows. The report is verified on the way.
    ///
    /// ```swift
    /// for try await batch in report.rows() { for row in batch { print(row.key.count, row.size ?? 0) } }
    /// ```
    public func rows() -> ReportRows { ReportRows(report: self) }
}

/// The rows of a report in batches. One batch is in memory at a time.
public struct ReportRows: AsyncSequence, Sendable {
    public typealias Element = RowBatch

    let report: Report

    public func makeAsyncIterator() -> Iterator { Iterator(report) }

    /// One pass through the report.
    public struct Iterator: AsyncIteratorProtocol {
        private let report: Report
        private let reader: ReportReader?
        private let batch = BatchSink()
        private var isAtEnd = false

        init(_ report: Report) {
            self.report = report
            reader = report.manifest.map { [batch] in
                ReportReader(report, $0, sink: batch, longestPiece: 1 << 14)
            }
        }

        /// The next batch; nil after the last.
        /// - Throws: what the store throws; at the end `invalidDocument` naming the first failure, where the report is not
        ///   verified: then the rows do not count.
        public mutating func next() async throws -> RowBatch? {
            guard !isAtEnd else { return nil }
            while batch.isEmpty {
                if let reader, try await reader.step() { continue }
                isAtEnd = true
                let verification = reader?.finish() ?? report.manifestVerification
                guard verification.outcome == .verified else {
                    throw InventoryError(
                        .invalidDocument,
                        "the report failed, so its rows do not count: "
                            + (verification.failures.first?.message ?? "it could not be read to its end"))
                }
                return nil
            }
            return batch.take()
        }
    }
}

/// Some rows of a report.
public struct RowBatch: RandomAccessCollection, Sendable {
    var bytes: [UInt8] = []
    var rows: [StoredRow] = []

    public var startIndex: Int { 0 }
    public var endIndex: Int { rows.count }

    /// A row. Its texts are slices of the batch; nothing is copied.
    public subscript(position: Int) -> ReportRow { ReportRow(bytes: bytes, row: rows[position]) }
}

/// One row of a report, in the same form for every cloud.
public struct ReportRow: Sendable {
    let bytes: [UInt8]
    let row: StoredRow

    /// The object's name, decoded: bytes, since names need not be UTF-8.
    public var key: ArraySlice<UInt8> { bytes[row.start..<row.keyEnd] }
    /// Its length; nil where the report does not tell.
    public var size: Int64? { row.size }
    /// When it was written; nil where the report does not tell.
    public var modified: UTCInstant? { row.modified.map { UTCInstant(secondsSinceEpoch: $0) } }
    /// Its entity tag without quotes, letters as they are; empty where the report does not tell.
    public var etag: ArraySlice<UInt8> { bytes[row.keyEnd..<row.etagEnd] }
    /// Whether it was uploaded in parts; nil where the report does not tell.
    public var isMultipart: Bool? { row.isMultipart }
    /// Its CRC-64/ECMA-182; nil where the report does not tell, and in clouds that have none or another.
    public var crc64: UInt64? { row.crc64 }
    /// The version's id; empty for the null version, and where rows do not tell versions apart.
    public var version: ArraySlice<UInt8> { bytes[row.etagEnd..<row.versionEnd] }
    /// Whether it is the current version; true where rows do not tell versions apart.
    public var isLatest: Bool { row.isLatest }
    /// Whether it is a delete marker.
    public var isDeleteMarker: Bool { row.isDeleteMarker }
}

/// A row as a batch keeps it.
struct StoredRow: Sendable {
    var start: Int
    var keyEnd: Int
    var etagEnd: Int
    var versionEnd: Int
    var size: Int64?
    var modified: Int64?
    var crc64: UInt64?
    var isMultipart: Bool?
    var isLatest: Bool
    var isDeleteMarker: Bool
}

/// Gathers rows for the next batch.
final class BatchSink: RowSink {
    private var batch = RowBatch()

    var isEmpty: Bool { batch.isEmpty }

    func take() -> RowBatch {
        defer { batch = RowBatch() }
        return batch
    }

    func take(_ row: borrowing RawRow) {
        let start = batch.bytes.count
        batch.bytes.append(contentsOf: row.key)
        let keyEnd = batch.bytes.count
        batch.bytes.append(contentsOf: row.etag)
        let etagEnd = batch.bytes.count
        batch.bytes.append(contentsOf: row.version)
        batch.rows.append(
            StoredRow(
                start: start, keyEnd: keyEnd, etagEnd: etagEnd, versionEnd: batch.bytes.count, size: row.size,
                modified: row.modified, crc64: row.crc64, isMultipart: row.isMultipart, isLatest: row.isLatest,
                isDeleteMarker: row.isDeleteMarker))
    }
}
