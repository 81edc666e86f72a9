import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Changes that are only possible in one order, or in none without a removal in between.
@Suite struct SwapTests {
    @Test func `two OBS rules swap their prefixes`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        world.emulator.forgetRequests()
        let outcome = try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])[0]
        #expect(outcome.words == "a done, b done")
        #expect(world.calls == "list, list, delete a, put b, put a, list")
        #expect(world.emulator.requests.allSatisfy { $0.status < 300 })
    }

    @Test func `a longer circle costs one removal, and who waits behind it none`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "1/"), rule("b", "2/"), rule("c", "3/"), rule("w", "w/")])])
        world.emulator.forgetRequests()
        let after = [rule("w", "1/x/"), rule("a", "2/"), rule("b", "3/"), rule("c", "4/"), rule("d", "w/")]
        #expect(try await world.apply([world.obs(after)])[0].words == "a done, b done, c done, d done, w done")
        // A chain has an end, so nothing is removed.
        #expect(world.emulator.requestCounts(of: .huaweiOBS)[.delete] == nil)
        world.emulator.forgetRequests()
        let circle = [rule("d", "w/"), rule("w", "2/y/"), rule("a", "3/"), rule("b", "4/"), rule("c", "1/x/")]
        try await world.apply([world.obs(circle)])
        #expect(world.emulator.requestCounts(of: .huaweiOBS) == [.list: 3, .delete: 1, .put: 4])
        #expect(world.emulator.requests.allSatisfy { $0.status < 300 })
    }

    @Test func `a full bucket: what goes makes room for what comes`() async throws {
        let world = try World(limits: [
            .huaweiOBS: EmulatedLimits(maximumRules: 2), .tencentCOS: EmulatedLimits(maximumRules: 2),
        ])
        let before = [rule("a", "a/"), rule("b", "b/")]
        try await world.apply([world.obs(before), world.cos(before)])
        let after = [rule("c", "a/"), rule("d", "d/")]
        let outcomes = try await world.apply(
            [world.obs(after), world.cos(after)], set(retired: ["a", "b"], Ownership(), Safety(maximumRemovals: 4)))
        #expect(outcomes.map(\.words) == Array(repeating: "a done, b done, c done, d done", count: 2))
    }

    @Test func `when the second half of a swap fails, all is as before, byte for byte`() async throws {
        for failing in 1...2 {
            for afterwards in [false, true] {
                try await swap(failing: failing, afterwards: afterwards)
            }
        }
    }

    private func swap(failing number: Int, afterwards: Bool) async throws {
        var world = try World()
        let before = [rule("a", "left/", .weekly), rule("b", "right/", .weekly)]
        try await world.apply([world.obs(before)])
        let documents = world.contents()
        // Puts of the swap: b, then a. The one with that number fails once.
        let puts = Locked(0)
        let hook: WatchedTransport.Hook = { request, _ in
            guard request.method == .put else { return }
            let count = puts.withLock { puts in
                puts += 1
                return puts
            }
            if count == number { throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true) }
        }
        world.retry = .never
        world.transport =
            afterwards
            ? WatchedTransport(world.transport, after: hook) : WatchedTransport(world.transport, before: hook)
        let outcome = try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])[0]
        let place = Comment("put \(number), afterwards \(afterwards)")
        #expect(outcome.words == "a failed, b failed", place)
        #expect(world.contents() == documents, place)
        for step in outcome.steps {
            guard case .failed(let error, let restored) = step.result else { continue }
            #expect(restored && error.code == .timedOut, place)
        }
        #expect(try world.sync.hasUnfinishedRun() == false, place)
    }

    @Test func `when putting back fails too, the journal keeps it open and the next run does it`() async throws {
        var world = try World()
        try await world.apply([world.obs([rule("a", "left/", .weekly), rule("b", "right/", .weekly)])])
        let documents = world.contents()
        let direct = world.transport
        let isDown = Locked(false)
        world.transport = WatchedTransport(direct) { request, _ in
            // Down from the first put on.
            if request.method == .put { isDown.withLock { $0 = true } }
            if isDown.withLock({ $0 }) { throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false) }
        }
        let target = world.obs([rule("a", "right/"), rule("b", "left/")])
        let outcome = try await world.apply([target])[0]
        guard case .failed(_, restored: false)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(world.contents()[World.obsName(0), "a"] == nil)
        #expect(try world.sync.hasUnfinishedRun())
        world.transport = direct
        let recovery = try await world.sync.recover()
        #expect(recovery.restored.map(\.id) == ["a"])
        #expect(world.contents() == documents)
        #expect(try world.sync.hasUnfinishedRun() == false)
        #expect(try await world.apply([target])[0].words == "a done, b done")
    }

    @Test func `a bucket that cannot be made whole is told of, and the others go on`() async throws {
        var world = try World([.tencentCOS: 1, .huaweiOBS: 2])
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        let direct = world.transport
        let isDown = Locked(false)
        world.transport = WatchedTransport(direct) { request, _ in
            guard request.host.hasPrefix("archive0") else { return }
            if request.method == .put { isDown.withLock { $0 = true } }
            if isDown.withLock({ $0 }) { throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false) }
        }
        let swap = [rule("a", "right/"), rule("b", "left/")]
        try await world.apply([world.obs(swap)])
        let rules = set(Ownership(), Safety(onRefusal: .skipBucket))
        let outcomes = try await world.sync.converge(rules, on: [world.obs(swap), world.obs(swap, 1)]).collected()
            .sorted { $0.index < $1.index }
        #expect(outcomes[0].error?.code == .connectionFailed)
        #expect(outcomes[1].words == "a done, b done")
        #expect(try world.sync.hasUnfinishedRun())
        _ = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
        world.transport = direct
        try await world.sync.recover()
        #expect(world.contents()[World.obsName(0), "a"]?.contains("left/") == true)
    }

    @Test func `a cancelled swap is put back before the call ends`() async throws {
        var world = try World()
        try await world.apply([world.obs([rule("a", "left/", .weekly), rule("b", "right/", .weekly)])])
        let documents = world.contents()
        let run = Locked<Task<Void, any Error>?>(nil)
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .delete { run.withLock { $0?.cancel() } }
        }
        let plan = try await world.sync.plan(set(), on: [world.obs([rule("a", "right/"), rule("b", "left/")])])
        world.time.advance(by: .seconds(1))
        let sync = world.sync
        let gate = AsyncStream<Void>.makeStream()
        let task = Task {
            for await _ in gate.stream {}
            for try await _ in sync.apply(plan) {}
        }
        run.withLock { $0 = task }
        gate.continuation.finish()
        _ = await task.result
        // The iteration ends at once; the run itself a moment later, which the journal's lock tells.
        while (try? await sync.recover()) == nil { await Task.yield() }
        #expect(world.contents() == documents)
    }

    @Test func `a rule that came into the way since planning is not run into`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("c", "c/")])])
        let target = world.obs([rule("a", "right/"), rule("b", "left/"), rule("c", "c/", .weekly)])
        let plan = try await world.sync.plan(set(), on: [target])
        world.place(Foreign.obs("f", prefix: "right/x/"), as: "f", in: target)
        world.emulator.forgetRequests()
        #expect(try await world.apply(plan)[0].words == "a not attempted, b not attempted, c done")
        #expect(world.calls == "list, put c, list")
    }
}
