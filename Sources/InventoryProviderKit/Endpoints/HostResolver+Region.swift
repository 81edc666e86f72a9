internal import InventoryCore
internal import InventoryVendorFacts

extension HostResolver {
    /// The bucket's address in the region that a refusal names, where its request may be signed anew for that region: the
    /// same bucket, the vendor's own host, the same partition. Nothing but the region is taken from the answer, so no
    /// server can name the host that a signature goes to. Nil where the refusal says nothing new.
    func moved(_ bucket: BucketAddress, by reply: VendorReply) -> BucketAddress? {
        region(in: reply, to: bucket).flatMap { moved(bucket, to: $0) }
    }

    /// The bucket's address in that region, where it may be asked for there.
    func moved(_ bucket: BucketAddress, to named: String) -> BucketAddress? {
        guard mayFollow(bucket), let asked = bucket.region?.string, named != asked, named.utf8.count <= 63,
            naming.partition(of: named) == naming.partition(of: asked)
        else { return nil }
        var moved = bucket
        moved.region = ExactText(named)
        return (try? place(of: moved)) == nil ? nil : moved
    }

    /// Whether requests for a bucket may go to another region of its cloud.
    func mayFollow(_ bucket: BucketAddress) -> Bool {
        facts.followsRegion && bucket.region != nil && isOfRegion(bucket.endpoint)
    }

    /// The region that a refusal names, by itself or in the name of a host of the vendor's; nil where it names none.
    func region(in reply: VendorReply, to bucket: BucketAddress) -> String? {
        if let named = reply.hints["region"], !named.isEmpty { return named }
        guard let asked = bucket.region?.string else { return nil }
        return reply.hints["endpoint"].flatMap { region(of: $0, bucket, asked) }
    }

    /// Whether the endpoint is a host of the vendor's that has the region in its name.
    private func isOfRegion(_ endpoint: Endpoint) -> Bool {
        switch endpoint {
        case .standard: facts.standard.holds("{region}")
        case .named(let name): facts.named[name]?.holds("{region}") ?? false
        case .service, .customDomain: false
        }
    }

    /// The region in the name of a host of the vendor's, with the bucket's name before it or without; the shortest that
    /// any pattern finds, for `oss-{region}` finds `cn-beijing-internal` too.
    private func region(of host: String, _ bucket: BucketAddress, _ asked: String) -> String? {
        let names = ["{bucket}.": "", "{suffix}": naming.partition(of: asked)?.hostSuffix ?? "{suffix}"]
        let host = host.hasPrefix(bucket.name.string + ".") ? host.dropFirst(bucket.name.string.count + 1) : host[...]
        return ([facts.standard] + facts.named.values).compactMap { pattern in
            let parts = pattern.filling(names).split(separator: "{region}", omittingEmptySubsequences: false)
            guard parts.count == 2, host.hasPrefix(parts[0]), host.hasSuffix(parts[1]),
                host.utf8.count > parts[0].utf8.count + parts[1].utf8.count
            else { return nil }
            return String(host.dropFirst(parts[0].count).dropLast(parts[1].count))
        }.min { $0.utf8.count < $1.utf8.count }
    }
}
