/// Searching text by bytes: the gates read every line of the repository, and must not be what a test run waits for.
enum Bytes {
    /// Whether a line of code holds a phrase: `print(`, `Task.sleep`. Where the phrase begins or ends with a letter, it
    /// must not go on there; a phrase that begins with a letter is none after a dot, so that `services.random()` is not
    /// `random(`.
    static func contains(_ line: String, phrase: String) -> Bool {
        let line = Array(line.utf8)
        let phrase = Array(phrase.utf8)
        guard let first = phrase.first, let last = phrase.last, line.count >= phrase.count else { return false }
        for start in 0...(line.count - phrase.count) where line[start] == first {
            let end = start + phrase.count
            guard line[start..<end].elementsEqual(phrase) else { continue }
            let goesOnBefore = start > 0 && isName(first) && (isName(line[start - 1]) || line[start - 1] == 0x2E)
            let goesOnAfter = end < line.count && isName(last) && isName(line[end])
            if !goesOnBefore, !goesOnAfter { return true }
        }
        return false
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
}
