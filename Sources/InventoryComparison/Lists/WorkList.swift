public import InventoryCore

/// A list of what has to be copied, in the form of a tool that copies.
public enum WorkList: String, Hashable, Sendable, CaseIterable, Codable {
    /// Huawei OMS: one URL-encoded key a line.
    case oms
    /// S3 Batch: bucket and URL-encoded key, without a header.
    case s3Batch = "s3-batch"
    /// `rclone --files-from-raw`: the key's own bytes, one a line.
    case rclone
    /// Google's Storage Transfer Service: a CSV whose one column is the key as it is, in quotes where CSV wants them.
    case googleTransfer = "google-transfer"

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
        case .googleTransfer:
            let bytes = key.key
            // Names are UTF-8, one a line, and none of a folder without a file.
            guard !bytes.contains(0x0A), !bytes.contains(0x0D), bytes.last != 0x2F,
                bytes.elementsEqual(String(decoding: bytes, as: UTF8.self).utf8)
            else { return false }
            let isPlain = !bytes.contains(0x2C) && !bytes.contains(0x22)
            output.append(
                contentsOf: isPlain ? bytes : [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22])
        }
        output.append(UInt8(ascii: "\n"))
        return true
    }
}
