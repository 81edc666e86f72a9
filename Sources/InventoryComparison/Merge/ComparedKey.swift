internal import InventoryReports

/// One key and its verdict, while it is told: a value that is used during the call and not kept.
public struct ComparedKey {
    /// The verdict.
    public internal(set) var verdict = Verdict.incomparable
    /// The size at the source; nil where the object is not there or its size is not told, and of histories.
    public internal(set) var sourceSize: Int64?
    /// The size at the target.
    public internal(set) var targetSize: Int64?
    /// How many versions the source has, delete markers too; nil unless histories are compared.
    public internal(set) var sourceVersions: Int?
    /// How many versions the target has.
    public internal(set) var targetVersions: Int?
    let prefix: [UInt8]
    let rest: UnsafeRawBufferPointer

    init(prefix: [UInt8], rest: UnsafeRawBufferPointer) { (self.prefix, self.rest) = (prefix, rest) }

    /// The key at the source, byte for byte; of an extra object the key that it would have there.
    public var key: [UInt8] { prefix + rest }

    /// Appends the key in canonical form: `A-Z a-z 0-9 - . _ ~ /` as they are, every other byte as `%XX`.
    public func appendCanonicalKey(to output: inout [UInt8]) {
        prefix.withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &output) }
        rest.withMemoryRebound(to: UInt8.self) { KeyText.appendCanonical($0, to: &output) }
    }
}
