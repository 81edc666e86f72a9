/// Scalars as types read them.
extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.isNull }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try type.init(from: self) }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let scalar, scalar.kind == .bool else { throw mismatch(type, "true or false") }
        return scalar.text.utf8.first.map { $0 | 0x20 } == 0x74
    }

    func decode(_ type: String.Type) throws -> String {
        guard let scalar, scalar.kind != .null else { throw mismatch(type, "a text") }
        return scalar.text
    }

    func decode(_ type: Int.Type) throws -> Int { try whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
    func decode(_ type: Int128.Type) throws -> Int128 { try whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try whole(type) }

    func decode(_ type: Double.Type) throws -> Double { try real(type, Double.init(_:)) }
    func decode(_ type: Float.Type) throws -> Float { try real(type, Float.init(_:)) }

    private var scalar: DocumentNode.Scalar? {
        if case .scalar(let scalar) = node.content { scalar } else { nil }
    }

    private func whole<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        guard let scalar, scalar.kind == .int else { throw mismatch(type, "a whole number") }
        try requirePlainDigits(scalar.text)
        guard let value = Self.whole(scalar.text, type) else { throw outOfRange("\(T.min)", "\(T.max)") }
        return value
    }

    private static func whole<T: FixedWidthInteger>(_ text: String, _ type: T.Type) -> T? {
        if text.hasPrefix("0x") { return T(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return T(text.dropFirst(2), radix: 8) }
        return T(text)
    }

    private func real<T: BinaryFloatingPoint>(_ type: T.Type, _ parse: (String) -> T?) throws -> T {
        guard let scalar, scalar.kind == .int || scalar.kind == .float else { throw mismatch(type, "a number") }
        let text = scalar.text
        try requirePlainDigits(text)
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            guard let value = Self.whole(text, UInt64.self) else { throw outOfRange("0", "\(UInt64.max)") }
            return T(value)
        }
        switch text.utf8.last.map({ $0 | 0x20 }) {
        case 0x66: return text.hasPrefix("-") ? -T.infinity : T.infinity
        case 0x6E: return T.nan
        default:
            guard let value = parse(text), value.isFinite else {
                throw outOfRange("\(-T.greatestFiniteMagnitude)", "\(T.greatestFiniteMagnitude)")
            }
            return value
        }
    }

    /// - Throws: for zeros before a number, which YAML 1.1 and C take for the mark of an octal one.
    private func requirePlainDigits(_ text: String) throws(DecodingError) {
        let sign = text.first.map { "+-".contains($0) } == true ? String(text.prefix(1)) : ""
        let digits = text.dropFirst(sign.count)
        guard digits.first == "0", digits.dropFirst().first?.isWholeNumber == true else { return }
        let rest = digits.drop { $0 == "0" }
        let plain = sign + (rest.first?.isWholeNumber == true ? "" : "0") + rest
        let octal = Int128(digits, radix: 8)
        let reason =
            octal.map { ", and some tools take it for an octal number (\(sign)\($0))" } ?? ", which no number needs"
        let remedy = sign.isEmpty && octal != nil && !rest.isEmpty ? "\(plain) or 0o\(rest)" : plain
        throw .dataCorrupted(
            .init(codingPath: codingPath, debugDescription: "\(text) begins with a zero\(reason): write \(remedy)"))
    }

    private func outOfRange(_ low: String, _ high: String) -> DecodingError {
        .dataCorrupted(
            .init(codingPath: codingPath, debugDescription: "\(node.phrase) is not between \(low) and \(high)"))
    }
}
