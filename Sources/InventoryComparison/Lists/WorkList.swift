public import InventoryCore

/// A list of what has to be copied, in the form of a tool that copies.
public enum WorkList: String, Hashable, Sendable, CaseIterable, Codable {
    /// Huawei OMS: one URL-encoded key a line.
    case oms
    /// S3 Batch: bucket and URL-encoded key, without a header.
    case s3Batch = "s3-batch"
    /// `rclone --files-from-raw`: the key's own bytes, one a line.
    case rclone

    /// Appends the line for a key.
    /// - Returns: false, with nothing appended, for a key that the form cannot hold.
    public func append(_ key: borrowing ComparedKey, bucket: ExactText, to output: inout [UInt8]) -> Bool {
        switch self {
        case .oms: key.appendCanonicalKey(to: &output)
        case .s3Batch:
            output.append(contentsOf: bucket.string.utf8)
            output.append(UInt8(ascii: ","))
            key.appendCanonicalKey(to: &output)
        case .rclone:
            let bytes = key.key
            // rclone takes lines, and takes a leading slash off.
            guard !bytes.contains(0x0A), !bytes.contains(0x0D), bytes.first != 0x2F else { return false }
            output.append(contentsOf: bytes)
        }
        output.append(UInt8(ascii: "\n"))
        return true
    }
}
