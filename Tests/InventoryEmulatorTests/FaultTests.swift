import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct FaultTests {
    private func harness(_ faults: ProviderFaults, seed: UInt64 = 1, limits: EmulatedLimits = EmulatedLimits()) throws
        -> Harness
    {
        try Harness(
            faults: EmulatedFaults(seed: seed, providers: [.tencentCOS: faults]), limits: [.tencentCOS: limits])
    }

    @Test func `every third request fails with the vendor's code`() throws {
        let harness = try harness(ProviderFaults(rules: [FaultRule(.error, every: 3, retryAfter: 7)]))
        let answers = (0..<6).map { _ in harness.cos("GET", "inventory") }
        #expect(answers.map(\.status) == [200, 200, 503, 200, 200, 503])
        #expect(answers[2].code == "SlowDown")
        #expect(answers[2].response.headers["Retry-After"] == "7")
        #expect(harness.emulator.requests.map(\.isFault) == [false, false, true, false, false, true])
        #expect(harness.obs("GET", "inventory").status == 200)
    }

    @Test func `a probability strikes the same requests for the same seed`() throws {
        let faults = ProviderFaults(rules: [FaultRule(.error, probability: 0.3, status: 500, code: "InternalError")])
        let run = { (seed: UInt64) in
            let harness = try harness(faults, seed: seed)
            return (0..<200).map { _ in harness.cos("GET", "inventory").status }
        }
        let first = try run(7)
        #expect(try run(7) == first)
        #expect(try run(8) != first)
        #expect((30...90).contains(first.count { $0 == 500 }))
    }

    @Test func `a fault keeps to its calls and its number of times`() throws {
        let harness = try harness(ProviderFaults(rules: [FaultRule(.error, operations: [.put], atMost: 1)]))
        #expect(harness.cos("GET", "inventory").status == 200)
        #expect(harness.cos("PUT", "inventory&id=a", Documents.cos("a")).status == 503)
        #expect(harness.emulator.documents(in: Harness.cosBucket, of: .tencentCOS).isEmpty)
        #expect(harness.cos("PUT", "inventory&id=a", Documents.cos("a")).status == 200)
    }

    @Test func `a job whose answer is lost is a duplicate when it is sent again`() throws {
        let lost = FaultRule(
            .error, operations: [.post], atMost: 1, afterwards: true, status: 500, code: "InternalError")
        let harness = try harness(ProviderFaults(rules: [lost]))
        #expect(harness.cos("POST", "inventory&id=j", Documents.job("j")).code == "InternalError")
        #expect(harness.emulator.oneOffJobs(in: Harness.cosBucket, of: .tencentCOS).count == 1)
        #expect(harness.cos("POST", "inventory&id=j", Documents.job("j")).code == "DuplicateInventoryId")
    }

    @Test func `a job is called a duplicate though it is none`() throws {
        let harness = try harness(ProviderFaults(rules: [FaultRule(.duplicateOneOff, atMost: 1)]))
        #expect(harness.cos("POST", "inventory&id=j", Documents.job("j")).code == "DuplicateInventoryId")
        #expect(harness.cos("POST", "inventory&id=j", Documents.job("j")).status == 200)
    }

    @Test func `a throttle lets so many through in each second`() throws {
        let throttle = Throttle(requestsPerSecond: 2, status: 429, code: "TooManyRequests", retryAfter: 1)
        let harness = try harness(ProviderFaults(throttle: throttle))
        #expect((0..<4).map { _ in harness.cos("GET", "inventory").status } == [200, 200, 429, 429])
        #expect(harness.cos("GET", "inventory").response.headers["Retry-After"] == "1")
        harness.clock.advance(by: 1)
        #expect((0..<3).map { _ in harness.cos("GET", "inventory").status } == [200, 200, 429])
    }

    @Test func `a server whose clock is ahead says so and refuses signatures`() throws {
        let harness = try harness(ProviderFaults(clockSkew: 3600))
        let answer = harness.cos("GET", "inventory")
        #expect(answer.status == 403)
        #expect(answer.response.headers["Date"] == "Tue, 14 Nov 2023 23:13:20 GMT")
        #expect(answer.value("ServerTime") == "2023-11-14T23:13:20Z")
        var adjusted = harness
        adjusted.clientTime = harness.clock.now + 3600
        #expect(adjusted.cos("GET", "inventory").status == 200)
    }

    @Test func `lists go wrong in the ways that clients must notice`() throws {
        let rules = [
            FaultRule(.halfPage, operations: [.list], atMost: 1),
            FaultRule(.repeatedToken, operations: [.list], atMost: 1),
            FaultRule(.truncatedWithoutToken, operations: [.list], atMost: 1),
        ]
        let harness = try harness(ProviderFaults(rules: rules), limits: EmulatedLimits(pageSize: 4))
        for id in ["a", "b", "c"] { _ = harness.cos("PUT", "inventory&id=\(id)", Documents.cos(id)) }
        let half = harness.cos("GET", "inventory")
        #expect(half.ids == ["a", "b"])
        let token = try #require(half.value("NextContinuationToken"))
        let query = "inventory&continuation-token=" + PercentEncoding.encode(token)
        let repeated = harness.cos("GET", query)
        #expect(repeated.ids == ["c"])
        #expect(repeated.value("IsTruncated") == "true")
        #expect(repeated.value("NextContinuationToken") == token)
        let tokenless = harness.cos("GET", "inventory")
        #expect(tokenless.value("IsTruncated") == "true")
        #expect(tokenless.value("NextContinuationToken") == nil)
        #expect(harness.cos("GET", "inventory").value("IsTruncated") == "false")
    }

    @Test(arguments: [(FaultRule.Body.html, "<html>"), (.json, "{\"code\""), (.empty, "")])
    func `a gateway answers in its own words`(_ body: FaultRule.Body, _ start: String) throws {
        let harness = try harness(ProviderFaults(rules: [FaultRule(.error, status: 502, body: body)]))
        let answer = harness.cos("GET", "inventory")
        #expect(answer.status == 502)
        #expect(answer.text.hasPrefix(start))
        #expect(answer.response.body.isEmpty == start.isEmpty)
    }

    @Test func `a closed connection is a lost one in process`() async throws {
        let harness = try harness(ProviderFaults(rules: [FaultRule(.close)]))
        let transport = EmulatorTransport(harness.emulator, as: .tencentCOS)
        let request = HTTPRequest(method: .get, host: "\(Harness.cosBucket).cos.ap-guangzhou.myqcloud.com")
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(request, timeout: .seconds(1))
        }
        #expect(error?.kind == .connectionLost)
        #expect(error?.mayHaveReachedServer == true)
    }
}
