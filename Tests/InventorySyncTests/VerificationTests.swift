import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A write is done when it is seen.
@Suite struct VerificationTests {
    @Test(arguments: [0, 1, 5, 100] as [Int64])
    func `a lag within the budget is waited for`(_ lag: Int64) async throws {
        let world = try World(visibilityLag: lag)
        try await world.apply([world.cos([rule("a"), rule("b")]), world.obs([rule("a")])])
        let targets = [world.cos([rule("a", .none, .weekly)]), world.obs([rule("a", .none, .weekly)])]
        let outcomes = try await world.apply(targets, set(retired: ["b"], concurrency: 1))
        #expect(outcomes.map(\.words) == ["a done, b done", "a done"])
        #expect(world.time.uptime < .seconds(2 * lag + 70) * 2)
    }

    @Test func `a write that is not seen within the budget is a failure`() async throws {
        let world = try World(visibilityLag: 1000)
        let start = world.time.uptime
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        #expect(outcome.words == "a unconfirmed")
        #expect(outcome.isFailure && outcome.writes == 1)
        #expect(world.time.uptime - start <= .seconds(121))
        #expect(world.contents()[World.cosName(0), "a"] != nil)
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `lists are asked for at growing intervals`() async throws {
        let world = try World(visibilityLag: 1000)
        try await world.apply([world.cos([rule("a")])])
        // Two before the write, then 0, 0.25, 0.75, 1.75, 3.75, 7.75, 15.75 and every 15 seconds to 105.75 after it.
        #expect(world.emulator.requestCounts(of: .tencentCOS) == [.list: 15, .put: 1])
    }

    @Test(arguments: ["put", "delete"])
    func `a write whose answer was lost is done when it is seen`(_ call: String) async throws {
        var world = try World()
        try await world.apply([world.cos([rule("a"), rule("old")])])
        world.retry = .never
        world.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                if request.method == (call == "put" ? .put : .delete) {
                    throw TransportError(.connectionLost, "cut by the test", mayHaveReachedServer: true)
                }
            })
        let target = world.cos([rule("a", .none, call == "put" ? .weekly : .daily)])
        let outcome = try await world.apply([target], set(retired: call == "put" ? [] : ["old"]))[0]
        #expect(outcome.words == (call == "put" ? "a done, old unmanaged" : "a unchanged, old done"))
    }

    @Test func `a write that is seen counts as written, whatever its answer was, and its rule is ours`() async throws {
        var world = try World()
        let emulator = world.emulator
        world.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .put else { return nil }
            _ = emulator.respond(to: EmulatorRequest(request), as: .tencentCOS)
            return HTTPResponse(status: 200, body: Array("<html><body>Sign in</body></html>".utf8))
        }
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        #expect(outcome.words == "a done" && outcome.writes == 1)
        #expect(try await world.plan(world.cos([]), set(Ownership(prune: .owned))).words == "a remove")
    }

    @Test func `a write that was lost before it came is failed`() async throws {
        var world = try World()
        world.retry = .never
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .put { throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true) }
        }
        let outcome = try await world.apply([world.cos([rule("a"), rule("b")])])[0]
        #expect(outcome.words == "a failed, b not attempted")
        guard case .failed(let error, let restored)? = outcome["a"]?.result else { return }
        #expect(error.code == .timedOut && !restored)
    }

    @Test func `a verification that cannot be read leaves the write unconfirmed`() async throws {
        var world = try World()
        world.retry = .never
        let hasWritten = Locked(false)
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .put { hasWritten.withLock { $0 = true } }
            if request.method == .get, hasWritten.withLock({ $0 }) {
                throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true)
            }
        }
        #expect(try await world.apply([world.cos([rule("a")])])[0].words == "a unconfirmed")
    }

    @Test func `a cloud that is busy after a write is asked again, and the write confirmed`() async throws {
        var world = try World()
        world.retry = .never
        // Of the lists after the write, the first two are refused.
        let refusals = Locked<Int?>(nil)
        world.transport = WatchedTransport(world.transport) { request, _ in
            let isRefused = refusals.withLock { left in
                if request.method == .put { left = 2 }
                guard request.method == .get, let count = left, count > 0 else { return false }
                left = count - 1
                return true
            }
            if isRefused { throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true) }
        }
        #expect(try await world.apply([world.cos([rule("a")])])[0].words == "a done")
    }

    @Test func `another rule under our id after the write is a failure that names the differences`() async throws {
        var world = try World()
        world.options.verificationBudget = .seconds(3)
        let emulator = world.emulator
        let name = World.cosName(0)
        world.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method == .put else { return }
                emulator.place(Array(Foreign.cos("a").utf8), as: "a", in: name, of: .tencentCOS)
            })
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        #expect(outcome.words == "a failed" && outcome.isFailure)
        #expect(outcome["a"]?.differences.contains { $0.path == "schedule" && $0.found == "weekly" } == true)
    }
}
