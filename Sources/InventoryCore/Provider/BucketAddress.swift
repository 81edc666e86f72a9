/// A bucket in one cloud, and how to reach it. Plain data; nothing is resolved or connected to.
public struct BucketAddress: Hashable, Sendable {
    /// The full name as the cloud knows it: `photos-1250000000`.
    public var name: ExactText
    /// The region, as the vendor writes it; not needed where the endpoint names the host.
    public var region: ExactText?
    /// Which host leads to the bucket.
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

/// As text: `standard`, the name of one of the vendor's other hosts, `service=HOST` or `domain=HOST`.
extension Endpoint: CustomStringConvertible, Codable {
    public var description: String {
        switch self {
        case .standard: "standard"
        case .named(let name): name
        case .service(let host): "service=\(host)"
        case .customDomain(let host): "domain=\(host)"
        }
    }

    /// Reads the text form. Whether the vendor has a host of that name is seen when the host is looked for.
    public init(_ text: String) {
        if text == "standard" {
            self = .standard
        } else if text.hasPrefix("service=") {
            self = .service(String(text.dropFirst("service=".count)))
        } else if text.hasPrefix("domain=") {
            self = .customDomain(String(text.dropFirst("domain=".count)))
        } else {
            self = .named(text)
        }
    }

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
