import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryVendorFacts
import InventoryWire
import TestSupport
import Testing

/// A row of a vendor's error catalogue.
struct CatalogueRow: Sendable, CustomTestStringConvertible {
    var cloud: Cloud
    var fact: ErrorFact
    var testDescription: String { "\(cloud.rawValue) \(fact.code) \(fact.message ?? "")" }

    static let all =
        VendorFacts.tencentCOS.errors.map { CatalogueRow(cloud: .cos, fact: $0) }
        + VendorFacts.huaweiOBS.errors.map { CatalogueRow(cloud: .obs, fact: $0) }
}

@Suite struct `Retries are bounded` {
    @Test(arguments: 0..<200)
    func `Attempts and delays never exceed their bounds, whatever the server answers`(_ seed: UInt64) async {
        var random = Seeded(seed)
        let time = VirtualTime()
        let steps: [ScriptedTransport.Step] = (0..<12).map { _ in
            let status = random.pick([200, 400, 403, 404, 408, 409, 429, 500, 502, 503, 504])
            let retryAfter = random.pick([nil, "0", "3", "-1", "99999999999999999999", "1e9", "7200", ""])
            let fails = random.chance(0.2)
            let kind = random.pick(TransportError.Kind.allCases)
            let took = Duration.milliseconds(random.number(0...40000))
            return { _ in
                time.advance(by: took)
                if fails { throw TransportError(kind, "no", mayHaveReachedServer: true) }
                var headers = HTTPHeaders()
                headers["Retry-After"] = retryAfter
                return HTTPResponse(status: status, headers: headers)
            }
        }
        let transport = ScriptedTransport(steps)
        let policy = RetryPolicy(
            attempts: random.number(1...6), onExhausted: random.chance(0.5) ? .wait : .fail)
        let endpoints = EndpointState()
        endpoints.setQuota(Cloud.obs.key, random.number(0...40))
        let fraction = Double(random.number(0...999)) / 1000
        let client = Cloud.obs.client(
            options(transport, time: time, random: fraction, retry: policy, endpoints: endpoints))
        _ = await failure { try await client.removeRule("a", in: Cloud.obs.bucket) }
        // Where throttling is waited out, it does not count as an attempt, and is bounded by itself.
        let most = policy.onExhausted == .wait && policy.attempts > 1 ? policy.attempts * 11 : policy.attempts
        #expect((1...most).contains(transport.requests.count))
        let longest = policy.longestDelay + .seconds(5)
        #expect(time.sleeps.allSatisfy { $0 >= .zero && $0 <= longest })
        #expect((0...500).contains(endpoints.quota(Cloud.obs.key)))
    }

    @Test func `A delay is never longer than the cap and the server's five seconds`() {
        for failures in 1...80 {
            for advice in RetryAdvice.allCases {
                let delay = RetryPolicy(attempts: 100).delay(
                    after: failures, advice: advice, random: 0.999, retryAfter: .max)
                #expect((delay ?? .zero) <= .seconds(25))
            }
        }
    }

    @Test(arguments: CatalogueRow.all)
    func `What the catalogue calls final is asked once`(_ row: CatalogueRow) async {
        let transport = ScriptedTransport([
            { _ in HTTPResponse(status: 400, body: errorDocument(row.fact.code, row.fact.message ?? "")) }
        ])
        let client = row.cloud.client(options(transport, time: VirtualTime()))
        let error = await failure { try await client.rule("a", in: row.cloud.bucket) }
        #expect(error?.code == row.fact.meaning)
        // Without a Date there is nothing to correct a clock by.
        let isRetried = row.fact.retry == .transient || row.fact.retry == .throttled
        #expect(transport.requests.count == (isRetried ? 3 : 1))
    }

    /// By hand, and not from the catalogue, which could be wrong.
    @Test(arguments: [
        (Cloud.cos, 400, "RequestTimeout", 3), (.cos, 503, "SlowDown", 3), (.cos, 500, "InternalError", 3),
        (.cos, 503, "ServiceUnavailable", 3), (.cos, 409, "BucketLocked", 1), (.cos, 429, "TooManyRequests", 3),
        (.cos, 403, "AccessDenied", 1), (.cos, 403, "SignatureDoesNotMatch", 1), (.cos, 404, "NoSuchBucket", 1),
        (.obs, 408, "RequestTimeout", 3), (.obs, 400, "RequestTimeout", 3), (.obs, 409, "OperationAborted", 3),
        (.obs, 503, "ServiceUnavailable", 3), (.obs, 500, "InternalError", 3), (.obs, 429, "TooManyRequests", 3),
        (.obs, 403, "AccessDenied", 1), (.obs, 403, "SignatureDoesNotMatch", 1), (.obs, 405, "MethodNotAllowed", 1),
        (.cos, 429, "", 3), (.obs, 408, "", 3), (.obs, 502, "", 3), (.cos, 504, "", 3), (.obs, 501, "", 1),
        (.cos, 409, "Unheard", 1), (.obs, 301, "PermanentRedirect", 1),
    ])
    func `What passes is tried three times, and what does not once`(
        _ cloud: Cloud, _ status: Int, _ code: String, _ requests: Int
    ) async {
        let transport = ScriptedTransport([
            { _ in HTTPResponse(status: status, body: code.isEmpty ? [] : errorDocument(code)) }
        ])
        let client = cloud.client(options(transport, time: VirtualTime()))
        #expect(await failure { try await client.rule("a", in: cloud.bucket) } != nil)
        #expect(transport.requests.count == requests)
    }

    @Test(arguments: [
        (TransportError.Kind.untrustedServer, 1), (.unknownHost, 1), (.invalidRequest, 1), (.responseTooLarge, 1),
        (.proxyRefused, 1), (.proxyAuthenticationRequired, 1), (.shutDown, 1), (.connectionRefused, 3),
        (.connectionLost, 3), (.timedOut, 3),
    ])
    func `Failures on the way`(_ kind: TransportError.Kind, _ requests: Int) async {
        let transport = ScriptedTransport([{ _ in throw TransportError(kind, "no", mayHaveReachedServer: false) }])
        let client = Cloud.cos.client(options(transport, time: VirtualTime()))
        #expect(await failure { try await client.rule("a", in: Cloud.cos.bucket) } != nil)
        #expect(transport.requests.count == requests)
    }

    @Test func `Every attempt is signed afresh, with the keys of that moment`() async throws {
        let transport = ScriptedTransport(statuses: [500, 500, 204])
        let calls = Recorder<Int>()
        let time = VirtualTime()
        let client = Cloud.obs.client(
            options(
                transport, time: time,
                credentials: ClosureCredentials { _ in
                    calls.add(1)
                    time.advance(by: .seconds(20))
                    return Credential(accessKey: "AK\(calls.all.count)", secretKey: Secret("SK"))
                }))
        _ = try await client.removeRule("a", in: Cloud.obs.bucket)
        let signatures = transport.requests.compactMap { $0.headers["Authorization"] }
        #expect(signatures.count == 3 && Set(signatures).count == 3)
        #expect(signatures.enumerated().allSatisfy { $0.element.contains("AK\($0.offset + 1):") })
        #expect(Set(transport.requests.compactMap { $0.headers["Date"] }).count == 3)
    }

    @Test func `A call whose time is spent on its keys says what the server had answered before`() async {
        let transport = ScriptedTransport([
            { _ in HTTPResponse(status: 500, headers: ["x-obs-request-id": "ID-1"]) }
        ])
        let time = VirtualTime()
        let calls = Recorder<Int>()
        let slow = ClosureCredentials { _ in
            calls.add(1)
            if calls.all.count == 2 { time.advance(by: .seconds(90)) }
            return testCredential
        }
        let client = Cloud.obs.client(options(transport, time: time, credentials: slow))
        let error = await failure { try await client.rule("a", in: Cloud.obs.bucket) }
        #expect(error?.code == .timedOut)
        #expect(error?.reply?.requestIDs == ["x-obs-request-id": "ID-1"])
        #expect(transport.requests.count == 1)
    }
}

@Suite struct `A dry quota` {
    @Test func `fails a call at once, and says so`() async {
        let endpoints = EndpointState()
        endpoints.setQuota(Cloud.obs.key, 0)
        let events = Recorder<CallEvent>()
        let transport = ScriptedTransport(statuses: [503])
        let client = Cloud.obs.client(
            options(transport, time: VirtualTime(), endpoints: endpoints) { events.add($0) })
        #expect(await failure { try await client.rule("a", in: Cloud.obs.bucket) }?.code == .serverFailed)
        #expect(transport.requests.count == 1)
        #expect(events.all.contains { if case .quotaDry = $0.kind { true } else { false } })
    }

    @Test func `is waited for in a batch, one retry a second, outside of the call's own time`() async throws {
        let endpoints = EndpointState()
        endpoints.setQuota(Cloud.obs.key, 0)
        let time = VirtualTime()
        let policy = RetryPolicy(operationTimeout: .milliseconds(500), onExhausted: .wait)
        let client = Cloud.obs.client(
            options(ScriptedTransport(statuses: [500, 500, 204]), time: time, retry: policy, endpoints: endpoints))
        _ = try await client.removeRule("a", in: Cloud.obs.bucket)
        // A second for a turn, then the delay: twice. Far more than half a second in all.
        #expect(time.sleeps == [.seconds(1), .milliseconds(50), .seconds(1), .milliseconds(100)])
        #expect(endpoints.quota(Cloud.obs.key) == 1)
    }

    @Test func `Throttling is waited out in a batch, and beside it there are as many attempts as ever`() async throws {
        let statuses = [429, 429, 429, 500, 429, 429, 500, 204]
        for (policy, requests) in [(RetryPolicy.batch, 8), (.standard, 3)] {
            let transport = ScriptedTransport(statuses: statuses)
            let client = Cloud.obs.client(
                options(transport, time: VirtualTime(), random: 0.1, retry: policy))
            let error = await failure { try await client.removeRule("a", in: Cloud.obs.bucket) }
            #expect((error == nil) == (requests == 8), "\(policy)")
            #expect(transport.requests.count == requests)
        }
        // It ends all the same.
        let transport = ScriptedTransport(statuses: [429])
        let client = Cloud.obs.client(options(transport, time: VirtualTime(), random: 0, retry: .batch))
        #expect(await failure { try await client.rule("a", in: Cloud.obs.bucket) }?.code == .throttled)
        #expect(transport.requests.count == 30)
    }

    @Test func `A batch asks a busy server often within the time of a call, however long its waits come out`() async {
        let transport = ScriptedTransport(statuses: [429])
        let client = Cloud.obs.client(options(transport, time: VirtualTime(), random: 0.999, retry: .batch))
        #expect(await failure { try await client.rule("a", in: Cloud.obs.bucket) }?.code == .throttled)
        #expect(transport.requests.count >= 18)
    }

    @Test func `gives everybody a turn of his own`() {
        let endpoints = EndpointState()
        let turns = (0..<50).map { _ in endpoints.turn("x", at: .seconds(10)) }
        #expect(turns == (1...50).map { .seconds($0) })
        // Turns that nobody took are not saved up.
        #expect(endpoints.turn("x", at: .seconds(1000)) == .seconds(1))
    }
}
