internal import InventoryCore

/// Reads the rows of one file out of its bytes, as they come.
struct FileReader: ~Copyable {
    private let file: String
    private let names: [[UInt8]]
    private var head: [UInt8] = []
    private var hasBegun = false
    private var isStopped = false
    /// How much more is unpacked after a row that cannot be read, to tell damaged gzip from bad CSV.
    private var checkedBytes = 0
    private var isFirst = true
    /// How many empty lines came one after the other.
    private var emptyLines = 0
    private var inflater: Inflater?
    private var rows: CSVRows
    /// The letters of its bytes; nil where nobody asks.
    private(set) var text: FileTextReader?
    private(set) var counts = RowCounts()
    private(set) var failures = FailureLog()

    /// Whether all rows were reached, bad ones too.
    var isWhole: Bool { !isStopped }

    var seen: Dialect {
        rows.seen.union(inflaterSeen)
    }

    private var inflaterSeen: Dialect {
        switch inflater {
        case .some(let inflater): inflater.seen
        case .none: hasBegun ? .plain : []
        }
    }

    /// - Parameter tellsText: whether somebody asks for the letters of its bytes.
    init(_ file: ExactText, _ columns: [String], tellsText: Bool = false) {
        self.file = file.string
        text = tellsText ? FileTextReader() : nil
        names = columns.map { Array($0.utf8) }
        rows = CSVRows(width: columns.count)
    }

    /// Takes the next piece.
    mutating func feed(_ bytes: ArraySlice<UInt8>, _ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        guard !isStopped || checkedBytes > 0 else { return }
        if hasBegun { return try take(bytes, &decoder, sink) }
        head += bytes
        guard head.count >= 2 else { return }
        try begin(&decoder, sink)
    }

    /// Ends the file.
    mutating func finish(_ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        if !isStopped, !hasBegun { try begin(&decoder, sink) }
        guard !isStopped || checkedBytes > 0 else { return }
        if isCut { return stop(.fileTruncated, "ends in the middle of its gzip data") }
        guard !isStopped else { return }
        try drain(isEnd: true, &decoder, sink)
    }

    private var isCut: Bool {
        switch inflater {
        case .some(let inflater): !inflater.isAtEnd
        case .none: false
        }
    }

    private mutating func begin(_ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        hasBegun = true
        if head.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
        let bytes = head
        head = []
        try take(bytes[...], &decoder, sink)
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, _ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var rest = bytes
            while !isStopped || checkedBytes > 0 {
                let room = rows.room()
                let count = fill(room, &rest)
                if isStopped {
                    checkedBytes -= max(1, count)
                } else {
                    text?.feed(room.prefix(count))
                    rows.filled(count)
                    try drain(isEnd: false, &decoder, sink)
                }
                if isCorrupt { return stop(.fileCorrupt, "is damaged: its gzip data cannot be unpacked") }
                if rest.isEmpty, count < room.count { return }
            }
        }
    }

    private var isCorrupt: Bool {
        switch inflater {
        case .some(let inflater): inflater.isCorrupt
        case .none: false
        }
    }

    private mutating func fill(
        _ room: UnsafeMutableBufferPointer<UInt8>, _ rest: inout UnsafeBufferPointer<UInt8>
    ) -> Int {
        if inflater != nil { return inflater?.inflate(&rest, to: room) ?? 0 }
        let count = min(room.count, rest.count)
        if let source = rest.baseAddress, count > 0 { room.baseAddress?.update(from: source, count: count) }
        rest = UnsafeBufferPointer(rebasing: rest[count...])
        return count
    }

    private mutating func drain(isEnd: Bool, _ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        while true {
            do throws(CSVRows.Problem) {
                guard case .row = try rows.next(isEnd: isEnd) else { return }
            } catch {
                switch error {
                case .malformed(let what):
                    stop(.rowMalformed, "is not valid CSV: \(what)", row: counts.rows + 1)
                    if inflater != nil { checkedBytes = 64 << 20 }
                    return
                case .tooLong:
                    return stop(.rowTooLong, "is longer than \(CSVRows.longestRow) bytes", row: counts.rows + 1)
                }
            }
            if rows.isBlank {
                // They are no rows, and a few kB of gzip can hold millions of them.
                emptyLines += 1
                guard emptyLines <= CSVRows.longestRow else {
                    return stop(
                        .rowTooLong, "comes after more than \(CSVRows.longestRow) empty lines", row: counts.rows + 1)
                }
                continue
            }
            emptyLines = 0
            try take(&decoder, sink)
        }
    }

    /// Takes the row that was split last.
    private mutating func take(_ decoder: inout RowDecoder, _ sink: (any RowSink)?) throws {
        let mayBeHeader = isFirst
        isFirst = false
        if mayBeHeader, decoder.isHeader(rows, names) { return counts.hasHeader = true }
        let row: RawRow
        do throws(RowDecoder.Problem) {
            row = try decoder.row(rows)
        } catch {
            // In other letters it is one only if it cannot be read as a row: a bucket may be called "bucket".
            if mayBeHeader, decoder.isHeader(rows, names, inAnyCase: true) { return counts.hasHeader = true }
            counts.rows += 1
            return fail(error.code, error.message, row: counts.rows)
        }
        counts.rows += 1
        counts.note(row)
        try sink?.take(row)
    }

    private mutating func stop(_ code: VerificationFailure.Code, _ message: String, row: Int64? = nil) {
        isStopped = true
        checkedBytes = 0
        fail(code, message, row: row)
    }

    private mutating func fail(_ code: VerificationFailure.Code, _ message: String, row: Int64?) {
        let file = file
        failures.add(code) {
            let place = row.map { "row \($0) of " } ?? ""
            return VerificationFailure(code, "\(place)'\(Printable.quoted(file))' \(message)", file: file, row: row)
        }
    }
}

/// How many rows of which kind a file has.
package struct RowCounts: Hashable, Sendable {
    package var rows: Int64 = 0
    package var current: Int64 = 0
    package var objects: Int64 = 0
    package var currentObjects: Int64 = 0
    var hasHeader = false

    package init(rows: Int64 = 0, current: Int64 = 0, objects: Int64 = 0, currentObjects: Int64 = 0) {
        (self.rows, self.current, self.objects, self.currentObjects) = (rows, current, objects, currentObjects)
    }

    mutating func note(_ row: borrowing RawRow) {
        if row.isLatest { current += 1 }
        if !row.isDeleteMarker { objects += 1 }
        if row.isLatest, !row.isDeleteMarker { currentObjects += 1 }
    }

    mutating func add(_ other: RowCounts) {
        rows += other.rows
        current += other.current
        objects += other.objects
        currentObjects += other.currentObjects
    }
}
