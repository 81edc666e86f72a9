package import InventoryWire

/// Keyed HMAC contexts of the secrets in use: setting one up costs five times as much as using it.
package final class SecretKeyCache: Sendable {
    private static let capacity = 16
    private let keys = Locked<[(secret: Secret, key: HMACKey)]>([])

    package init() {}

    /// The HMAC-SHA1 key of the secret. Told apart by object: an entry keeps its secret alive, so no other can take the
    /// same address.
    package func key(for secret: Secret) throws -> HMACKey {
        if let found = keys.withLock({ $0.last { $0.secret === secret } }) { return found.key }
        let key = try HMACKey(.sha1, key: secret)
        keys.withLock { keys in
            if keys.count == Self.capacity { keys.removeFirst() }
            keys.append((secret, key))
        }
        return key
    }
}
