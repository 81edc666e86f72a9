import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct EmulatorTests {
    private let bucket = Harness.cosBucket

    @Test func `reads see a write after the lag, counts and overlaps at once`() throws {
        let harness = try Harness(visibilityLag: 5, limits: [.tencentCOS: EmulatedLimits(maximumRules: 1)])
        #expect(harness.cos("PUT", "inventory&id=a", Documents.cos("a")).status == 200)
        #expect(harness.cos("GET", "inventory&id=a").status == 404)
        #expect(harness.cos("PUT", "inventory&id=b", Documents.cos("b")).code == "TooManyConfigurations")
        #expect(harness.emulator.documents(in: bucket, of: .tencentCOS).map(\.id) == ["a"])
        harness.clock.advance(by: 4)
        #expect(harness.cos("GET", "inventory").ids == [])
        harness.clock.advance(by: 1)
        #expect(harness.cos("GET", "inventory").ids == ["a"])
        #expect(harness.cos("DELETE", "inventory&id=a").status == 204)
        #expect(harness.cos("GET", "inventory&id=a").status == 200)
        #expect(harness.emulator.documents(in: bucket, of: .tencentCOS).isEmpty)
        harness.clock.advance(by: 5)
        #expect(harness.cos("GET", "inventory&id=a").status == 404)
        _ = harness.obs("PUT", "inventory&id=a", Documents.obs("a"))
        #expect(harness.obs("PUT", "inventory&id=b", Documents.obs("b")).code == "PrefixExistInclusionRelationship")
    }

    @Test func `a document placed by hand reads back as it is and is taken away again`() throws {
        let harness = try Harness(visibilityLag: 60)
        let odd = "<InventoryConfiguration><Id>odd</Id><Whatever><x>1</x></Whatever></InventoryConfiguration>"
        harness.emulator.place(Array(odd.utf8), as: "odd", in: bucket, of: .tencentCOS)
        let read = harness.cos("GET", "inventory&id=odd").root
        #expect(read?.children.map(\.name) == ["Id", "Whatever"])
        #expect(harness.emulator.document("odd", in: bucket, of: .tencentCOS)?.isPlaced == true)
        harness.emulator.place(Array("no & xml".utf8), as: "bad", in: bucket, of: .tencentCOS)
        #expect(harness.cos("GET", "inventory&id=bad").root == nil)
        #expect(harness.emulator.removeDocument("bad", in: bucket, of: .tencentCOS))
        #expect(!harness.emulator.removeDocument("bad", in: bucket, of: .tencentCOS))
        #expect(harness.cos("GET", "inventory").ids == ["odd"])
        #expect(harness.emulator.requests.count == 3)
    }

    @Test func `the log says what came and what was answered`() throws {
        let harness = try Harness()
        _ = harness.cos("PUT", "inventory&id=a", Documents.cos("a"))
        _ = harness.cos("GET", "inventory&id=b")
        _ = harness.obs("GET", "inventory")
        let log = harness.emulator.requests
        #expect(log.map(\.number) == [1, 2, 3])
        #expect(log.map(\.operation) == [.put, .get, .list])
        #expect(log.map(\.status) == [200, 404, 200])
        #expect(log.map(\.id) == ["a", "b", nil])
        #expect(log[1].vendorCode == "InventoryConfigurationNotFoundError")
        #expect(log.map(\.bucket) == [bucket, bucket, Harness.obsBucket])
        #expect(harness.emulator.requestCounts(of: .tencentCOS) == [.put: 1, .get: 1])
        harness.emulator.forgetRequests()
        #expect(harness.emulator.requestCount == 0)
        #expect(harness.emulator.documents(in: bucket, of: .tencentCOS).count == 1)
        harness.emulator.reset()
        #expect(harness.emulator.documents(in: bucket, of: .tencentCOS).isEmpty)
    }

    @Test func `a request costs the same among twenty thousand buckets as among two`() throws {
        func seconds(_ count: Int) throws -> Duration {
            let buckets = (0..<count).map {
                EmulatedBucket(
                    provider: .huaweiOBS, name: "many-\($0)", region: "cn-north-4", customDomains: ["d\($0).x"])
            }
            let emulator = Emulator(EmulatorConfiguration(credentials: [], buckets: buckets)) { 0 }
            let host = "many-\(count - 1).obs.cn-north-4.myhuaweicloud.com"
            let request = EmulatorRequest(method: "GET", target: "/?inventory", headers: ["Host": host])
            // The best of some: whatever else the machine does in between only adds.
            return (0..<20).map { _ in ContinuousClock().measure { _ = emulator.respond(to: request, as: .huaweiOBS) } }
                .min() ?? .zero
        }
        #expect(try seconds(20_000) < seconds(2) * 20)
    }

    @Test func `a host finds the longest name, a domain with its port before one without, and the first of two`() {
        let bucket = { (name: String, region: String, domains: [String]) in
            EmulatedBucket(provider: .huaweiOBS, name: name, region: region, customDomains: domains)
        }
        let index: BucketIndex = [
            bucket("a", "r1", ["X.example.com"]), bucket("b.a", "r2", ["x.example.com:8080"]), bucket("a", "r3", []),
        ]
        let find = { (host: String) in
            BucketLocation(host: host, path: "/", provider: .huaweiOBS, buckets: index).bucket?.region
        }
        #expect(find("a.obs.r1.myhuaweicloud.com") == "r1")
        #expect(find("b.a.obs.r1.myhuaweicloud.com") == "r2")
        #expect(find("x.example.com") == "r1")
        #expect(find("x.example.com:8080") == "r2")
        #expect(find("x.example.com:9") == "r1")
        #expect(find("c.obs.r1.myhuaweicloud.com") == nil)
    }

    @Test func `a transport finds the cloud by the host`() async throws {
        let harness = try Harness()
        let transport = EmulatorTransport(harness.emulator)
        let send = { (host: String) in
            try await transport.send(
                HTTPRequest(method: .get, host: host, query: [QueryItem("inventory")]), timeout: .seconds(1))
        }
        #expect(try await send("\(bucket).cos.ap-guangzhou.myqcloud.com").headers["Server"] == "tencent-cos")
        #expect(try await send("\(Harness.obsBucket).obs.cn-north-4.myhuaweicloud.com").headers["Server"] == "OBS")
        #expect(try await send("\(Harness.obsBucket).localhost:1").headers["Server"] == "OBS")
        let error = await #expect(throws: TransportError.self) { try await send("example.com") }
        #expect(error?.kind == .unknownHost)
    }

    static let hostile: [EmulatorRequest] = [
        EmulatorRequest(method: "", target: "", headers: [:]),
        EmulatorRequest(method: "GET", target: "*", headers: ["Host": "x"]),
        EmulatorRequest(method: "GET", target: "/?%", headers: ["Host": ":"]),
        EmulatorRequest(method: "GET", target: "/%zz?&&==&=%00&inventory=%ff%fe&id=", headers: ["Host": "[::1"]),
        EmulatorRequest(method: "GET", target: "http://", headers: ["Host": "."]),
        EmulatorRequest(method: "PUT", target: "/?inventory&id=a", headers: ["Host": "a", "host": "b"]),
        EmulatorRequest(method: "GET", target: "/\u{0}", headers: ["Host": "a"]),
        EmulatorRequest(method: "GET", target: "/?inventory", headers: ["Host": "a", "Authorization": "OBS"]),
        EmulatorRequest(
            method: "GET", target: "/?inventory", headers: ["Host": "a", "Authorization": "OBS :", "Date": "x"]),
        EmulatorRequest(
            method: "GET", target: "/?inventory", headers: ["Host": "a", "Authorization": "AWS4-HMAC-SHA256 ,=,"]),
        EmulatorRequest(
            method: "GET", target: "/?inventory", headers: ["Host": "a", "Authorization": "q-sign-time=;&q-ak"]),
        EmulatorRequest(
            method: "GET",
            target: "/?inventory&q-sign-algorithm=sha1&q-ak=AK&q-sign-time=9;99999999999999999999"
                + "&q-key-time=&q-header-list=;;&q-url-param-list=a;;a&q-signature=", headers: ["Host": "a"]),
        EmulatorRequest(
            method: "GET", target: "/?Signature=x&AccessKeyId=AK&Expires=-9223372036854775808", headers: ["Host": "a"]),
        EmulatorRequest(
            method: "GET",
            target: "/?X-Amz-Signature=x&X-Amz-Expires=99999999999&X-Amz-Date=00000101T000000Z"
                + "&X-Amz-Credential=////&X-Amz-SignedHeaders=&X-Amz-Algorithm=AWS4-HMAC-SHA256", headers: ["Host": "a"]
        ),
        EmulatorRequest(
            method: "GET", target: "/?inventory",
            headers: ["Host": "a", "Authorization": "OBS AK:x", "Date": "Thu, 99 Jan 0000 99:99:99 +9999"]),
    ]

    @Test(arguments: hostile, EmulatedProvider.clouds) func `hostile requests get an error and nothing else`(
        _ request: EmulatorRequest, _ provider: EmulatedProvider
    ) throws {
        let harness = try Harness()
        for now in [Int64.min, 0, 1_700_000_000, .max] {
            let emulator = Emulator(harness.emulator.configuration, clock: { now })
            let answer = Answer(emulator.respond(to: request, as: provider))
            #expect((400...499).contains(answer.status))
            #expect(answer.code?.isEmpty == false)
            #expect(emulator.requests.count == 1)
        }
    }

    @Test func `cut and spoiled signatures never get in`() throws {
        let harness = try Harness()
        var request = EmulatorRequest(method: "GET", target: "/?inventory", headers: [:])
        request.headers["Host"] = "\(bucket).cos.ap-guangzhou.myqcloud.com"
        TestSigner.signCOS(&request, host: request.headers["Host"] ?? "", at: harness.clock.now)
        #expect(harness.emulator.respond(to: request, as: .tencentCOS).status == 200)
        let authorization = try #require(request.headers["Authorization"])
        var generator = SplitMix(state: 5)
        for _ in 0..<300 {
            var bytes = Array(authorization.utf8)
            bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(generator.next() % 94) + 33
            if bytes == Array(authorization.utf8) { continue }
            request.headers["Authorization"] = String(decoding: bytes, as: UTF8.self)
            #expect(harness.emulator.respond(to: request, as: .tencentCOS).status >= 400)
            request.headers["Authorization"] = String(
                authorization.prefix(Int(generator.next() % UInt64(authorization.utf8.count))))
            #expect(harness.emulator.respond(to: request, as: .tencentCOS).status >= 400)
        }
    }
}
