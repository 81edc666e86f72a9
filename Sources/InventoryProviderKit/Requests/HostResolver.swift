package import InventoryCore
package import InventoryVendorFacts

/// Finds the host that leads to a bucket, from the vendor's patterns. Pure text: nothing is resolved.
package struct HostResolver: Sendable {
    let provider: ProviderID
    let facts: EndpointFacts
    let naming: Naming

    package init(_ vendor: VendorFacts) {
        provider = vendor.capabilities.provider
        facts = vendor.endpoints
        naming = vendor.capabilities.naming
    }

    /// Where requests for a bucket go.
    package struct Place: Hashable, Sendable {
        package var host: String
        /// The path of requests for the bucket itself: `/`, or `/` and the bucket's name.
        package var path = "/"
        package var addressing: BucketAddressing
    }

    /// - Throws: `invalidAddress` naming what is missing or cannot stand in a host name.
    package func place(of bucket: BucketAddress) throws(InventoryError) -> Place {
        // Naming knows best what was meant by a name that cannot be.
        try require(naming.problems(withBucket: bucket.name, path: "bucket"), in: bucket)
        return try pattern(bucket)
    }

    private func pattern(_ bucket: BucketAddress) throws(InventoryError) -> Place {
        try check(bucket.name.string, "bucket name", in: bucket)
        switch bucket.endpoint {
        case .standard: return try ownHost(facts.standard, bucket)
        case .named(let name):
            guard let pattern = facts.named[name] else {
                let known = facts.named.keys.sorted()
                throw invalid(
                    "\(bucket): \(provider) has no endpoint '\(Printable.quoted(name))'"
                        + (Suggestion.closest(to: name, among: known).map { ", did you mean '\($0)'?" }
                            ?? (known.isEmpty ? "" : "; it has \(known.joined(separator: ", "))")))
            }
            return try ownHost(pattern, bucket)
        case .service(let host):
            try check(host, "endpoint host", in: bucket)
            if standsInPath(bucket, isAddress: HostAddress.isNumeric(host)) { return inPath(bucket, of: host) }
            guard !HostAddress.isNumeric(host) else {
                throw invalid(
                    "\(bucket): no bucket's name can stand before the address \(host); name the host instead, or write "
                        + "domain=\(host) where this host serves this bucket alone")
            }
            guard !host.hasPrefix(bucket.name.string + ".") else {
                throw invalid(
                    "\(bucket): the endpoint host must not begin with the bucket's name; give it as a custom domain")
            }
            return Place(
                host: bucket.name.string + "." + host, addressing: .virtualHost(bucket: bucket.name.string))
        case .customDomain(let host):
            try check(host, "custom domain", in: bucket)
            let isOwn = facts.trustedHosts.contains { HostPattern.matches(ASCII.lowercased(host), $0) }
            guard !isOwn || ASCII.lowercased(host).hasPrefix(bucket.name.string + ".") else {
                throw invalid(
                    "\(bucket): \(Printable.quoted(host)) is a host of \(provider)'s own, and not this bucket's; leave the "
                        + "endpoint out, or name the bucket that the host belongs to")
            }
            return Place(host: host, addressing: .customDomain)
        }
    }

    private func ownHost(_ pattern: String, _ bucket: BucketAddress) throws(InventoryError) -> Place {
        guard !pattern.isEmpty else {
            throw invalid(
                "\(bucket): \(provider) has no host of its own; name the server's: host=HOST in an address, endpoint: "
                    + "service=HOST in a rule set")
        }
        var texts = ["{bucket}": bucket.name.string]
        try require(naming.problems(withRegion: bucket.region ?? "", path: "region"), in: bucket)
        if pattern.holds("{region}") {
            guard let region = bucket.region?.string, !region.isEmpty else {
                throw invalid("\(bucket) has no region, and \(provider) needs one for the host name; give the region")
            }
            try check(region, "region", in: bucket)
            texts["{region}"] = region
            texts["{suffix}"] = naming.partition(of: region)?.hostSuffix
        }
        guard standsInPath(bucket) else {
            return Place(host: pattern.filling(texts), addressing: .virtualHost(bucket: bucket.name.string))
        }
        return inPath(bucket, of: pattern.filling(["{bucket}.": ""]).filling(texts))
    }

    private func inPath(_ bucket: BucketAddress, of host: String) -> Place {
        Place(host: host, path: "/" + bucket.name.string, addressing: .path)
    }

    /// Whether the bucket's name goes into the path.
    /// - Parameter isAddress: whether the host is an address of numbers, before which no name can stand.
    private func standsInPath(_ bucket: BucketAddress, isAddress: Bool = false) -> Bool {
        switch facts.pathStyle {
        case .never: false
        case .whereNeeded: isAddress || !HostAddress.isLabel(bucket.name.string)
        case .always: true
        }
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
        guard allowed, !text.isEmpty, HostAddress.hasPortOrNone(text), !text.hasPrefix("."), !text.hasSuffix("."),
            !text.holds(".."),
            text.utf8.count <= 253
        else {
            throw invalid(
                "\(bucket): the \(thing) '\(Printable.quoted(text, limit: 80))' cannot stand in a host name; use letters, "
                    + "digits, hyphens and dots")
        }
    }

    /// Refuses what facts that are sure speak against.
    private func require(_ problems: [Finding], in bucket: BucketAddress) throws(InventoryError) {
        guard let problem = problems.first(where: { $0.disposition == .refused }) else { return }
        throw invalid("\(bucket): \(problem.message)")
    }

    private func invalid(_ message: String) -> InventoryError {
        InventoryError(.invalidAddress, message, provider: provider)
    }
}

/// Addresses of hosts, as text.
enum HostAddress {
    /// Whether a name is a single label of a host name, as certificates for `*.host` cover one.
    static func isLabel(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count) && name.utf8.first != 0x2D && name.utf8.last != 0x2D
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
            }
    }

    /// Whether what follows a colon is a port; true without a colon.
    static func hasPortOrNone(_ host: String) -> Bool {
        guard let colon = host.utf8.firstIndex(of: 0x3A) else { return true }
        return UInt16(host[colon...].dropFirst()).map { $0 > 0 } ?? false
    }

    /// Whether a host, with or without a port, is an address of numbers, in any form that resolvers take for one: its last
    /// part is a number, as in `127.0.0.1`, `2130706433` and `0x7f.1`.
    static func isNumeric(_ host: String) -> Bool {
        let name = host.utf8.prefix { $0 != 0x3A }
        let last = name.split(separator: 0x2E).last ?? name
        let isHexadecimal = last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8)
        return !last.isEmpty
            && (last.allSatisfy { (0x30...0x39).contains($0) }
                || (isHexadecimal
                    && last.dropFirst(2).allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
                    }))
    }
}
