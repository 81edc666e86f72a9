internal import InventoryCore

/// A list of buckets as CSV: `bucket[,region[,credentials[,reportBucket]]]`, one bucket a line.
///
/// As in RFC 4180, with lines that end in LF or CR LF. Blank lines are skipped, and lines that start with `#`. A
/// first line whose first field is `bucket`, in capitals or not, is a heading: it names the columns, those after `bucket`
/// in any order. A later line that is one is refused: where lists were joined, a heading would be taken for a bucket. A
/// bucket called `bucket` is written with an empty field behind it, `bucket,`, below the heading `bucket,region`.
///
/// A file that is no list may hold anything, secrets too: what cannot be a name of a bucket or region is refused, so that
/// it is never looked up as a host, and no error quotes the file.
public enum TargetList {
    /// A bucket of the list. An empty field is nil.
    public struct Row: Hashable, Sendable {
        /// Where the row starts.
        public var location: DocumentLocation

        /// The bucket.
        public var bucket: String

        /// The region it is in.
        public var region: String?

        /// The name of the credentials to use for it.
        public var credentials: String?

        /// The bucket that its reports go to.
        public var reportBucket: String?
    }

    /// Reads all rows. For a list too long to hold, step through a ``TargetListReader``.
    /// - Parameter checksNames: whether what cannot be a name is refused, as in ``TargetListReader``.
    /// - Throws: ``DocumentError`` naming line and column.
    public static func read(_ bytes: [UInt8], name: String, checksNames: Bool = true) throws -> [Row] {
        try read(bytes, name: name, checksNames: checksNames) { throw $0 }
    }

    /// The same with the lines left out that are wrong in themselves.
    /// - Parameter report: takes what is wrong with a line: throws it, or remembers it.
    /// - Throws: ``DocumentError`` where the rest of the list cannot be read.
    static func read(
        _ bytes: [UInt8], name: String, checksNames: Bool = true, report: (DocumentError) throws -> Void
    ) throws -> [Row] {
        var reader = TargetListReader(bytes, name: name, checksNames: checksNames)
        var rows: [Row] = []
        while let record = try reader.nextRecord() {
            do {
                rows.append(try reader.row(record))
            } catch {
                try report(error)
            }
        }
        return rows
    }
}

/// Reads a ``TargetList`` row by row, and holds nothing but the bytes.
public struct TargetListReader: Sendable {
    private var records: CSVRecords
    private var columns = TargetList.Column.allCases
    private var isFirst = true
    private var hasHeading = false

    private let checksNames: Bool

    /// Starts at the first row of a file in UTF-8, with or without a byte order mark.
    /// - Parameter checksNames: whether a field is refused that cannot be the name of a bucket or region, so that nothing of
    ///   a file that is no list is looked up as a host.
    public init(_ bytes: [UInt8], name: String, checksNames: Bool = true) {
        self.checksNames = checksNames
        records = CSVRecords(bytes, name: name, width: columns.count)
    }

    /// The next row; nil at the end. After an error there is no next row to ask for.
    /// - Throws: ``DocumentError`` naming line and column.
    public mutating func next() throws -> TargetList.Row? { try nextRecord().map { try row($0) } }

    /// The fields of the next line that is no heading.
    fileprivate mutating func nextRecord() throws(DocumentError) -> [CSVField]? {
        if isFirst { try records.requireUTF8() }
        guard var record = try records.next() else { return nil }
        if isFirst {
            isFirst = false
            try refuseOtherHeading(record)
            if TargetList.Column(heading: record[0].text) == .bucket {
                hasHeading = true
                columns = try header(record)
                records.width = columns.count
                guard let following = try records.next() else { return nil }
                record = following
            }
        }
        return record
    }

    /// Refuses a first line that is a heading and does not say `bucket`: its first word would be taken for a bucket's name.
    private func refuseOtherHeading(_ record: [CSVField]) throws(DocumentError) {
        let first = record[0]
        guard TargetList.Column(heading: first.text) == nil else {
            guard TargetList.Column(heading: first.text) != .bucket else { return }
            throw DocumentError(at: first.location, "the first column of a list is \"bucket\"; put it there")
        }
        let letters = String(first.text.lowercased().filter(\.isLetter))
        let isWord = ["buckets", "bucketname", "bucketnames", "name", "names"].contains(letters)
        guard isWord || record.dropFirst().contains(where: { TargetList.Column(heading: $0.text) != nil }) else {
            return
        }
        throw DocumentError(
            at: first.location,
            "this looks like a heading, whose first word has to be \"bucket\"; the columns are "
                + TargetList.Column.allCases.map(\.rawValue).joined(separator: ", ")
                + ". For a bucket of that name, put a heading above it")
    }

    private func header(_ record: [CSVField]) throws(DocumentError) -> [TargetList.Column] {
        var columns: [TargetList.Column] = []
        for field in record {
            guard let column = TargetList.Column(heading: field.text) else {
                let names = TargetList.Column.allCases.map(\.rawValue)
                let hint = Suggestion.closest(to: field.text, among: names).map { "did you mean \"\($0)\"" }
                throw DocumentError(
                    at: field.location,
                    "this heading is no column; " + (hint ?? "there are \(names.joined(separator: ", "))"))
            }
            guard !columns.contains(column) else {
                throw DocumentError(at: field.location, "the column \"\(column.rawValue)\" stands here twice")
            }
            columns.append(column)
        }
        return columns
    }

    fileprivate func row(_ record: [CSVField]) throws(DocumentError) -> TargetList.Row {
        var row = TargetList.Row(location: record[0].location, bucket: "")
        for (field, column) in zip(record, columns) where !field.text.isEmpty {
            if checksNames, let problem = column.problem(field.text, hasHeading: hasHeading) {
                throw DocumentError(at: field.location, problem)
            }
            switch column {
            case .bucket: row.bucket = field.text
            case .region: row.region = field.text
            case .credentials: row.credentials = field.text
            case .reportBucket: row.reportBucket = field.text
            }
        }
        guard !record.allSatisfy({ TargetList.Column(heading: $0.text) != nil }) || row.bucket.lowercased() != "bucket"
        else {
            throw DocumentError(
                at: row.location,
                "this is a heading, which stands in the first line alone; take it out. A bucket of that name is written "
                    + "\"bucket,\", below the heading bucket,region")
        }
        guard !row.bucket.isEmpty else { throw DocumentError(at: row.location, "the line names no bucket") }
        return row
    }
}
