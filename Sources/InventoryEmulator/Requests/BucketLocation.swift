internal import InventoryWire

/// Which bucket a request means, and by which of the three ways it says so. Some vendors sign them differently.
struct BucketLocation: Sendable, Hashable {
    enum Style: Sendable, Hashable {
        /// The host name starts with the bucket.
        case virtualHost
        /// The first segment of the path is the bucket.
        case path
        /// The host name stands for the bucket.
        case customDomain
        /// No bucket at all.
        case service
    }

    var style: Style
    /// The name that the request gives; nil at service level and for a domain that nobody configured.
    var name: String?
    /// The bucket, where it is a known one.
    var bucket: EmulatedBucket?
    /// What follows the bucket in the path: empty or `/` for the bucket itself.
    var keyPath: String
    /// The region in the host name, where one stands there.
    var region: String?

    /// Finds the bucket from the `Host` header and the path.
    init(host: String, path: String, provider: EmulatedProvider, buckets: BucketIndex) {
        let authority = ASCII.lowercased(host)
        let name = HostName(authority)
        self.init(style: .service, name: nil, bucket: nil, keyPath: path, region: name.service(provider)?.region)

        let domains = [authority, name.text].lazy
        if let bucket = domains.compactMap({ buckets.bucket(ofDomain: $0, of: provider) }).first {
            (style, self.name, self.bucket) = (.customDomain, bucket.name, bucket)
            return
        }
        if let bucket = buckets.bucket(before: name.text, of: provider),
            !name.isEndpoint(provider)
                || HostName(String(name.text.dropFirst(bucket.name.count + 1))).isEndpoint(provider)
        {
            (style, self.name, self.bucket) = (.virtualHost, bucket.name, bucket)
        } else if name.isEndpoint(provider) {
            let segment = path.dropFirst().prefix { $0 != "/" }
            guard !segment.isEmpty else { return }
            let bucketName = String(decoding: PercentEncoding.decode(segment), as: UTF8.self)
            style = .path
            self.name = bucketName
            bucket = buckets.bucket(named: bucketName, of: provider)
            keyPath = String(path.dropFirst(segment.count + 1))
        } else if let unknown = name.bucketPrefix(provider) {
            (style, self.name) = (.virtualHost, unknown)
        } else {
            style = .customDomain
        }
    }

    private init(style: Style, name: String?, bucket: EmulatedBucket?, keyPath: String, region: String?) {
        self.style = style
        self.name = name
        self.bucket = bucket
        self.keyPath = keyPath
        self.region = region
    }

    /// Whether the request means the bucket itself and no object in it.
    var isBucketLevel: Bool { keyPath.isEmpty || keyPath == "/" }

    /// Whether the host name says another region than the bucket's.
    var isInWrongRegion: Bool {
        guard let region, let bucket else { return false }
        return region != bucket.region
    }
}
