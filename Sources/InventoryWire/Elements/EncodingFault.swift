/// Where a document is not UTF-8, and what it seems to be.
struct EncodingFault: CustomStringConvertible {
    /// Bytes before the one at fault.
    var offset: Int
    var description: String

    /// Nil for UTF-8 without a NUL.
    init?(in bytes: [UInt8]) {
        guard let offset = Self.firstFault(in: bytes) else { return nil }
        self.offset = offset
        let spelled = "0x" + Hex.encode([bytes[offset]]).uppercased()
        if let form = Self.utf16(bytes) {
            description = "it is \(form), seen by its byte \(spelled); only UTF-8 is read, so save it as UTF-8"
        } else if bytes[offset] == 0 {
            description = "it has a NUL byte (0x00), which no text has; only UTF-8 is read"
        } else {
            description =
                "not well-formed: the byte \(spelled) here is not UTF-8, and may be ISO-8859-1 (Latin-1), Windows-1252 or "
                + "GBK; save the document as UTF-8"
        }
    }

    private static func utf16(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16 with the low byte first" }
        if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16 with the high byte first" }
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
        // The first characters of XML and of JSON are ASCII.
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (1..., 0, 1..., 0): return "UTF-16 with the low byte first"
        case (0, 1..., 0, 1...): return "UTF-16 with the high byte first"
        default: return nil
        }
    }

    private static func firstFault(in bytes: [UInt8]) -> Int? {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar):
                if scalar.first == 0 { return offset }
                offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}
