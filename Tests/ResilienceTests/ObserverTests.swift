import CloudInventory
import InventoryWire
import TestSupport
import Testing

@Suite struct `An observer` {
    @Test func `is told of every attempt, its answer and the delay before the next`() async throws {
        let time = VirtualTime()
        let events = Recorder<CallEvent>()
        let transport = ScriptedTransport([
            { _ in
                time.advance(by: .milliseconds(7))
                return HTTPResponse(status: 503, headers: ["x-obs-request-id": "ID-1\u{1B}"])
            },
            { _ in throw TransportError(.connectionLost, "gone", mayHaveReachedServer: true) },
            { _ in HTTPResponse(status: 204, headers: ["x-obs-request-id": "ID-3"]) },
        ])
        let client = Cloud.obs.client(options(transport, time: time) { events.add($0) })
        _ = try await client.removeRule("daily", in: Cloud.obs.bucket)
        let told = events.all.map { "\($0.level.rawValue): \($0.message)" }
        #expect(
            told == [
                "debug: removing rule 'daily': attempt 1",
                "info: removing rule 'daily': attempt 1 failed, serverFailed, status 503",
                "notice: removing rule 'daily': attempt 2 follows in 50 ms, serverFailed",
                "debug: removing rule 'daily': attempt 2",
                "info: removing rule 'daily': attempt 2 failed, connectionFailed",
                "notice: removing rule 'daily': attempt 3 follows in 100 ms, connectionFailed",
                "debug: removing rule 'daily': attempt 3",
                "debug: removing rule 'daily': attempt 3 succeeded, status 204",
            ])
        #expect(
            events.all[1].metadata == [
                "provider": "huawei-obs", "bucket": "photos", "operation": "removing rule 'daily'", "attempt": "1",
                "status": "503", "failure": "serverFailed", "duration_ms": "7", "x-obs-request-id": "ID-1\\u{1b}",
            ])
        #expect(events.all[2].metadata["delay_ms"] == "50")
    }

    @Test func `speaks of levels as swift-log does`() {
        let levels: Set = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
        #expect(Set(CallEvent.Level.allCases.map(\.rawValue)).isSubset(of: levels))
    }

    @Test func `is what the catalog calls log`() async throws {
        let events = Recorder<String>()
        let catalog = ProviderCatalog(
            transport: ScriptedTransport(statuses: [204]), credentials: { _ in testCredential },
            log: { events.add($0.message) })
        _ = try await catalog.client(for: "huawei-obs").removeRule("a", in: Cloud.obs.bucket)
        #expect(events.all.count == 2)
    }

    @Test func `of a catalog sees one quota and one clock for all its clients`() async throws {
        let time = VirtualTime()
        let dry = Recorder<CallEvent>()
        let catalog = ProviderCatalog(
            transport: ScriptedTransport(statuses: [500]), credentials: FixedCredential(testCredential),
            services: time.services(random: 0.5),
            log: { if case .quotaDry = $0.kind { dry.add($0) } })
        // Two retries of fourteen a call: the eighteenth call finds too little left.
        for _ in 0..<18 {
            let client = try catalog.client(for: "huawei-obs")
            _ = await failure { try await client.removeRule("a", in: Cloud.obs.bucket) }
        }
        #expect(dry.all.count == 1)
    }
}
