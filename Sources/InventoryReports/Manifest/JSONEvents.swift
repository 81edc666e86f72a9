internal import InventoryWire

/// Takes a JSON document in pieces and tells of its parts, so that a manifest with a million files needs no memory for
/// them. Strict, but for what manifests are known or printed to have: a byte order mark, a comma too many before a closing
/// bracket, a `//` comment.
struct JSONEvents {
    enum Event {
        case beginObject, endObject, beginArray, endArray
        /// The name of the next value.
        case name(String)
        case text(String)
        /// A number, as spelt.
        case number(String)
        case boolean, null
    }

    /// What is no JSON, and where.
    struct Problem: Error {
        var offset: Int
    }

    /// What was tolerated.
    private(set) var tolerated: Dialect = []

    private enum Want { case value, firstValue, laterValue, firstName, laterName, colon, comma, end }
    private enum Token { case none, text, escape, bare, slash, comment }

    private static let deepest = 16
    private static let longest = 1 << 20
    private var want = Want.value
    private var token = Token.none
    private var content: [UInt8] = []
    /// For every open bracket whether it is an object's.
    private var open: [Bool] = []
    private var offset = 0

    private var problem: Problem { Problem(offset: offset) }

    /// Takes the next piece.
    mutating func feed(_ bytes: [UInt8], _ tell: (Event) throws -> Void) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                if token == .text { try keepRun(bytes, &place) }
                guard place < bytes.count else { return }
                try take(bytes[place], tell)
                place += 1
                offset += 1
            }
        }
    }

    /// Keeps the bytes of a text up to the next one that means something, at once: manifests are mostly text.
    private mutating func keepRun(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) throws {
        let start = place
        while place < bytes.count, bytes[place] >= 0x20, bytes[place] != 0x22, bytes[place] != 0x5C { place += 1 }
        guard place > start else { return }
        guard content.count + place - start <= Self.longest else { throw problem }
        content.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
        offset += place - start
    }

    /// Ends the document.
    mutating func finish(_ tell: (Event) throws -> Void) throws {
        if token == .bare { try endBare(tell) }
        guard token == .none || token == .comment, want == .end else { throw problem }
    }

    private mutating func take(_ byte: UInt8, _ tell: (Event) throws -> Void) throws {
        switch token {
        case .text:
            switch byte {
            case UInt8(ascii: "\""): try endText(tell)
            case 0..<0x20: throw problem
            default:
                if byte == UInt8(ascii: "\\") { token = .escape }
                try keep(byte)
            }
        case .escape:
            token = .text
            try keep(byte)
        case .bare:
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "/"):
                try endBare(tell)
                try begin(byte, tell)
            default: try keep(byte)
            }
        case .slash:
            guard byte == UInt8(ascii: "/") else { throw problem }
            token = .comment
            tolerated.insert(.comment)
        case .comment: if byte == 0x0A { token = .none }
        case .none: try begin(byte, tell)
        }
    }

    private mutating func keep(_ byte: UInt8) throws {
        guard content.count < Self.longest else { throw problem }
        content.append(byte)
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private mutating func begin(_ byte: UInt8, _ tell: (Event) throws -> Void) throws {
        if offset < Self.mark.count, byte == Self.mark[offset], offset == 0 || tolerated.contains(.byteOrderMark) {
            tolerated.insert(.byteOrderMark)
            return
        }
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return
        case UInt8(ascii: "/"): token = .slash
        case UInt8(ascii: "}"), UInt8(ascii: "]"): try close(isObject: byte == UInt8(ascii: "}"), tell)
        case UInt8(ascii: ","):
            guard want == .comma, let isObject = open.last else { throw problem }
            want = isObject ? .laterName : .laterValue
        case UInt8(ascii: ":"):
            guard want == .colon else { throw problem }
            want = .value
        case UInt8(ascii: "\""):
            guard want != .colon, want != .comma, want != .end else { throw problem }
            token = .text
        default:
            guard want == .value || want == .firstValue || want == .laterValue else { throw problem }
            switch byte {
            case UInt8(ascii: "{"): try nest(isObject: true, tell)
            case UInt8(ascii: "["): try nest(isObject: false, tell)
            default:
                token = .bare
                content.append(byte)
            }
        }
    }

    private mutating func nest(isObject: Bool, _ tell: (Event) throws -> Void) throws {
        guard open.count < Self.deepest else { throw problem }
        open.append(isObject)
        want = isObject ? .firstName : .firstValue
        try tell(isObject ? .beginObject : .beginArray)
    }

    private mutating func close(isObject: Bool, _ tell: (Event) throws -> Void) throws {
        guard open.last == isObject else { throw problem }
        switch want {
        case .comma, .firstName, .firstValue: break
        case .laterName, .laterValue: tolerated.insert(.comma)
        default: throw problem
        }
        open.removeLast()
        try tell(isObject ? .endObject : .endArray)
        endValue()
    }

    private mutating func endValue() { want = open.isEmpty ? .end : .comma }

    private mutating func endText(_ tell: (Event) throws -> Void) throws {
        token = .none
        defer { content.removeAll(keepingCapacity: true) }
        let text: String
        if content.contains(UInt8(ascii: "\\")) {
            let quote = [UInt8(ascii: "\"")]
            guard let value = try? JSONValue(quote + content + quote, maximumBytes: .max), let read = value.string
            else {
                throw problem
            }
            text = read
        } else {
            guard let read = String(validating: content, as: UTF8.self) else { throw problem }
            text = read
        }
        guard want == .firstName || want == .laterName else {
            try tell(.text(text))
            return endValue()
        }
        want = .colon
        try tell(.name(text))
    }

    private mutating func endBare(_ tell: (Event) throws -> Void) throws {
        token = .none
        defer { content.removeAll(keepingCapacity: true) }
        guard content.count <= 64, let value = try? JSONValue(content) else { throw problem }
        switch value {
        case .number(let text): try tell(.number(text))
        case .null: try tell(.null)
        default: try tell(.boolean)
        }
        endValue()
    }
}
