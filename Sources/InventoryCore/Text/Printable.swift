/// Makes foreign text safe to stand in a sentence on a terminal or in a log: control characters, those of text
/// direction too, become `\u{…}`, and long text is cut.
public enum Printable {
    /// The text, without quotes round it.
    public static func quoted(_ text: String, limit: Int = 200) -> String {
        // Nearly every text is short and plain, and there may be a million of them.
        if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var output = ""
        for scalar in text.unicodeScalars {
            guard output.unicodeScalars.count < limit else { return output + "…" }
            append(scalar, to: &output)
        }
        return output
    }

    /// A whole text of several lines: line feeds and tabs stay, everything else that steers a terminal is escaped.
    package static func lines(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                output.unicodeScalars.append(scalar)
            } else {
                append(scalar, to: &output)
            }
        }
        return output
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout String) {
        if steers(scalar) {
            output += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
            output.unicodeScalars.append(scalar)
        }
    }

    /// Whether a character beside those of ASCII is not seen where it stands: it steers, or has no width.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80: false
        case 0xAD, 0x180E, 0x200B...0x200D, 0x3164: true
        default: steers(scalar)
        }
    }

    /// `U+200B`.
    package static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Whether a character steers a terminal or the direction of text rather than being seen: control characters of both
    /// sets, marks and isolates of direction, line and paragraph separators, the byte order mark, tags.
    package static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }
}
