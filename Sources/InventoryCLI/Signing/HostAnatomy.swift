import InventoryProviderKit
import InventoryVendorFacts
import InventoryWire

/// Takes a host name of a cloud apart, by the patterns that the cloud's hosts are made of.
struct HostAnatomy {
    /// The more particular first: a region could be called as the hosts of another pattern begin or end.
    private let patterns: [String]

    init(_ vendor: VendorFacts) {
        let suffixes = vendor.capabilities.naming.partitions.map(\.hostSuffix)
        let all = [vendor.endpoints.standard] + vendor.endpoints.named.values.sorted()
        patterns = all.flatMap { pattern in
            pattern.holds("{suffix}") ? suffixes.map { pattern.filling("{suffix}", with: $0) } : [pattern]
        }.sorted { Self.fixed($0) > Self.fixed($1) }
    }

    /// How much of a pattern is the same in all of its hosts.
    private static func fixed(_ pattern: String) -> Int { pattern.filling("{region}", with: "").utf8.count }

    /// How a request to that host names its bucket, and the region that the host names; nil where the host is none of the
    /// cloud's.
    func scope(ofHost host: String) -> SigningScope? {
        let name = ASCII.lowercased(String(host.prefix { $0 != ":" }))
        return patterns.lazy.compactMap { scope(of: name, by: $0) }.first
    }

    /// - Parameter pattern: `{bucket}.obs.{region}.myhuaweicloud.com`.
    private func scope(of host: String, by pattern: String) -> SigningScope? {
        let bucket = "{bucket}."
        guard pattern.hasPrefix(bucket) else { return nil }
        // What stands before and after the region; without a region all of it stands before.
        let service = pattern.dropFirst(bucket.count).split(
            separator: "{region}", maxSplits: 1, omittingEmptySubsequences: false)
        let (start, end) = (String(service[0]), service.count == 2 ? String(service[1]) : nil)
        guard host.hasSuffix(end ?? "") else { return nil }
        let labels = host.dropLast(end?.count ?? 0)

        /// The region that a text names, which is empty where the pattern has none; nil where it is another host's.
        func region(in text: Substring) -> String? {
            guard text.hasPrefix(start) else { return nil }
            let region = text.dropFirst(start.count)
            let fits = end == nil ? region.isEmpty : !region.isEmpty && !region.contains(".")
            return fits ? String(region) : nil
        }
        func scope(_ addressing: BucketAddressing, _ region: String) -> SigningScope {
            SigningScope(addressing, region: region.isEmpty ? nil : region)
        }

        if let region = region(in: labels) { return scope(.path, region) }
        // Bucket names hold dots too: the service begins at the last place where it can.
        for dot in labels.indices.reversed() where labels[dot] == "." && dot > labels.startIndex {
            if let region = region(in: labels[labels.index(after: dot)...]) {
                return scope(.virtualHost(bucket: String(labels[..<dot])), region)
            }
        }
        return nil
    }
}
