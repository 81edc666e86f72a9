internal import InventoryProviderKit
internal import InventoryWire

/// A key that COS derives of a secret for a KeyTime: its text, which is a secret in its own right, and the HMAC that it
/// keys.
final class COSSigningKey: Sendable {
    let hmac: HMACKey
    /// The KeyTime as it is written.
    let keyTime: String
    private let protectedText: Secret

    init(_ secret: Secret, _ span: TencentCOSSigner.KeyTime) throws {
        keyTime = span.description
        var bytes = try HMACKey(.sha1, key: secret).sign(Array(keyTime.utf8))
        var text = Hex.encodedBytes(bytes)
        _ = Secret(moving: &bytes)
        // The key is the hexadecimal text, not the bytes it stands for.
        protectedText = Secret(moving: &text)
        hmac = try HMACKey(.sha1, key: protectedText)
    }

    var text: [UInt8] { protectedText.bytes }
}
