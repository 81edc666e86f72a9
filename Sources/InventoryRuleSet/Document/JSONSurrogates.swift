/// Makes JSON's `"\ud83d\ude00"` readable for libyaml, which knows no surrogate pairs and wants `"\U0001F600"`.
///
/// Only where the text is JSON token by token: then every double quote opens a string for libyaml too. In other YAML
/// the same letters may be plain text, which must stay as it is; there libyaml refuses a half of a pair where it is
/// an escape.
struct JSONSurrogates {
    /// A place after which columns are too small, since a pair of escapes became one.
    struct Shortening {
        /// Line and column, from 0, of what follows the escape.
        var line: Int
        var column: Int

        /// `\ud83d\ude00` less `\U0001F600`.
        static let width = 2
    }

    /// The text with surrogate pairs joined, and where; the text itself if it has none, or is not JSON.
    static func joined(in text: [UInt8]) -> (text: [UInt8], shortenings: [Shortening]) {
        let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first == 0x7B || first == 0x5B, hasSurrogate(text) else { return (text, []) }
        var scan = JSONSurrogates(text: text)
        guard scan.document() else { return (text, []) }
        return (scan.result, scan.shortenings)
    }

    private static func hasSurrogate(_ text: [UInt8]) -> Bool {
        text.indices.dropLast(2).contains {
            text[$0] == 0x5C && text[$0 + 1] == 0x75 && text[$0 + 2] | 0x20 == 0x64
        }
    }

    /// The last token, which decides what may follow.
    private enum Token { case opening, closing, word, string }

    private let text: [UInt8]
    private var position = 0
    private var place = TextPlace()
    private var result: [UInt8] = []
    private var shortenings: [Shortening] = []

    private init(text: [UInt8]) {
        self.text = text
        result.reserveCapacity(text.count)
    }

    /// Copies a document; false where it is not JSON.
    private mutating func document() -> Bool {
        var last = Token.opening
        while position < text.count {
            switch (text[position], last) {
            case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): copy()
            case (0x22, .opening):
                guard string() else { return false }
                last = .string
            // `{ [ ,` anywhere: where JSON forbids one of them, libyaml will say so.
            case (0x7B, _), (0x5B, _), (0x2C, _), (0x3A, .string):
                copy()
                last = .opening
            case (0x7D, _), (0x5D, _):
                copy()
                last = .closing
            case (0x30...0x39, .opening), (0x41...0x5A, .opening), (0x61...0x7A, .opening), (0x2D, .opening),
                (0x30...0x39, .word), (0x41...0x5A, .word), (0x61...0x7A, .word), (0x2B...0x2E, .word):
                copy()
                last = .word
            default: return false
            }
        }
        return true
    }

    /// Copies a string; false where it does not end on its line.
    private mutating func string() -> Bool {
        copy()
        while position < text.count {
            switch text[position] {
            case 0x22:
                copy()
                return true
            case 0x5C:
                if let scalar = pair() {
                    append(scalar)
                } else {
                    copy()
                    guard position < text.count else { return false }
                    copy()
                }
            case 0x0A, 0x0D: return false
            default: copy()
            }
        }
        return false
    }

    private mutating func copy() {
        place.step(over: position, in: text)
        result.append(text[position])
        position += 1
    }

    private mutating func append(_ scalar: UInt32) {
        let digits = String(scalar, radix: 16, uppercase: true)
        result.append(contentsOf: "\\U\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)".utf8)
        position += 12
        place.column += 10
        shortenings.append(Shortening(line: place.line, column: place.column))
    }

    /// The scalar that a pair of escapes here means.
    private func pair() -> UInt32? {
        guard let high = escape(at: position), (0xD800...0xDBFF).contains(high),
            let low = escape(at: position + 6), (0xDC00...0xDFFF).contains(low)
        else { return nil }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private func escape(at start: Int) -> UInt32? {
        guard text[start...].starts(with: "\\u".utf8), start + 6 <= text.count else { return nil }
        return text[(start + 2)..<(start + 6)].reduce(0 as UInt32?) { value, byte in
            guard let value, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            return value << 4 | UInt32(digit)
        }
    }
}
