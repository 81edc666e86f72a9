// By bytes, and by hand: the standard library's `replacing` and `contains` of a text within a text bring the engine of
// regular expressions into every program that embeds this one.
extension String {
    /// The text with another in the place of every occurrence of a placeholder.
    package func filling(_ placeholder: String, with text: String) -> String {
        guard !placeholder.isEmpty else { return self }
        var output: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: placeholder.utf8) {
                output += Array(text.utf8)
                rest = rest.dropFirst(placeholder.utf8.count)
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
