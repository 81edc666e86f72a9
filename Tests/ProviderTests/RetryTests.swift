import CloudInventory
import InventoryEmulator
import TestSupport
import Testing

/// What is tried again, how often, after how long, and with which signature. Randomness is 0.5 and time is ours.
@Suite struct `Trying again` {
    /// What the clouds say that do not say it as S3 does.
    private static let throttling: [EmulatedProvider: String] = [
        .alibabaOSS: "MetaOperationQpsLimitExceeded", .volcengineTOS: "ExceedBucketQPSLimit",
    ]

    @Test(arguments: EmulatedProvider.allCases)
    func `A server that throttles once`(_ provider: EmulatedProvider) async throws {
        let status = provider == .volcengineTOS ? 429 : 503
        let code = Self.throttling[provider] ?? "SlowDown"
        let cloud = try EmulatedCloud(provider, faults: [FaultRule(.error, atMost: 1, status: status, code: code)])
        _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        #expect(cloud.emulator.requests.map(\.status) == [status, provider == .amazonS3 ? 204 : 200])
        #expect(cloud.time.sleeps == [.milliseconds(500)])
    }

    @Test func `A server that fails twice`() async throws {
        let fault = FaultRule(.error, atMost: 2, status: 500, code: "InternalError")
        let cloud = try EmulatedCloud(.tencentCOS, faults: [fault])
        _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        #expect(cloud.emulator.requests.map(\.status) == [500, 500, 200])
        #expect(cloud.time.sleeps == [.milliseconds(25), .milliseconds(50)])
    }

    @Test func `A server that goes on failing`() async throws {
        let cloud = try EmulatedCloud(.huaweiOBS, faults: [FaultRule(.error)])
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        }
        #expect(error?.code == .throttled)
        #expect(error?.reply?.requestIDs.isEmpty == false)
        #expect(cloud.emulator.requestCount == 3)
        #expect(cloud.time.sleeps == [.milliseconds(500), .seconds(1)])
    }

    @Test(arguments: [(3, Duration.seconds(3)), (60, .seconds(5.5)), (0, .milliseconds(500))])
    func `Retry-After is kept, within bounds`(_ asked: Int, _ waited: Duration) async throws {
        let fault = FaultRule(.error, atMost: 1, status: 429, code: "TooManyRequests", retryAfter: asked)
        let cloud = try EmulatedCloud(.huaweiOBS, faults: [fault])
        _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        #expect(cloud.emulator.requests.map(\.status) == [429, 200])
        #expect(cloud.time.sleeps == [waited])
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `Every attempt is signed anew`(_ provider: EmulatedProvider) async throws {
        let code = Self.throttling[provider] ?? "SlowDown"
        let fault = FaultRule(.error, atMost: 1, status: 429, code: code, retryAfter: 60)
        let cloud = try EmulatedCloud(provider, faults: [fault])
        // Two seconds before the minute ends, because the keys of COS change by the minute.
        cloud.time.advance(by: .seconds(38))
        let transport = RecordingTransport(EmulatorTransport(cloud.emulator, as: provider))
        _ = try await cloud.client(transport).store(cloud.rule(), in: cloud.bucket)
        let signatures = transport.requests.map { $0.headers["Authorization"] }
        #expect(signatures.count == 2)
        #expect(Set(signatures).count == 2)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `A connection that breaks`(_ provider: EmulatedProvider) async throws {
        let cloud = try EmulatedCloud(provider, faults: [FaultRule(.close, atMost: 1, afterwards: true)])
        _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        // Where nothing is replaced, the rule that is there then is read, to see whether it is ours.
        #expect(
            cloud.emulator.requestCounts(of: provider) == (provider == .alibabaOSS ? [.put: 2, .get: 1] : [.put: 2]))
        #expect(cloud.documents.count == 1)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `A removal that was carried out unheard`(_ provider: EmulatedProvider) async throws {
        // Where the sources leave it open, an unknown rule is not found.
        let isOpen = EmulatorQuirks.ofClients.contains { $0.name == "\(provider.rawValue).deleteAbsent" }
        let cloud = try EmulatedCloud(
            provider, quirks: isOpen ? ["\(provider.rawValue).deleteAbsent": "404"] : [:],
            faults: [FaultRule(.close, operations: [.delete], atMost: 1, afterwards: true)])
        _ = try await cloud.client().store(cloud.rule(), in: cloud.bucket)
        let receipt = try await cloud.client().removeRule("rule", in: cloud.bucket)
        #expect(!receipt.requestIDs.isEmpty)
        #expect(cloud.documents.isEmpty)
        // Once more it is really not there.
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client().removeRule("rule", in: cloud.bucket)
        }
        #expect(error?.code == .ruleNotFound)
    }

    @Test(arguments: [(400, "InvalidArgument"), (403, "AccessDenied"), (403, "RequestTimeTooSkewed"), (409, "Unheard")])
    func `What another attempt cannot help`(_ status: Int, _ code: String) async throws {
        let cloud = try EmulatedCloud(.huaweiOBS, faults: [FaultRule(.error, status: status, code: code)])
        await #expect(throws: InventoryError.self) { _ = try await cloud.client().rule("a", in: cloud.bucket) }
        #expect(cloud.emulator.requestCount == 1)
        #expect(cloud.time.sleeps.isEmpty)
    }

    @Test func `No attempt begins beyond the time for the whole call`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS, faults: [FaultRule(.error)])
        let retry = RetryPolicy(attempts: 10, operationTimeout: .seconds(1))
        await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(retry: retry).rule("a", in: cloud.bucket)
        }
        #expect(cloud.emulator.requestCount == 2)
        #expect(cloud.time.sleeps == [.milliseconds(500)])
    }

    @Test func `A throttled client gets through`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS, throttle: Throttle(requestsPerSecond: 1, retryAfter: 1))
        for name in ["a", "b", "c", "d"] { _ = try await cloud.client().store(cloud.rule(name), in: cloud.bucket) }
        #expect(cloud.documents.map(\.id) == ["a", "b", "c", "d"])
        #expect(!cloud.time.sleeps.isEmpty)
    }
}
