internal import InventoryWire

/// What is really there, read past every signature, lag and quirk; and changes behind the clients' backs.
extension Emulator {
    /// The documents of a bucket by creation, as received. Empty for a bucket that does not exist.
    public func documents(in bucket: String, of provider: EmulatedProvider) -> [StoredDocument] {
        state.withLock { $0.buckets[BucketKey(provider: provider, name: bucket)]?.rules.map(\.stored) ?? [] }
    }

    /// One document as received, or nil.
    public func document(_ id: String, in bucket: String, of provider: EmulatedProvider) -> StoredDocument? {
        state.withLock { $0.buckets[BucketKey(provider: provider, name: bucket)]?.rule(id)?.stored }
    }

    /// The one-off jobs that were taken, in order.
    public func oneOffJobs(in bucket: String, of provider: EmulatedProvider) -> [StoredDocument] {
        state.withLock { $0.buckets[BucketKey(provider: provider, name: bucket)]?.jobs ?? [] }
    }

    /// The requests so far, oldest first; beyond some thousand the oldest are forgotten.
    public var requests: [LoggedRequest] { state.withLock { $0.log.entries } }

    /// How many requests there were, the forgotten ones too.
    public var requestCount: Int { state.withLock { $0.log.count } }

    /// How many of the remembered requests there were of each call of that cloud.
    public func requestCounts(of provider: EmulatedProvider) -> [EmulatedOperation: Int] {
        requests.lazy.filter { $0.provider == provider }.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 }
    }

    /// Puts a document into a bucket by hand: no signature, no check, no limit, visible at once, not logged. Whatever is
    /// placed reads back as it is, XML or not.
    public func place(_ document: [UInt8], as id: String, in bucket: String, of provider: EmulatedProvider) {
        let stored = StoredDocument(id: id, document: document, receivedAt: clock(), isPlaced: true)
        let rule = dialect(provider).placed(stored)
        state.withLock { state in
            state.buckets[BucketKey(provider: provider, name: bucket), default: BucketState()].put(rule, lag: 0)
        }
    }

    /// Takes a document out of a bucket by hand.
    /// - Returns: whether it was there.
    @discardableResult
    public func removeDocument(_ id: String, in bucket: String, of provider: EmulatedProvider) -> Bool {
        let now = clock()
        return state.withLock { state in
            state.buckets[BucketKey(provider: provider, name: bucket)]?.remove(id, now: now, lag: 0) ?? false
        }
    }

    /// The objects of a bucket as a plain list shows them: the newest versions, by key.
    public func objects(in bucket: String, of provider: EmulatedProvider) -> [EmulatedObject] {
        state.withLock { $0.objects[BucketKey(provider: provider, name: bucket)]?.current.map(\.object) ?? [] }
    }

    /// Puts an object into a bucket by hand: a new version, or in the place of the one with the same version id.
    public func place(_ object: EmulatedObject, in bucket: String, of provider: EmulatedProvider) {
        state.withLock { state in
            state.objects[BucketKey(provider: provider, name: bucket), default: ObjectShelf([])].put(object)
        }
    }

    /// Empties buckets and log, and starts the faults again from their seed.
    public func reset() {
        state.withLock { $0 = State(configuration) }
    }

    /// Empties the log alone.
    public func forgetRequests() {
        state.withLock { $0.log = RequestLog() }
    }
}
