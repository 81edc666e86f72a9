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
}
