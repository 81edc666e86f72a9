import CloudInventory
import InventoryCore

/// Whether the buckets that reports go to are there. Each is asked once, however many rules name it, for the list of its
/// own rules: a documented request that only reads, and that is answered `NoSuchBucket` where there is no such bucket.
struct ReportBuckets {
    /// A report bucket as one cloud and account see it.
    struct Place: Hashable, Sendable {
        var provider: ProviderID
        var credentials: String?
        var bucket: BucketAddress

        /// The report buckets of a target's rules, in the rules' order.
        static func all(of target: SyncTarget) -> [Place] {
            guard let cloud = try? Vendors.vendor(target.provider).capabilities else { return [] }
            var seen: Set<Place> = []
            return target.rules.map { rule in
                Place(
                    provider: target.provider, credentials: target.credentials,
                    bucket: cloud.reportBucket(of: rule, in: target.bucket))
            }.filter { seen.insert($0).inserted }
        }
    }

    let place: Place
    let client: InventoryClient
    /// Where the bucket is, by what its cloud has answered.
    let location: @Sendable (BucketAddress) -> BucketAddress

    /// - Throws: `CancellationError` alone.
    func check() async throws -> Check {
        do {
            _ = try await client.provider.rules(in: place.bucket, after: nil)
            let found = location(place.bucket)
            guard found.region == place.bucket.region else {
                return .problem(
                    "report bucket",
                    "\(place.bucket.name) is in \(found.region?.string.quoted ?? "another region"), and reports are delivered "
                        + "within the bucket's own, \(place.bucket.region?.string.quoted ?? "another one")",
                    remedy: "name a report bucket of that region")
            }
            return .ok("report bucket", "\(place.bucket) is there")
        } catch {
            if error is CancellationError { throw error }
            let error = InventoryError(error)
            switch error.code {
            case .bucketNotFound:
                return .problem(
                    "report bucket", error.description,
                    remedy: "create it in that region and under that account, or correct reports.bucket")
            case .invalidAddress:
                return .problem(
                    "report bucket", error.description, remedy: "correct reports.bucket", status: .preflight)
            case .accessDenied:
                return .unknown(
                    "report bucket", "whether \(place.bucket) is there is not known: this key may not list its rules",
                    remedy: "look at it with a key of its owner")
            default:
                return .unknown(
                    "report bucket", "whether \(place.bucket) is there is not known: \(error.description)")
            }
        }
    }
}

extension String {
    fileprivate var quoted: String { "'\(Printable.quoted(self, limit: 80))'" }
}
