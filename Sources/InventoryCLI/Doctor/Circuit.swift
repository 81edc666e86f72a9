import CloudInventory
import InventoryCore

/// Counts buckets that failed for what they share: the endpoint, the account. After some in a row the others of that
/// endpoint and account are not asked: each would wait for the same time-out and say the same.
struct Circuit {
    /// Buckets in a row after which the rest is left out.
    static let threshold = 5

    struct Key: Hashable, Sendable {
        var provider: ProviderID
        var region: String?
        var endpoint: Endpoint
        var credentials: String?

        init(_ target: SyncTarget) {
            provider = target.provider
            region = target.bucket.region?.string
            endpoint = target.bucket.endpoint
            // A bucket's own domain leads to the same servers as the others of its region.
            if case .customDomain = target.bucket.endpoint { endpoint = .standard }
            credentials = target.credentials
        }
    }

    private var failures: [Key: (inARow: Int, first: Check)] = [:]

    /// Why no other bucket of that endpoint and account is asked; nil while they are.
    func cause(_ key: Key) -> Check? {
        guard let found = failures[key], found.inARow >= Self.threshold else { return nil }
        return found.first
    }

    /// Notes how a bucket went.
    mutating func note(_ checks: [Check], of key: Key) {
        // An open circuit stays open: buckets that were under way already say nothing new.
        guard cause(key) == nil else { return }
        guard let shared = checks.first(where: { $0.state == .problem && $0.isShared }) else {
            failures[key] = nil
            return
        }
        failures[key, default: (0, shared)].inARow += 1
    }
}

extension Check {
    /// Whether the same is to be expected of every bucket of the endpoint and account.
    fileprivate var isShared: Bool { ["credentials", "endpoint", "TLS"].contains(name) }
}
