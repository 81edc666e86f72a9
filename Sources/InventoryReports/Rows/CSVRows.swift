internal import Glibc

/// Splits CSV (RFC 4180, strictly) into rows of fields that stay where they lie. It holds a row, never a file.
struct CSVRows: ~Copyable {
    /// A field of the row that was read last.
    struct Field {
        var start: Int
        var end: Int
        var isQuoted: Bool
        var hasEscapes: Bool
    }

    enum Problem: Error {
        case malformed(String)
        case tooLong
    }

    /// What there is.
    enum Step {
        case row
        /// More bytes are needed.
        case more
    }

    /// No row is longer: 48 kB of gzip can hold 48 MB of one field.
    static let longestRow = 1 << 20
    private static let piece = 1 << 17

    private let base: UnsafeMutablePointer<UInt8>
    private let capacity = CSVRows.longestRow + 2 * CSVRows.piece
    private var start = 0
    private var end = 0
    private var hasBegun = false
    private let fields: UnsafeMutablePointer<Field>
    private let width: Int
    /// How many fields the row has, kept or not.
    private(set) var count = 0
    private(set) var seen: Dialect = []

    /// - Parameter width: how many fields of a row are kept.
    init(width: Int) {
        self.width = width
        base = .allocate(capacity: capacity)
        fields = .allocate(capacity: max(1, width))
    }

    deinit {
        base.deallocate()
        fields.deallocate()
    }

    /// A field of the row, as it means; its index is less than ``count`` and the width.
    func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let field = fields[index]
        return UnsafeBufferPointer(start: base + field.start, count: field.end - field.start)
    }

    /// Room behind the bytes that are there, at least ``piece``; fields are no longer valid.
    mutating func room() -> UnsafeMutableBufferPointer<UInt8> {
        if capacity - end < Self.piece {
            memmove(base, base + start, end - start)
            (start, end) = (0, end - start)
        }
        return UnsafeMutableBufferPointer(start: base + end, count: min(Self.piece, capacity - end))
    }

    /// So many bytes were written to the room.
    mutating func filled(_ count: Int) { end += count }

    /// Whether the row is an empty line.
    var isBlank: Bool { count == 1 && width > 0 && fields[0].start == fields[0].end && !fields[0].isQuoted }

    /// Reads the next row.
    /// - Parameter isEnd: no more bytes will come.
    mutating func next(isEnd: Bool) throws(Problem) -> Step {
        if !hasBegun {
            guard end - start >= 3 || isEnd else { return .more }
            skipMark()
        }
        var place = start
        count = 0
        guard place < end else { return .more }
        while true {
            var field = Field(start: place, end: place, isQuoted: false, hasEscapes: false)
            if place < end, base[place] == 0x22 {
                guard try quoted(&field, &place, isEnd: isEnd) else { return try more() }
            } else {
                plain(&place)
                field.end = place
                if place < end, base[place] == 0x22 { throw .malformed("a quote inside a field without quotes") }
            }
            if count < width { fields[count] = field }
            count += 1
            guard place < end else {
                guard isEnd else { return try more() }
                return try row(upTo: place, next: place)
            }
            switch base[place] {
            case 0x2C: place += 1
            case 0x0A:
                seen.insert(.lineFeed)
                return try row(upTo: place, next: place + 1)
            case 0x0D:
                guard place + 1 < end else {
                    if isEnd { throw .malformed("a carriage return without a line feed") }
                    return try more()
                }
                guard base[place + 1] == 0x0A else { throw .malformed("a carriage return without a line feed") }
                seen.insert(.carriageReturn)
                return try row(upTo: place, next: place + 2)
            default: throw .malformed("text after a closing quote")
            }
        }
    }

    /// Steps over a byte order mark, which is no part of the first field.
    private mutating func skipMark() {
        hasBegun = true
        guard end - start >= 3, base[start] == 0xEF, base[start + 1] == 0xBB, base[start + 2] == 0xBF else { return }
        start += 3
        seen.insert(.markBeforeRows)
    }

    /// Whether nothing is left.
    var isEmpty: Bool { start == end }

    /// Steps to the end of a field without quotes.
    private func plain(_ place: inout Int) {
        while place < end {
            switch base[place] {
            case 0x2C, 0x0A, 0x0D, 0x22: return
            default: place += 1
            }
        }
    }

    /// Steps over a field in quotes.
    /// - Returns: whether its end is there.
    private func quoted(_ field: inout Field, _ place: inout Int, isEnd: Bool) throws(Problem) -> Bool {
        field.isQuoted = true
        field.start = place + 1
        var from = place + 1
        while true {
            guard from < end, let found = memchr(base + from, 0x22, end - from) else {
                if isEnd { throw .malformed("a quote that is not closed") }
                return false
            }
            let quote = found.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(base)
            guard quote + 1 < end || isEnd else { return false }
            if quote + 1 < end, base[quote + 1] == 0x22 {
                field.hasEscapes = true
                from = quote + 2
                continue
            }
            field.end = quote
            place = quote + 1
            return true
        }
    }

    private func more() throws(Problem) -> Step {
        guard end - start <= Self.longestRow else { throw .tooLong }
        return .more
    }

    private mutating func row(upTo place: Int, next: Int) throws(Problem) -> Step {
        guard place - start <= Self.longestRow else { throw .tooLong }
        guard memchr(base + start, 0, place - start) == nil else { throw .malformed("a NUL byte") }
        for index in 0..<min(count, width) {
            if fields[index].hasEscapes { unescape(&fields[index]) }
            seen.insert(fields[index].isQuoted ? .quoted : .unquoted)
        }
        start = next
        return .row
    }

    /// Makes one quote of two, in place. Done once for a row, since it is not read again.
    private func unescape(_ field: inout Field) {
        var (from, to) = (field.start, field.start)
        while from < field.end {
            if base[from] == 0x22 { from += 1 }
            base[to] = base[from]
            from += 1
            to += 1
        }
        field.end = to
        field.hasEscapes = false
    }
}
