/// A line split into words as a POSIX shell does it, without running one: blanks between words, quotes around some, a
/// backslash before a character. No variable, pipe or pattern means anything.
package enum ShellWords {
    /// Nil where a quote is not closed.
    package static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = Substring(line)
        while let character = rest.popFirst() {
            switch (quote, character) {
            case (let open?, character) where open == character: quote = nil
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case ("'"?, _): word?.append(character)
            case (_, "\\"):
                guard let next = rest.popFirst() else { return nil }
                // Within double quotes a backslash stands for itself before what needs none.
                if quote != nil, next != "\"", next != "\\" { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(next)
            case (nil, _) where character.isWhitespace:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let word { words.append(word) }
        return words
    }
}
