internal import InventoryCore

/// Which buckets of an account belong to a target: those that match, and are not excluded. `*` stands for any text, `?` for
/// one byte.
public struct BucketPattern: Hashable, Sendable {
    /// Names that belong to it, one at least.
    public var match: [String]
    /// Names that do not, though they match.
    public var exclude: [String]

    public init(match: [String], exclude: [String] = []) {
        self.match = match
        self.exclude = exclude
    }

    /// Whether a bucket of that name belongs to it.
    public func includes(_ name: String) -> Bool { matches(name) && !exclude.contains { Glob($0).matches(name) } }

    func matches(_ name: String) -> Bool { match.contains { Glob($0).matches(name) } }
}

extension BucketPattern: CustomStringConvertible {
    /// `bk-*, db-* without *-tmp`.
    public var description: String {
        match.joined(separator: ", ") + (exclude.isEmpty ? "" : " without " + exclude.joined(separator: ", "))
    }
}
