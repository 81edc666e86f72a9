internal import InventoryWire

/// The buckets by the names that requests give them: finding one costs the same however many there are. Of two with one
/// name the first is found.
struct BucketIndex: Sendable {
    private struct Key: Hashable {
        var provider: EmulatedProvider
        var text: String

        init(_ provider: EmulatedProvider, _ text: some StringProtocol) {
            self.provider = provider
            self.text = String(text)
        }
    }

    private var byName: [Key: EmulatedBucket] = [:]
    /// In lower case, as hosts are compared.
    private var byHostLabel: [Key: EmulatedBucket] = [:]
    private var byDomain: [Key: EmulatedBucket] = [:]
    private var byProvider: [EmulatedProvider: [EmulatedBucket]] = [:]

    init(_ buckets: some Sequence<EmulatedBucket>) {
        for bucket in buckets {
            func note(_ text: String, in table: inout [Key: EmulatedBucket]) {
                let key = Key(bucket.provider, text)
                if table[key] == nil { table[key] = bucket }
            }
            note(bucket.name, in: &byName)
            note(ASCII.lowercased(bucket.name), in: &byHostLabel)
            for domain in bucket.customDomains { note(ASCII.lowercased(domain), in: &byDomain) }
        }
        byProvider = Dictionary(grouping: buckets, by: \.provider).mapValues { buckets in
            buckets.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
    }

    /// All of a cloud's, sorted by the bytes of their names.
    func buckets(of provider: EmulatedProvider) -> [EmulatedBucket] { byProvider[provider] ?? [] }

    /// The bucket of exactly that name.
    func bucket(named name: String, of provider: EmulatedProvider) -> EmulatedBucket? { byName[Key(provider, name)] }

    /// The bucket that the host stands for, in lower case, with or without its port.
    func bucket(ofDomain host: String, of provider: EmulatedProvider) -> EmulatedBucket? {
        byDomain[Key(provider, host)]
    }

    /// The bucket whose name stands before a dot at the beginning of the host, in lower case; the longest name wins, as
    /// a bucket `a.b` and a bucket `a` may both exist.
    func bucket(before host: String, of provider: EmulatedProvider) -> EmulatedBucket? {
        var front = host[...]
        while let dot = front.lastIndex(of: ".") {
            front = front[..<dot]
            if let bucket = byHostLabel[Key(provider, front)] { return bucket }
        }
        return nil
    }
}

extension BucketIndex: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: EmulatedBucket...) { self.init(elements) }
}
