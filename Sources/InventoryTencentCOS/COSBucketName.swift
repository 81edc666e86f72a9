package import InventoryCore

/// A destination bucket as COS writes it: `qcs::cos:<region>::<bucket>`. Source: API page 33707. Policies name the same bucket
/// with its account between the colons: `qcs::cos:<region>:uid/<appid>:<bucket>` (COS CAM guide 30580); that form is read too.
package struct COSBucketName: Hashable, Sendable {
    package var region: ExactText?
    package var bucket: ExactText

    package init(_ destination: Destination) {
        region = destination.region
        bucket = destination.bucket
    }

    /// Takes the name apart; a text of another form stays whole, as a bucket without region.
    package init(_ text: String) {
        var text = text
        let parts: (region: String, bucket: String)? = text.withUTF8 { bytes in
            let rest = bytes.dropFirst(Self.scheme.utf8.count)
            guard bytes.starts(with: Self.scheme.utf8), let end = rest.firstIndex(of: 0x3A), end > rest.startIndex,
                case let owned = rest[end...].dropFirst(), let second = owned.firstIndex(of: 0x3A),
                second == owned.startIndex || owned.starts(with: "uid/".utf8),
                case let bucket = owned[second...].dropFirst(), !bucket.isEmpty
            else { return nil }
            return (String(decoding: rest[..<end], as: UTF8.self), String(decoding: bucket, as: UTF8.self))
        }
        if let parts {
            region = ExactText(parts.region)
            bucket = ExactText(parts.bucket)
        } else {
            bucket = ExactText(text)
        }
    }

    private static let scheme = "qcs::cos:"

    package var text: String { region.map { "\(Self.scheme)\($0)::\(bucket)" } ?? bucket.string }
}
