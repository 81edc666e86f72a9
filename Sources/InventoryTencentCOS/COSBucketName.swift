package import InventoryCore
internal import InventoryWire

/// A destination bucket as COS writes it: `qcs::cos:<region>::<bucket>`. Source: API page 33707. Policies name the same bucket
/// with its account between the colons: `qcs::cos:<region>:uid/<appid>:<bucket>` (COS CAM guide 30580); that form is read too.
package struct COSBucketName: Hashable, Sendable {
    package var region: ExactText?
    package var bucket: ExactText
    /// What a policy's form names as the account; never written.
    package var account: String?

    package init(_ destination: Destination) {
        region = destination.region
        bucket = destination.bucket
    }

    /// Takes the name apart; a bare name is a bucket without region. Nil for a name that is neither.
    package init?(_ text: String) {
        var text = text
        let parts = text.withUTF8 { bytes -> (region: String, account: String, bucket: String)? in
            // What stands before each colon, and after the last.
            var starts: [Int] = [0]
            for (index, byte) in bytes.enumerated() where byte == 0x3A { starts.append(index + 1) }
            guard starts.count == 6, ASCII.starts(bytes, with: "qcs::cos:") else { return nil }
            func part(_ number: Int) -> String {
                let end = number == 5 ? bytes.count : starts[number + 1] - 1
                return String(decoding: bytes[starts[number]..<end], as: UTF8.self)
            }
            return (part(3), part(4), part(5))
        }
        guard let parts else {
            guard !text.utf8.contains(0x3A) else { return nil }
            bucket = ExactText(text)
            return
        }
        guard !parts.region.isEmpty, !parts.bucket.isEmpty, parts.account.isEmpty || parts.account.hasPrefix("uid/")
        else { return nil }
        region = ExactText(parts.region)
        bucket = ExactText(parts.bucket)
        if !parts.account.isEmpty { account = String(parts.account.dropFirst("uid/".count)) }
    }

    package static let scheme = "qcs"

    package var text: String { region.map { "\(Self.scheme)::cos:\($0)::\(bucket)" } ?? bucket.string }
}
