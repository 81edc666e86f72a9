package import InventoryCore

/// Matches names against a pattern in which `*` stands for any bytes and `?` for one.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
    private let pattern: [UInt8]

    /// A pattern; every other byte stands for itself.
    public init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

    /// The pattern, as it was written.
    public var description: String { String(decoding: pattern, as: UTF8.self) }

    /// Whether it matches a bucket: its name, or where the pattern has a slash, which no bucket's name has, its group and
    /// name.
    package func matches(_ bucket: ExactText, of group: String) -> Bool {
        matches(pattern.contains(0x2F) ? "\(group)/\(bucket.string)" : bucket.string)
    }

    /// Linear in the name for every `*`; nothing is tried twice beyond the last one.
    public func matches(_ name: String) -> Bool {
        let text = Array(name.utf8)
        var (p, t) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == 0x2A {
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == 0x3F || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                p = last.pattern + 1
                t = last.text + 1
                star = (last.pattern, t)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == 0x2A }
    }
}
