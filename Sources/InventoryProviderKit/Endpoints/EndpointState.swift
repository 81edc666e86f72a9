package import InventoryCore
internal import InventoryWire

/// What clients have learnt about the clouds' endpoints: how many retries are left, how far the server's clock is from
/// ours, and which buckets are in another region than their address says. ``ProviderCatalog`` keeps one for all its clients; whoever makes providers one by one shares one among
/// those that talk to the same clouds.
///
/// An endpoint is a region's service host, not a bucket's: all buckets behind it suffer and recover together.
public final class EndpointState: Sendable {
    /// More endpoints than any cloud has; beyond it the one least recently met is forgotten.
    static let capacity = 1024

    struct Endpoint {
        var quota = RetryQuota()
        var clockOffset: Int64 = 0
        var lastUse = 0
    }

    private struct State {
        var endpoints: [String: Endpoint] = [:]
        var uses = 0
        /// Where buckets are whose address names another region.
        var moved: [Asked: BucketAddress] = [:]
    }

    private struct Asked: Hashable {
        var provider: ProviderID
        var bucket: BucketAddress
    }

    private let state = Locked(State())

    public init() {}

    /// Reads or changes what is known of an endpoint.
    func with<Result>(_ key: String, _ body: (inout Endpoint) -> Result) -> Result {
        state.withLock { state in
            state.uses += 1
            if state.endpoints[key] == nil, state.endpoints.count >= Self.capacity,
                let oldest = state.endpoints.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
            {
                state.endpoints[oldest] = nil
            }
            var endpoint = state.endpoints[key] ?? Endpoint()
            endpoint.lastUse = state.uses
            defer { state.endpoints[key] = endpoint }
            return body(&endpoint)
        }
    }

    /// The address at which a bucket was found, where its cloud has named another region; else the address itself.
    package func located(_ bucket: BucketAddress, of provider: ProviderID) -> BucketAddress {
        state.withLock { $0.moved[Asked(provider: provider, bucket: bucket)] } ?? bucket
    }

    /// Remembers where a bucket is. Beyond ten thousand all are forgotten, and asked for again.
    func moved(_ bucket: BucketAddress, of provider: ProviderID, to address: BucketAddress) {
        state.withLock { state in
            if state.moved.count >= 10_000 { state.moved = [:] }
            state.moved[Asked(provider: provider, bucket: bucket)] = address
        }
    }

    /// The name under which an endpoint is remembered: without the bucket, with the address that stands for it.
    package static func key(
        _ provider: ProviderID, host: String, bucket: String?, connectTo: String?
    ) -> String {
        var family = ASCII.lowercased(host)
        if let bucket, family.hasPrefix(ASCII.lowercased(bucket) + ".") {
            family = String(decoding: family.utf8.dropFirst(bucket.utf8.count + 1), as: UTF8.self)
        }
        return provider.rawValue + " " + family + (connectTo.map { " at " + $0 } ?? "")
    }

    /// For tests: what is left of an endpoint's quota.
    package func quota(_ key: String) -> Int { with(key) { $0.quota.available } }
    /// For tests: sets what is left.
    package func setQuota(_ key: String, _ available: Int) { with(key) { $0.quota = RetryQuota(available) } }
    /// For tests: the correction in use.
    package func clockOffset(_ key: String) -> Int64 { with(key) { $0.clockOffset } }
}

extension EndpointState {
    /// For tests: a turn on an exhausted quota.
    package func turn(_ key: String, at uptime: Duration) -> Duration { with(key) { $0.quota.turn(at: uptime) } }
}
