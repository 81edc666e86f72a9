package import InventoryCore

/// What a signature may depend on beside the request itself.
public struct SigningScope: Hashable, Sendable {
    /// How the request names its bucket.
    public var addressing: BucketAddressing
    /// The bucket's region, as the vendor writes it; nil where it is not known.
    public var region: String?
    /// The bucket's name, which a custom domain does not tell; nil where it is not known.
    public var bucket: String?

    public init(_ addressing: BucketAddressing, region: String? = nil, bucket: String? = nil) {
        self.addressing = addressing
        self.region = region
        self.bucket = bucket
    }

    /// The bucket of a custom domain, for signatures that cover its name.
    /// - Throws: `invalidAddress` where it is not known.
    package func bucketOfDomain() throws(InventoryError) -> String {
        if let bucket { return bucket }
        throw InventoryError(
            .invalidAddress,
            "the signature covers the bucket's name, which a custom domain does not tell; use the bucket's own host")
    }

    /// Parts of a scope that a vendor's signatures cannot do without.
    public struct Parts: OptionSet, Hashable, Sendable {
        public var rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        /// The signature covers the bucket's name, wherever the request has it.
        public static let bucket = Parts(rawValue: 1)
        /// The signature covers the region.
        public static let region = Parts(rawValue: 2)
    }
}

/// How a request names the bucket that it is for.
public enum BucketAddressing: Hashable, Sendable {
    /// The bucket is the first part of the host name.
    case virtualHost(bucket: String)
    /// The host name is bound to the bucket.
    case customDomain
    /// The bucket is the first part of the path.
    case path
    /// No bucket: a request to the service.
    case service
}
