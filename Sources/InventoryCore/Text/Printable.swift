/// Makes foreign text safe to stand in a sentence on a terminal or in a log: control characters, those of text
/// direction too, become `\u{…}`, and long text is cut.
public enum Printable {
    /// The text, without quotes round it.
    public static func quoted(_ text: String, limit: Int = 200) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            guard output.unicodeScalars.count < limit else { return output + "…" }
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                output += "\\u{\(String(scalar.value, radix: 16))}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
