package import InventoryCore

/// A destination bucket as COS writes it: `qcs::cos:<region>::<bucket>`. Source: API page 33707.
package struct COSBucketName: Hashable, Sendable {
    package var region: ExactText?
    package var bucket: ExactText

    package init(_ destination: Destination) {
        region = destination.region
        bucket = destination.bucket
    }

    /// Takes the name apart; a text of another form stays whole, as a bucket without region.
    package init(_ text: String) {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: Self.scheme.utf8.count, limitedBy: bytes.endIndex)
        if let start, bytes.starts(with: Self.scheme.utf8), let end = bytes[start...].firstIndex(of: 0x3A), end > start,
            case let bucket = bytes.index(end, offsetBy: 2, limitedBy: bytes.endIndex) ?? bytes.endIndex,
            bucket < bytes.endIndex, bytes[bytes.index(after: end)] == 0x3A
        {
            region = ExactText(String(text[start..<end]))
            self.bucket = ExactText(String(text[bucket...]))
        } else {
            bucket = ExactText(text)
        }
    }

    private static let scheme = "qcs::cos:"

    package var text: String { region.map { "\(Self.scheme)\($0)::\(bucket)" } ?? bucket.string }
}
