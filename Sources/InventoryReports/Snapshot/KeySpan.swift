internal import InventoryCore

/// The names behind one, up to another: what one worker lists. Spans that share an end have no name in common and none
/// between them, so that a list in spans is whole by construction.
struct KeySpan: Hashable, Sendable {
    /// The name that the span begins behind; empty where it begins with the first name of all.
    var after: ExactText = ""
    /// The last name that may be in it; nil for the last of all.
    var through: ExactText?

    /// Whether a name that lies behind ``after`` is in it.
    func reaches(_ key: ExactText) -> Bool { through.map { key <= $0 } ?? true }

    /// A name somewhere in the middle between two, which need not be one that exists: text with the beginning of the lower
    /// one and one ASCII letter of its own. nil where there is no room for such a text.
    /// - Parameters:
    ///   - low: what it lies behind.
    ///   - high: what it lies before; nil for anything.
    ///   - prefix: what all names begin with.
    static func middle(between low: ExactText, and high: ExactText?, under prefix: ExactText) -> ExactText? {
        let skipped = low.hasPrefix(prefix) ? prefix.byteCount : 0
        let low = Array(low.string.utf8.dropFirst(skipped))
        let high = high.flatMap { $0.hasPrefix(prefix) ? Array($0.string.utf8.dropFirst(skipped)) : nil }
        guard let middle = middle(between: low, and: high) else { return nil }
        return ExactText(prefix.string + String(decoding: middle, as: UTF8.self))
    }

    // Below the first printable letter, and above the last one: what ends a text, and what has no upper bound.
    private static let (floor, ceiling) = (0x1F, 0x7F)

    private static func middle(between low: [UInt8], and high: [UInt8]?) -> [UInt8]? {
        var (text, high) = ([UInt8](), high)
        for place in 0...low.count {
            let lower = place < low.count ? Int(low[place]) : floor
            guard high.map({ place < $0.count }) ?? true else { return nil }
            let upper = min(high.map { Int($0[place]) } ?? ceiling, lower > ceiling ? 0xFF : ceiling)
            if lower != upper {
                // Bytes of other letters are only copied: text is cut between letters.
                let isASCII = lower <= ceiling
                if isASCII, upper - max(lower, floor) > 1 { return text + [UInt8((max(lower, floor) + upper) / 2)] }
                high = nil
            }
            if place < low.count { text.append(low[place]) }
        }
        return nil
    }
}
