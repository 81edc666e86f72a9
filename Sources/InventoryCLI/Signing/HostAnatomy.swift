import InventoryProviderKit
import InventoryVendorFacts
import InventoryWire

/// Takes a host name of a cloud apart, by the patterns that the cloud's hosts are made of.
struct HostAnatomy {
    var facts: EndpointFacts

    /// How a request to that host names its bucket; nil where the host is none of the cloud's.
    func addressing(ofHost host: String) -> BucketAddressing? {
        let name = ASCII.lowercased(String(host.prefix { $0 != ":" }))
        let patterns = [facts.standard] + facts.named.keys.sorted().compactMap { facts.named[$0] }
        return patterns.lazy.compactMap { addressing(of: name, by: $0) }.first
    }

    /// - Parameter pattern: `{bucket}.obs.{region}.myhuaweicloud.com`.
    private func addressing(of host: String, by pattern: String) -> BucketAddressing? {
        let bucket = "{bucket}."
        guard pattern.hasPrefix(bucket) else { return nil }
        // What stands before and after the region; without a region all of it stands before.
        let service = pattern.dropFirst(bucket.count).split(
            separator: "{region}", maxSplits: 1, omittingEmptySubsequences: false)
        let (start, end) = (String(service[0]), service.count == 2 ? String(service[1]) : "")
        guard host.hasSuffix(end) else { return nil }
        let labels = host.dropLast(end.count)
        if fits(labels, start, hasRegion: service.count == 2) { return .path }
        // Bucket names hold dots too: the service begins at the last place where it can.
        for dot in labels.indices.reversed() where labels[dot] == "." && dot > labels.startIndex {
            if fits(labels[labels.index(after: dot)...], start, hasRegion: service.count == 2) {
                return .virtualHost(bucket: String(labels[..<dot]))
            }
        }
        return nil
    }

    private func fits(_ text: Substring, _ start: String, hasRegion: Bool) -> Bool {
        guard text.hasPrefix(start) else { return false }
        let region = text.dropFirst(start.count)
        return hasRegion ? !region.isEmpty && !region.contains(".") : region.isEmpty
    }
}
