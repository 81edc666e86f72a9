internal import InventoryProviderKit
internal import InventoryWire

/// The signing keys in use: derived once per secret and KeyTime. Small, because a process has few accounts and a
/// KeyTime lasts a minute.
final class SignKeyCache: Sendable {
    /// A derived key: its text, which is a secret in its own right, and the HMAC that it keys.
    final class Key: Sendable {
        let hmac: HMACKey
        /// The KeyTime as it is written.
        let keyTime: String
        fileprivate let secret: Secret
        fileprivate let span: TencentCOSSigner.KeyTime
        private let protectedText: Secret

        fileprivate init(_ secret: Secret, _ span: TencentCOSSigner.KeyTime) throws {
            self.secret = secret
            self.span = span
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

    private static let capacity = 16
    private let keys = Locked<[Key]>([])

    func key(for secret: Secret, keyTime: TencentCOSSigner.KeyTime) throws -> Key {
        // Told apart by object: an entry keeps its secret alive, so no other can take the same address.
        if let key = keys.withLock({ $0.last { $0.secret === secret && $0.span == keyTime } }) { return key }
        let key = try Key(secret, keyTime)
        keys.withLock { keys in
            if keys.count == Self.capacity { keys.removeFirst() }
            keys.append(key)
        }
        return key
    }
}
