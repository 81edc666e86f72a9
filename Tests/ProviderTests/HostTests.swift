import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// Where requests go, and who may see a signature.
@Suite struct `Hosts` {
    @Test(
        arguments: EmulatedProvider.allCases, ["service=storage.example", "domain=photos.example", "domain=localhost"])
    func `that are not the vendor's get nothing until they are allowed`(
        _ provider: EmulatedProvider, _ endpoint: String
    ) async throws {
        let cloud = try EmulatedCloud(provider)
        let transport = RecordingTransport(ScriptedTransport(status: 204, headers: ["x-cos-request-id": "r"]))
        let bucket = BucketAddress(
            ExactText(provider.bucketName), region: ExactText(provider.region), endpoint: Endpoint(endpoint))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).removeRule("a", in: bucket)
        }
        #expect(error?.code == .hostNotAllowed)
        #expect(transport.requests.isEmpty)

        let allowed = Credential(
            accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret),
            additionalHosts: ["*.storage.example", "photos.example", "LOCALHOST"])
        let client = cloud.client(transport, credential: allowed)
        guard provider != .amazonS3 else {
            // Servers with its interface and without rules would remove the bucket.
            let error = await #expect(throws: InventoryError.self) { _ = try await client.removeRule("a", in: bucket) }
            #expect(error?.code == .hostNotAllowed)
            #expect(error?.message.contains("would remove or replace the bucket itself") == true)
            #expect(transport.requests.isEmpty)
            _ = try? await client.rule("a", in: bucket)
            #expect(transport.requests.map(\.method).allSatisfy { $0 == .get } && !transport.requests.isEmpty)
            return
        }
        _ = try await client.removeRule("a", in: bucket)
        #expect(transport.requests.count == 1)
    }

    @Test func `behind another address get no write where a server without rules would remove the bucket`() async throws
    {
        let cloud = try EmulatedCloud(.amazonS3)
        for (host, count) in [("192.0.2.1", 0), ("127.0.0.1", 1)] {
            let transport = RecordingTransport(ScriptedTransport(status: 204))
            let client = cloud.client(transport, connectTo: ConnectTarget(host: host, port: 9000, isCleartext: true))
            _ = try? await client.removeRule("a", in: cloud.bucket)
            #expect(transport.requests.count == count)
        }
    }

    @Test(arguments: [
        "evilmyqcloud.com", "myqcloud.com.evil.example", "myqcloud.com", "photos.myqcloud.com",
        "cdn.cos.myqcloud.com.cn",
        "photos.cvm.ap-guangzhou.myqcloud.com", "photos.cos.a.b.myqcloud.com", "photos.cos.tencentcos.cn",
    ])
    func `that only look like the vendor's get nothing`(_ host: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let transport = RecordingTransport(ScriptedTransport(status: 204))
        let bucket = BucketAddress("photos-1250000000", endpoint: .customDomain(host))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).removeRule("a", in: bucket)
        }
        #expect(error?.code == .hostNotAllowed)
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: ["127.0.0.1", "192.0.2.1:9000", "1.2.3.4"])
    func `are not made of a bucket and an address`(_ address: String) async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        let transport = RecordingTransport(ScriptedTransport(status: 204))
        let bucket = BucketAddress("photos", endpoint: .service(address))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).removeRule("a", in: bucket)
        }
        #expect(error?.code == .invalidAddress)
        #expect(error?.message.contains("domain=\(address)") == true)
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: [
        (EmulatedProvider.huaweiOBS, "other.obs.cn-north-4.myhuaweicloud.com"),
        (.huaweiOBS, "OBS.cn-north-4.MyHuaweiCloud.com"), (.tencentCOS, "two-1250000000.cos.ap-guangzhou.myqcloud.com"),
        (.amazonS3, "photos2.s3.eu-central-1.amazonaws.com"), (.volcengineTOS, "other.tos-cn-beijing.volces.com"),
    ])
    func `of the cloud's own that are another bucket's are no domain of this one`(
        _ provider: EmulatedProvider, _ host: String
    ) async throws {
        let cloud = try EmulatedCloud(provider)
        let transport = RecordingTransport(ScriptedTransport(status: 204))
        let bucket = BucketAddress(cloud.bucket.name, region: cloud.bucket.region, endpoint: .customDomain(host))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).removeRule("a", in: bucket)
        }
        #expect(error?.code == .invalidAddress && transport.requests.isEmpty)
    }

    /// A name that would end the host and begin a path, a port or a login.
    @Test(arguments: ["evil.example/", "evil.example#", "evil.example:443", "a@evil.example", "evil.example?"])
    func `cannot be smuggled in by a name`(_ name: String) async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        let transport = RecordingTransport(ScriptedTransport(status: 204))
        for bucket in [
            BucketAddress(ExactText(name), region: "cn-north-4"), BucketAddress("a", region: ExactText(name)),
        ] {
            let error = await #expect(throws: InventoryError.self) {
                _ = try await cloud.client(transport).removeRule("a", in: bucket)
            }
            #expect(error?.code == .invalidAddress)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `stay the real ones where the connection goes elsewhere`(_ provider: EmulatedProvider) async throws {
        let cloud = try EmulatedCloud(provider)
        let transport = RecordingTransport(EmulatorTransport(cloud.emulator, as: provider))
        let target = ConnectTarget(host: "127.0.0.1", port: 9000, isCleartext: true)
        // The emulator checks the signature against the host that it is told.
        _ = try await cloud.client(transport, connectTo: target).store(cloud.rule(), in: cloud.bucket)
        let request = try #require(transport.requests.first)
        let hosts: [EmulatedProvider: String] = [
            .alibabaOSS: "photos.oss-cn-hangzhou.aliyuncs.com",
            .amazonS3: "photos.s3.eu-central-1.amazonaws.com", .huaweiOBS: "photos.obs.cn-north-4.myhuaweicloud.com",
            .tencentCOS: "photos-1250000000.cos.ap-guangzhou.myqcloud.com",
            .volcengineTOS: "photos.tos-cn-beijing.volces.com",
        ]
        #expect(request.host == hosts[provider])
        #expect(request.connectTo == target)
        #expect(request.scheme == .http)
    }

    @Test func `are spoken to over https unless the connection goes to a loopback address`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let recording = RecordingTransport(ScriptedTransport(status: 204, headers: ["x-cos-request-id": "r"]))
        _ = try await cloud.client(recording).removeRule("a", in: cloud.bucket)
        #expect(recording.requests.first?.scheme == .https)

        let curl = CurlTransport()
        let elsewhere = ConnectTarget(host: "192.0.2.1", port: 80, isCleartext: true)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(curl, connectTo: elsewhere).removeRule("a", in: cloud.bucket)
        }
        await curl.shutDown()
        #expect(error?.code == .invalidAddress)
        #expect((error?.cause as? TransportError)?.mayHaveReachedServer == false)
    }
}
