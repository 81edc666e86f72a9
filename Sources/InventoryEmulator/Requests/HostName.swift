internal import InventoryWire

/// A host name without its port, lower-case, and what the vendors' naming says about it.
struct HostName: Sendable, Hashable {
    let text: String

    init(_ authority: String) {
        var name = Substring(authority)
        if name.first == "[" {
            name = name.dropFirst().prefix { $0 != "]" }
        } else if name.utf8.count(where: { $0 == 0x3A }) == 1 {
            name = name.prefix { $0 != ":" }
        }
        text = String(name)
    }

    private var labels: [Substring] { text.split(separator: ".", omittingEmptySubsequences: false) }

    /// What the vendor's naming says of it; nil where the service is not in it.
    func service(_ provider: EmulatedProvider) -> ServiceHost? { provider.vendor.serviceHost(labels) }

    /// Whether the name is the service itself or an address, so that the path names the bucket.
    func isEndpoint(_ provider: EmulatedProvider) -> Bool {
        text == "localhost" || text.contains(":") || isIPv4 || service(provider)?.bucket.isEmpty == true
    }

    private var isIPv4: Bool { labels.count == 4 && labels.allSatisfy { UInt8($0) != nil } }

    /// What stands before the service's labels, or before an address: the bucket that a virtual host names.
    func bucketPrefix(_ provider: EmulatedProvider) -> String? {
        if let service = service(provider), !service.bucket.isEmpty { return service.bucket }
        if text.hasSuffix(".localhost") { return String(text.dropLast(".localhost".count)) }
        if labels.count > 4, labels.suffix(4).allSatisfy({ UInt8($0) != nil }) {
            return labels.dropLast(4).joined(separator: ".")
        }
        return nil
    }
}
