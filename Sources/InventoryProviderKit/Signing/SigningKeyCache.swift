public import InventoryWire

/// The signing keys in use: derived once for each secret and scope, as deriving one costs several times as much as
/// using it. Small, because a process has few accounts and a scope lasts a minute or longer. Safe to use from any thread.
public final class SigningKeyCache<Scope: Equatable & Sendable, Key: Sendable>: Sendable {
    // Open to the optimizer: a signer's module compiles the search for its own scope and key, which takes 4,000
    // instructions off a signature.
    @usableFromInline struct Entry {
        @usableFromInline var secret: Secret
        @usableFromInline var scope: Scope
        @usableFromInline var key: Key

        @inlinable init(secret: Secret, scope: Scope, key: Key) {
            self.secret = secret
            self.scope = scope
            self.key = key
        }
    }

    @usableFromInline let entries = Locked<[Entry]>([])

    /// An empty cache. A signer keeps one, so that the keys go when the signer goes.
    public init() {}

    /// The key of the secret for the scope: what a signature with it covers beside the request (a day, a region).
    /// - Parameter derive: makes the key when the cache has none.
    @inlinable public func key(for secret: Secret, in scope: Scope, derive: () throws -> Key) rethrows -> Key {
        // Told apart by object: an entry keeps its secret alive, so no other can take the same address.
        let found = entries.withLock { $0.last { $0.secret === secret && $0.scope == scope } }
        if let found { return found.key }
        let key = try derive()
        entries.withLock { entries in
            if entries.count == signingKeyCapacity { entries.removeFirst() }
            entries.append(Entry(secret: secret, scope: scope, key: key))
        }
        return key
    }
}

@usableFromInline let signingKeyCapacity = 16
