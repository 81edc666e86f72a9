/// Finds what a person probably meant.
public enum Suggestion {
    /// The candidate that differs in the fewest letters, if that is no more than a third of them (at least one, at most
    /// three), compared without regard to ASCII case.
    public static func closest(to text: String, among candidates: [String]) -> String? {
        let limit = min(3, max(1, text.utf8.count / 3))
        let scored = candidates.map { (name: $0, distance: distance(folded(text), folded($0))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
        return best.name
    }

    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.prefix(64).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Levenshtein distance, one row at a time.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
