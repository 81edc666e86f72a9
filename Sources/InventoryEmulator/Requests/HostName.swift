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

    private static func serviceLabels(_ provider: EmulatedProvider) -> [String] {
        switch provider {
        case .tencentCOS: ["cos", "cos-internal", "cos-website"]
        case .huaweiOBS: ["obs", "oss", "s3"]
        }
    }

    private var labels: [Substring] { text.split(separator: ".", omittingEmptySubsequences: false) }

    /// Whether the name is the service itself, so that the path names the bucket: `cos.…`, `obs.…`, an address.
    func isEndpoint(_ provider: EmulatedProvider) -> Bool {
        if text == "localhost" || text.contains(":") || isIPv4 { return true }
        return Self.serviceLabels(provider).contains { text.hasPrefix($0 + ".") } || text.hasPrefix("service.cos.")
    }

    private var isIPv4: Bool { labels.count == 4 && labels.allSatisfy { UInt8($0) != nil } }

    /// What stands before the service label, or before an address: the bucket that a virtual host names.
    func bucketPrefix(_ provider: EmulatedProvider) -> String? {
        if let service = serviceIndex(provider), service > 0 { return labels[..<service].joined(separator: ".") }
        if text.hasSuffix(".localhost") { return String(text.dropLast(".localhost".count)) }
        if labels.count > 4, labels.suffix(4).allSatisfy({ UInt8($0) != nil }) {
            return labels.dropLast(4).joined(separator: ".")
        }
        return nil
    }

    /// The label after the service label, on the vendors' own domains.
    func region(_ provider: EmulatedProvider) -> String? {
        let domains: [String] =
            switch provider {
            case .tencentCOS: [".myqcloud.com", ".tencentcos.cn"]
            case .huaweiOBS: [".myhuaweicloud.com", ".myhuaweicloud.eu"]
            }
        guard domains.contains(where: text.hasSuffix), let service = serviceIndex(provider),
            labels.count == service + 4
        else { return nil }
        return String(labels[service + 1])
    }

    private func serviceIndex(_ provider: EmulatedProvider) -> Int? {
        labels.lastIndex { label in Self.serviceLabels(provider).contains { label == $0 } }
    }
}
