/// A row of a report where it lies: its texts are valid during one call, and are copied by whoever keeps them.
package struct RawRow {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The object's name, decoded.
    package var key: Bytes
    /// Its length; nil where it is not told.
    package var size: Int64?
    /// When it was written, in seconds since 1970; nil where it is not told.
    package var modified: Int64?
    /// Its entity tag without quotes, letters as they are; empty where it is not told.
    package var etag: Bytes
    /// Whether it was uploaded in parts; nil where it is not told.
    package var isMultipart: Bool?
    /// Its CRC-64/ECMA-182; nil where it is not told, and in clouds whose CRC is another.
    package var crc64: UInt64?
    /// The version; empty for the null version and where it is not told.
    package var version: Bytes
    /// Whether it is the current version; true where rows do not tell.
    package var isLatest: Bool
    /// Whether it is a delete marker.
    package var isDeleteMarker: Bool
    /// Whether EncryptionStatus, where it is told, leaves the ETag an MD5.
    package var isPlain: Bool
}

/// Takes rows one after the other, on the task that reads.
package protocol RowSink: AnyObject {
    /// Takes a row, and keeps nothing of it that it has not copied.
    func take(_ row: borrowing RawRow) throws
}
