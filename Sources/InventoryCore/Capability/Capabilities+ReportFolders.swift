extension Capabilities {
    /// The folders in which the reports of a rule on that bucket may lie, the likeliest first; each ends in `/`. Pure; asks no
    /// server.
    ///
    /// The first is the documented one (``reportLocation(of:in:)``). Earlier generations of a vendor's page name the bucket
    /// in full where the account has a folder of its own today.
    public func reportFolders(of rule: InventoryRule, in bucket: BucketAddress) -> [ExactText] {
        let pattern = reportLocation(of: rule, in: bucket).manifestPattern
        // What follows the rule's folder is the time, which is still to be filled in.
        guard let end = pattern.utf8.lastIndex(of: UInt8(ascii: "{")) else { return [] }
        let documented = ExactText(String(pattern[..<end]))
        let prefix = (rule.destination.prefix?.string).flatMap { $0.isEmpty ? nil : $0 } ?? reports.defaultPrefix
        let plain = ExactText(
            (prefix.map { $0 + "/" } ?? "") + "\(bucket.name.string)/\(rule.id.string)/")
        return documented == plain ? [documented] : [documented, plain]
    }

    /// How the bucket is reached that a rule's reports go to: by the host that leads to the bucket of the rule, in the region
    /// that the rule names, else in that of its bucket. Pure; asks no server.
    public func reportBucket(of rule: InventoryRule, in bucket: BucketAddress) -> BucketAddress {
        var address = bucket
        address.name = rule.destination.bucket
        if let named = rule.destination.region, !naming.partitions.contains(where: { $0.name == named.string }) {
            address.region = named
        }
        // A domain leads to one bucket alone.
        if case .customDomain = bucket.endpoint, address.name != bucket.name { address.endpoint = .standard }
        return address
    }
}
