/// A bucket in one cloud, and how to reach it. Plain data; nothing is resolved or connected to.
public struct BucketAddress: Hashable, Sendable {
    /// The full name as the cloud knows it: `photos-1250000000`.
    public var name: ExactText
    /// The region, as the vendor writes it; not needed where the endpoint names the host.
    public var region: ExactText?
    public var endpoint: Endpoint

    public init(_ name: ExactText, region: ExactText? = nil, endpoint: Endpoint = .standard) {
        self.name = name
        self.region = region
        self.endpoint = endpoint
    }
}

extension BucketAddress: CustomStringConvertible {
    public var description: String {
        "bucket '\(Printable.quoted(name.string))'" + (region.map { " (\(Printable.quoted($0.string)))" } ?? "")
    }
}

/// Which of a cloud's host names leads to a bucket.
@nonexhaustive public enum Endpoint: Hashable, Sendable {
    /// The vendor's public host for the region.
    case standard
    /// One of the vendor's other host names, as `endpoints.json` lists them: `internal`, `accelerate`, `tencentcos`.
    case named(String)
    /// Another host of the storage service; the bucket's name is put before it: `obs.eu-de.otc.t-systems.com`.
    case service(String)
    /// A host name bound to this very bucket, used as it stands.
    case customDomain(String)
}
