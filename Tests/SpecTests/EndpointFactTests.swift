import InventoryCore
import InventoryVendorFacts
import InventoryWire
import SpecKit
import Testing

/// Sense in the host patterns, and the cases that say what they come to.
struct EndpointFactTests {
    @Test(arguments: Vendor.all) func `Every pattern begins with the bucket and ends in a trusted host`(vendor: Vendor)
    {
        let endpoints = vendor.constant.endpoints
        for pattern in [endpoints.standard] + endpoints.named.values {
            #expect(pattern.hasPrefix("{bucket}."))
            for suffix in Set(vendor.constant.capabilities.naming.partitions.map(\.hostSuffix)).union([""]) {
                guard pattern.contains("{suffix}") == !suffix.isEmpty else { continue }
                let host = pattern.replacing("{bucket}", with: "a.b").replacing("{region}", with: "ap-x-1")
                    .replacing("{suffix}", with: suffix)
                #expect(!host.contains("{"))
                #expect(endpoints.trustedHosts.contains { HostPattern.matches(host, $0) }, "\(host)")
                if endpoints.pathStyle != .never {
                    let service = String(host.dropFirst("a.b.".count))
                    let isPathless = !pattern.contains("{region}")
                    #expect(
                        isPathless || endpoints.trustedHosts.contains { HostPattern.matches(service, $0) }, "\(service)"
                    )
                }
            }
            // The storage hosts alone, not a domain that the vendor has other things in.
            #expect(
                endpoints.trustedHosts.allSatisfy { host in
                    [
                        "*.cos", "*.obs.", "*.s3.", "*.s3-", "s3.", "s3-", "cos.*.", "obs.*.", "service.cos.", "*.tos-",
                        "tos-", "*.oss-", "*.oss.", "oss-",
                    ]
                    .contains { host.hasPrefix($0) }
                })
        }
    }

    @Test(arguments: Vendor.all) func `Every host has a case, and so has every kind of endpoint`(vendor: Vendor) throws
    {
        let cases = try vendor.spec().endpoints.cases.filter {
            if case .location = $0.expected { true } else { false }
        }
        let used = Set(cases.map(\.address.endpoint))
        #expect(used.contains(.standard))
        for name in vendor.constant.endpoints.named.keys { #expect(used.contains(.named(name)), "\(name)") }
        #expect(used.contains { if case .service = $0 { true } else { false } })
        #expect(used.contains { if case .customDomain = $0 { true } else { false } })
        #expect(Set(cases.map(\.title)).count == cases.count)
    }

    @Test(arguments: Vendor.all) func `A case's host is what its pattern gives`(vendor: Vendor) throws {
        let endpoints = vendor.constant.endpoints
        for example in try vendor.spec().endpoints.cases {
            guard case .location(let host, let path) = example.expected else { continue }
            let pattern =
                switch example.address.endpoint {
                case .standard: endpoints.standard
                case .named(let name): try #require(endpoints.named[name])
                case .service(let service): "{bucket}.\(service)"
                case .customDomain(let domain): domain
                }
            let region = pattern.contains("{region}") ? try #require(example.address.region).string : ""
            let name = example.address.name.string
            let suffix = vendor.constant.capabilities.naming.partition(of: region)?.hostSuffix ?? ""
            let filled = pattern.replacing("{bucket}.", with: path == "/" ? name + "." : "")
                .replacing("{region}", with: region).replacing("{suffix}", with: suffix)
            #expect(host == filled, "\(example.title)")
            #expect(path == "/" || (path == "/" + name && endpoints.pathStyle != .never))
        }
    }

    @Test(arguments: Vendor.all)
    func `An address that is refused has a reason in its parts`(vendor: Vendor) throws {
        let naming = vendor.constant.capabilities.naming
        let unsafe = { (text: String) in text.isEmpty || text.contains { "/#:@? ".contains($0) } }
        for example in try vendor.spec().endpoints.cases {
            guard case .error(let code) = example.expected else { continue }
            #expect(code == .invalidAddress)
            let address = example.address
            let named = if case .named = address.endpoint { true } else { false }
            let host: String? =
                switch address.endpoint {
                case .service(let host), .customDomain(let host): host
                default: nil
                }
            let problems =
                naming.problems(withBucket: address.name, path: "bucket")
                + naming.problems(withRegion: address.region ?? "", path: "region")
            #expect(
                unsafe(address.name.string) || unsafe(address.region?.string ?? "") || named
                    || host.map { unsafe($0) || $0.first?.isNumber == true } == true
                    || problems.contains { $0.disposition == .refused }, "\(example.title)")
        }
    }
}
