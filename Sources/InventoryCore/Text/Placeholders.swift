// By bytes, and by hand: the standard library's `replacing` and `contains` of a text within a text bring the engine of
// regular expressions into every program that embeds this one.
extension String {
    /// The text with another in the place of every occurrence of a placeholder.
    package func filling(_ placeholder: String, with text: String) -> String { filling([placeholder: text]) }

    /// The text with every placeholder filled in, all of them in one pass: what is filled in is not searched again. None
    /// may begin another.
    package func filling(_ texts: [String: String]) -> String {
        let texts = texts.map { (placeholder: Array($0.key.utf8), text: Array($0.value.utf8)) }
        var output: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            if let found = texts.first(where: { $0.placeholder.first == byte && rest.starts(with: $0.placeholder) }) {
                output += found.text
                rest = rest.dropFirst(found.placeholder.count)
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether the other text occurs in this one.
    package func holds(_ other: String) -> Bool {
        let (text, wanted) = (Array(utf8), Array(other.utf8))
        guard text.count >= wanted.count else { return false }
        return (0...text.count - wanted.count).contains { text[$0...].starts(with: wanted) }
    }
}
