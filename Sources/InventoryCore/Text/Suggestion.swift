/// Finds what somebody meant who wrote a name that is none.
public enum Suggestion {
    /// The candidate nearest to a text, where one is near: a third of its length may differ, at most three bytes.
    ///
    /// Letters of ASCII count as equal in either case. Of candidates equally near, the first wins. Where none is near, the
    /// text may be the beginning of just one of them, from four bytes on.
    public static func closest(to text: String, among candidates: [String]) -> String? {
        let written = folded(text)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            // A later candidate must be nearer than the best so far.
            let bound = min(3, (written.count + 1) / 3, (best?.distance ?? .max) - 1)
            guard bound >= 0 else { break }
            if let distance = distance(written, folded(candidate), atMost: bound) { best = (candidate, distance) }
        }
        if let best { return best.candidate }
        let begun = written.count < 4 ? [] : candidates.filter { folded($0).starts(with: written) }
        return begun.count == 1 ? begun[0] : nil
    }

    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// How many bytes to insert, remove, replace, or swap with their neighbour, to make one text of the other; nil
    /// above a bound.
    private static func distance(_ text: [UInt8], _ other: [UInt8], atMost bound: Int) -> Int? {
        // Keeps a hostile text of a megabyte from costing more than its length.
        guard abs(text.count - other.count) <= bound else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for line in text.indices {
            var row = [line + 1]
            for column in other.indices {
                let replaced = last[column] + (text[line] == other[column] ? 0 : 1)
                var least = min(replaced, last[column + 1] + 1, row[column] + 1)
                if line > 0, column > 0, text[line] == other[column - 1], text[line - 1] == other[column] {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[other.count] <= bound ? last[other.count] : nil
    }
}
