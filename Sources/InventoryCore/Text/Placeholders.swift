// By bytes, and by hand: the standard library's `replacing` and `contains` of a text within a text bring the engine of
// regular expressions into every program that embeds this one.
extension String {
    /// The text with another in the place of every occurrence of a placeholder.
    package func filling(_ placeholder: String, with text: String) -> String { filling([placeholder: text]) }

    /// The text with every placeholder filled in, all of them in one pass: what is filled in is not searched again. None
    /// may begin another.
    package func filling(_ texts: [String: String]) -> String {
        var output: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            if let found = texts.first(where: { !$0.key.isEmpty && rest.starts(with: $0.key.utf8) }) {
                output += Array(found.value.utf8)
                rest = rest.dropFirst(found.key.utf8.count)
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether the other text occurs in this one.
    package func holds(_ other: String) -> Bool {
        var rest = utf8[...]
        repeat {
            if rest.starts(with: other.utf8) { return true }
        } while rest.popFirst() != nil
        return false
    }
}
