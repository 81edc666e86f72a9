import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A report now, at most once.
@Suite struct OneOffTests {
    private let content = InventoryContent(filter: Filter(prefix: "a/"), fields: [.size])

    private func start(_ world: World) async throws -> OneOffOutcome {
        try await world.sync.startOneOffJob(
            "bk", content: content, deliveringTo: World.cosReports, on: world.cos([]))
    }

    private func jobs(_ world: World) -> [String] {
        world.emulator.oneOffJobs(in: World.cosName(0), of: .tencentCOS).map(\.id)
    }

    /// Jobs whose answer, or whose request, is lost on the way.
    private func cutting(_ world: World, afterwards: Bool) -> World {
        var world = world
        let hook: WatchedTransport.Hook = { request, _ in
            if request.method == .post { throw TransportError(.connectionLost, "cut", mayHaveReachedServer: true) }
        }
        world.transport =
            afterwards
            ? WatchedTransport(world.transport, after: hook) : WatchedTransport(world.transport, before: hook)
        return world
    }

    @Test func `each start is a job of its own, with an id that says when`() async throws {
        let world = try World()
        for _ in 0..<2 {
            guard case .accepted(let id, let receipt) = try await start(world) else {
                Issue.record("not accepted")
                continue
            }
            #expect(id.string.hasPrefix("bk_once_2026") && id.string.utf8.count <= 64)
            #expect(receipt?.receipt.status == 200)
        }
        #expect(Set(jobs(world)).count == 2)
    }

    @Test(arguments: [false, true])
    func `an answer that was lost is unknown, and the next start is the same job`(_ isCarriedOut: Bool) async throws {
        let world = try World()
        let cut = cutting(world, afterwards: isCarriedOut)
        guard case .unknown(let id, let reason) = try await start(cut) else {
            Issue.record("not unknown")
            return
        }
        #expect(reason.code == .outcomeUnknown)
        // Sent once: no blind retry.
        #expect(world.emulator.requestCounts(of: .tencentCOS)[.post] == (isCarriedOut ? 1 : nil))
        guard case .accepted(let again, let receipt) = try await start(world) else {
            Issue.record("not accepted")
            return
        }
        #expect(again == id && (receipt == nil) == isCarriedOut && jobs(world) == [id.string])
        // It is settled: another start is another job.
        guard case .accepted(let other, _) = try await start(world) else {
            Issue.record("not accepted")
            return
        }
        #expect(other != id && jobs(world).count == 2)
    }

    @Test func `an id of the caller's own that is used already is refused`() async throws {
        let world = try World()
        let job = OneOffJob(id: "mine", content: content, destination: World.cosReports)
        guard case .accepted = try await world.sync.startOneOffJob(job, on: world.cos([])) else {
            Issue.record("not accepted")
            return
        }
        let error = await #expect(throws: InventoryError.self) {
            try await world.sync.startOneOffJob(job, on: world.cos([]))
        }
        #expect(error?.code == .alreadyExists && jobs(world) == ["mine"])
    }

    @Test func `a damaged line about jobs stops the next start, because it may stand for one`() async throws {
        let world = try World()
        guard case .unknown = try await start(cutting(world, afterwards: true)) else {
            Issue.record("not unknown")
            return
        }
        let line = try #require(world.journal.text("jobs.jsonl"))
        world.journal.write(Array(line.replacing("intended", with: "accepted").utf8), to: "jobs.jsonl")
        let error = await #expect(throws: InventoryError.self) { _ = try await start(world) }
        #expect(error?.code == .journalFailed && error?.message.contains("jobs.jsonl:1: ") == true)
        #expect(jobs(world).count == 1)
        // One that a crash cut short stands for nothing.
        world.journal.write(Array(line.utf8) + Array(line.utf8.prefix(20)), to: "jobs.jsonl")
        guard case .accepted(_, nil) = try await start(world) else {
            Issue.record("not the same job")
            return
        }
        #expect(jobs(world).count == 1)
    }

    @Test func `a cloud without one-off reports gets no request, and no journal no id of ours`() async throws {
        let world = try World()
        let unsupported = await #expect(throws: InventoryError.self) {
            try await world.sync.startOneOffJob(
                "bk", content: content, deliveringTo: World.obsReports, on: world.obs([]))
        }
        #expect(unsupported?.code == .unsupported && world.emulator.requests.isEmpty)
        let unjournalled = await #expect(throws: InventoryError.self) {
            try await world.sync(journal: .none).startOneOffJob(
                "bk", content: content, deliveringTo: World.cosReports, on: world.cos([]))
        }
        #expect(unjournalled?.code == .journalRefused && world.emulator.requests.isEmpty)
    }
}
