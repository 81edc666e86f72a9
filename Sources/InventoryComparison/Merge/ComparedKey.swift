internal import InventoryReports

/// One key and its verdict, while it is told: a value that is used during the call and not kept.
public struct ComparedKey {
    /// The verdict.
    public var verdict: Verdict
    /// The size at the source; nil where the object is not there or its size is not told.
    public var sourceSize: Int64?
    /// The size at the target.
    public var targetSize: Int64?
    let prefix: [UInt8]
    let rest: UnsafeRawBufferPointer

    /// The key at the source, byte for byte; of an extra object the key that it would have there.
    public var key: [UInt8] { prefix + rest }

    /// Appends the key in canonical form: `A-Z a-z 0-9 - . _ ~ /` as they are, every other byte as `%XX`.
    public func appendCanonicalKey(to output: inout [UInt8]) {
        prefix.withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &output) }
        rest.withMemoryRebound(to: UInt8.self) { KeyText.appendCanonical($0, to: &output) }
    }
}
