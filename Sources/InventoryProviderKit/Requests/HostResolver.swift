package import InventoryCore
package import InventoryVendorFacts

/// Finds the host that leads to a bucket, from the vendor's patterns. Pure text: nothing is resolved.
package struct HostResolver: Sendable {
    let provider: ProviderID
    let facts: EndpointFacts

    package init(provider: ProviderID, facts: EndpointFacts) {
        self.provider = provider
        self.facts = facts
    }

    /// - Throws: `invalidAddress` naming what is missing or cannot stand in a host name.
    package func host(of bucket: BucketAddress) throws(InventoryError) -> (host: String, addressing: BucketAddressing) {
        try check(bucket.name.string, "bucket name", in: bucket)
        switch bucket.endpoint {
        case .standard: return try virtualHost(facts.standard, bucket)
        case .named(let name):
            guard let pattern = facts.named[name] else {
                let known = facts.named.keys.sorted()
                throw invalid(
                    "\(bucket): \(provider) has no endpoint '\(Printable.quoted(name))'"
                        + (Suggestion.closest(to: name, among: known).map { ", did you mean '\($0)'?" }
                            ?? (known.isEmpty ? "" : "; it has \(known.joined(separator: ", "))")))
            }
            return try virtualHost(pattern, bucket)
        case .service(let host):
            try check(host, "endpoint host", in: bucket)
            guard !Self.isAddress(host) else {
                throw invalid(
                    "\(bucket): the endpoint host '\(host)' is an address, and no name can be put before one; give a name, "
                        + "or domain=\(host) for a server that needs no bucket in its host")
            }
            guard !host.hasPrefix(bucket.name.string + ".") else {
                throw invalid(
                    "\(bucket): the endpoint host must not begin with the bucket's name; give it as a custom domain")
            }
            return (bucket.name.string + "." + host, .virtualHost(bucket: bucket.name.string))
        case .customDomain(let host):
            try check(host, "custom domain", in: bucket)
            return (host, .customDomain)
        }
    }

    /// Whether a host, its port aside, is an IPv4 address. (An IPv6 address cannot be written here.)
    private static func isAddress(_ host: String) -> Bool {
        let parts = host.utf8.prefix { $0 != UInt8(ascii: ":") }
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private func virtualHost(
        _ pattern: String, _ bucket: BucketAddress
    ) throws(InventoryError) -> (host: String, addressing: BucketAddressing) {
        var texts = ["{bucket}": bucket.name.string]
        if pattern.holds("{region}") {
            guard let region = bucket.region?.string, !region.isEmpty else {
                throw invalid("\(bucket) has no region, and \(provider) needs one for the host name; give the region")
            }
            try check(region, "region", in: bucket)
            texts["{region}"] = region
        }
        return (pattern.filling(texts), .virtualHost(bucket: bucket.name.string))
    }

    /// Only what can stand in a host name, so that no name of a bucket or region can lead a signature elsewhere.
    private func check(_ text: String, _ thing: String, in bucket: BucketAddress) throws(InventoryError) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            // A port, in an endpoint of one's own.
            case 0x3A: thing == "endpoint host" || thing == "custom domain"
            default: false
            }
        }
        guard allowed, !text.isEmpty, !text.hasPrefix("."), !text.hasSuffix("."), !text.holds(".."),
            text.utf8.count <= 253
        else {
            throw invalid(
                "\(bucket): the \(thing) '\(Printable.quoted(text, limit: 80))' cannot stand in a host name; use letters, "
                    + "digits, hyphens and dots")
        }
    }

    private func invalid(_ message: String) -> InventoryError {
        InventoryError(.invalidAddress, message, provider: provider)
    }
}
