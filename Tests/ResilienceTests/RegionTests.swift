import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// What an emulated cloud answers where a bucket is asked for in another region.
struct RegionCase: Sendable, CustomTestStringConvertible {
    var quirk: EmulatorQuirk
    var value: String
    var testDescription: String { "\(quirk.name) = \(value)" }

    /// Every answer that names the region, of the clouds whose answers may be followed.
    static let all = EmulatorQuirks.ofClients
        .filter { quirk in
            (try? Vendors.vendor(ProviderID(rawValue: quirk.provider.rawValue)).followsRegion) == true
                && (quirk.name.hasSuffix(".wrongRegion") || quirk.name.hasSuffix(".wrongEndpoint"))
        }
        .flatMap { quirk in quirk.values.map { RegionCase(quirk: quirk, value: $0) } }
        .filter { !["NoSuchBucket", "IllegalLocationConstraintException"].contains($0.value) }
}

extension Vendor {
    fileprivate var followsRegion: Bool { facts.endpoints.followsRegion }
}

@Suite struct `A bucket in another region` {
    private static let regionTold: @Sendable (CallEvent) -> String? = { event in
        if case .regionCorrected(let region) = event.kind { region } else { nil }
    }

    /// The bucket's address with another region of the same partition.
    private static func mistaken(_ bucket: BucketAddress) -> BucketAddress {
        var bucket = bucket
        bucket.region = bucket.region?.string.hasPrefix("cn-") == true ? "cn-elsewhere" : "eu-west-9"
        return bucket
    }

    @Test(arguments: RegionCase.all)
    func `is asked for there once, which is told and remembered`(_ test: RegionCase) async throws {
        let cloud = try EmulatedCloud(test.quirk.provider, quirks: [test.quirk.name: test.value])
        let (endpoints, events) = (EndpointState(), Recorder<CallEvent>())
        let client = try client(
            of: cloud.id,
            options(
                EmulatorTransport(cloud.emulator, as: cloud.provider), time: cloud.time, endpoints: endpoints,
                observer: { events.add($0) }))
        let asked = Self.mistaken(cloud.bucket)
        _ = try await client.store(cloud.rule("a"), in: asked)
        #expect(cloud.documents.count == 1 && cloud.emulator.requests.count == 2)
        #expect(events.all.compactMap(Self.regionTold) == [cloud.provider.region])
        let told = events.all.filter { Self.regionTold($0) != nil }
        #expect(told.allSatisfy { $0.level == .warning && $0.message.contains("correct the region") })
        _ = try await client.rule("a", in: asked)
        #expect(cloud.emulator.requests.count == 3)
        // What is known of one address says nothing of another.
        _ = try await client.rule("a", in: cloud.bucket)
        #expect(cloud.emulator.requests.count == 4)
    }

    private func client(of cloud: ProviderID, _ options: ProviderOptions) throws -> InventoryClient {
        InventoryClient(HTTPProvider(try Vendors.vendor(cloud), options: options))
    }

    private static let photos = BucketAddress("photos", region: "eu-west-1")

    /// The hosts that one call to S3 goes to, where every answer is this one, and the call's error.
    private func hosts(
        asking bucket: BucketAddress = photos, status: Int = 301, region: String? = nil, endpoint: String? = nil,
        connectTo: ConnectTarget? = nil
    ) async throws -> (hosts: [String], error: InventoryError?) {
        let body = endpoint.map { "<Error><Code>PermanentRedirect</Code><Endpoint>\($0)</Endpoint></Error>" } ?? ""
        let transport = ScriptedTransport([
            { _ in
                var headers = HTTPHeaders()
                headers["x-amz-bucket-region"] = region
                return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
            }
        ])
        var options = options(transport, time: VirtualTime())
        options.connectTo = connectTo
        let client = try client(of: "amazon-s3", options)
        let error = await failure { try await client.rule("a", in: bucket) }
        return (transport.requests.map(\.host), error)
    }

    @Test(arguments: [301, 307, 400, 403])
    func `is followed once, to the vendor's own host`(_ status: Int) async throws {
        let (hosts, error) = try await hosts(status: status, region: "eu-north-1")
        #expect(hosts == ["photos.s3.eu-west-1.amazonaws.com", "photos.s3.eu-north-1.amazonaws.com"])
        #expect(error?.description.contains("region eu-north-1") == true)
    }

    @Test(arguments: [
        "photos.s3.eu-north-1.amazonaws.com", "s3.eu-north-1.amazonaws.com", "photos.s3-fips.eu-north-1.amazonaws.com",
        "photos.s3.dualstack.eu-north-1.amazonaws.com",
    ])
    func `is found in the name of a host of the vendor's`(_ endpoint: String) async throws {
        #expect(
            try await hosts(endpoint: endpoint).hosts
                == ["photos.s3.eu-west-1.amazonaws.com", "photos.s3.eu-north-1.amazonaws.com"])
    }

    @Test(
        arguments: [
            ("eu-west-1", nil), ("evil.example.com/", nil), ("cn-north-1", nil), ("us-gov-west-1", nil), ("", nil),
            ("accelerate", nil), (String(repeating: "a", count: 64), nil), (nil, "evil.example.com"),
            (nil, "photos.s3.eu-north-1.amazonaws.com.evil.example.com"), (nil, "s3..amazonaws.com"), (nil, nil),
        ] as [(String?, String?)])
    func `is not followed where nothing new, another partition or no region is named`(
        _ region: String?, _ endpoint: String?
    ) async throws {
        let (hosts, error) = try await hosts(region: region, endpoint: endpoint)
        // A bucket whose region is not said is asked for it, at the host that was asked before.
        #expect(Set(hosts) == ["photos.s3.eu-west-1.amazonaws.com"] && error?.code == .redirected)
        #expect(hosts.count == (region?.isEmpty ?? true ? 2 : 1))
    }

    @Test(arguments: [Endpoint.service("s3.example.com"), .customDomain("files.example.com"), .named("accelerate")])
    func `is not followed from a host without a region in its name`(_ endpoint: Endpoint) async throws {
        var bucket = Self.photos
        bucket.endpoint = endpoint
        #expect(try await hosts(asking: bucket, region: "eu-north-1").hosts.count <= 1)
        #expect(try await hosts(asking: bucket).hosts.count <= 1)
    }

    @Test func `is not followed on the word of whoever stands in an unprotected connection`() async throws {
        let target = ConnectTarget(host: "192.0.2.1", port: 80, isCleartext: true)
        #expect(try await hosts(region: "eu-north-1", connectTo: target).hosts.count == 1)
    }

    @Test func `is not followed where the facts of a cloud do not say so`() async throws {
        let transport = ScriptedTransport([
            { _ in HTTPResponse(status: 301, headers: ["x-obs-bucket-location": "cn-east-3"]) }
        ])
        _ = await failure {
            try await Cloud.obs.client(options(transport, time: VirtualTime())).rule("a", in: Cloud.obs.bucket)
        }
        #expect(transport.requests.count == 1)
    }
}
