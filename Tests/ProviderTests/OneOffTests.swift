import CloudInventory
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A report that is made twice costs twice: a job that may have started is not started again.
@Suite struct `One-off jobs are started at most once` {
    @Test(arguments: [
        FaultRule(.close, afterwards: true), FaultRule(.close),
        FaultRule(.error, afterwards: true, status: 500, code: "InternalError"),
        FaultRule(.error, afterwards: true, status: 503, code: "ServiceUnavailable"),
        FaultRule(.error, afterwards: true, status: 502, code: "Unheard", body: .html),
    ])
    func `Where it is not known whether it runs`(_ fault: FaultRule) async throws {
        let cloud = try EmulatedCloud(.tencentCOS, faults: [fault])
        let error = try await failure(cloud)
        #expect(error.code == .outcomeUnknown)
        #expect(error.retry == .never)
        #expect(error.message.contains("look for its report"))
        #expect(cloud.emulator.requestCount == 1)
        #expect(cloud.jobs.count == (fault.afterwards ? 1 : 0))
        #expect(cloud.time.sleeps.isEmpty)
    }

    @Test(arguments: [
        (FaultRule(.error, status: 503, code: "SlowDown"), InventoryError.Code.throttled),
        (FaultRule(.error, status: 403, code: "AccessDenied"), .accessDenied),
        (FaultRule(.duplicateOneOff), .alreadyExists),
    ])
    func `Where the server has refused it`(_ fault: FaultRule, _ code: InventoryError.Code) async throws {
        let cloud = try EmulatedCloud(.tencentCOS, faults: [fault])
        let error = try await failure(cloud)
        #expect(error.code == code)
        #expect(error.retry == .never)
        #expect(cloud.emulator.requestCount == 1)
        #expect(cloud.jobs.isEmpty)
    }

    @Test func `Where it certainly did not arrive it is sent again`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let refused = TransportError(.connectionRefused, "nobody listens", mayHaveReachedServer: false)
        let done = HTTPResponse(status: 200, headers: ["x-cos-request-id": "r"])
        let transport = RecordingTransport(ScriptedTransport(.failure(refused), .success(done)))
        let receipt = try await cloud.client(transport).startOneOffJob(job(cloud), in: cloud.bucket)
        #expect(receipt.jobID == nil)
        #expect(transport.requests.count == 2)
        #expect(transport.requests.allSatisfy { !$0.isRepeatable })
    }

    @Test func `Other calls may be repeated by a transport`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let transport = RecordingTransport(EmulatorTransport(cloud.emulator, as: .tencentCOS))
        _ = try await cloud.client(transport).store(cloud.rule(), in: cloud.bucket)
        _ = try await cloud.client(transport).removeRule("rule", in: cloud.bucket)
        #expect(transport.requests.allSatisfy { $0.isRepeatable })
    }

    private func job(_ cloud: EmulatedCloud) -> OneOffJob {
        OneOffJob(id: "once", content: InventoryContent(fields: [.size]), destination: cloud.reports)
    }

    private func failure(_ cloud: EmulatedCloud) async throws -> InventoryError {
        try #require(
            await #expect(throws: InventoryError.self) {
                _ = try await cloud.client().startOneOffJob(job(cloud), in: cloud.bucket)
            })
    }
}
