package import InventoryCore

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
        guard text.utf8.contains(0x3A) else {
            bucket = ExactText(text)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == Self.scheme, parts[1].isEmpty, parts[2] == "cos", !parts[3].isEmpty,
            !parts[5].isEmpty, parts[4].isEmpty || parts[4].hasPrefix("uid/")
        else { return nil }
        region = ExactText(parts[3])
        bucket = ExactText(parts[5])
        if !parts[4].isEmpty { account = String(parts[4].dropFirst(4)) }
    }

    package static let scheme = "qcs"

    package var text: String { region.map { "\(Self.scheme)::cos:\($0)::\(bucket)" } ?? bucket.string }
}
