/// How many columns of a terminal a text takes: Chinese characters and emoji two, marks on other characters none.
enum DisplayWidth {
    static func of(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    /// The text with blanks after it, up to that width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }

    /// The text in lines of at most that width: a new one after every `; `, and between words where one is too long. A
    /// word that is wider stays whole.
    static func broken(_ text: String, to width: Int) -> [String] {
        guard of(text) > width else { return [text] }
        var lines: [String] = []
        for part in text.split(separator: "; ", omittingEmptySubsequences: false) {
            var line = ""
            for word in part.split(separator: " ", omittingEmptySubsequences: false) {
                if !line.isEmpty, of(line) + 1 + of(String(word)) > width {
                    lines.append(line)
                    line = String(word)
                } else {
                    line += (line.isEmpty ? "" : " ") + word
                }
            }
            lines.append(line)
        }
        return lines
    }

    private static func width(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII { return 1 }
        if character.unicodeScalars.contains(where: { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) {
            return 2
        }
        return isWide(first) ? 2 : first.properties.generalCategory == .nonspacingMark ? 0 : 1
    }

    /// The wide blocks of East Asian scripts (Unicode annex 11), to the block.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
