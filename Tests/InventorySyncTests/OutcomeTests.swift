import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// How a run hands over what it has to say, to readers who are slow, who stop, or who are cancelled.
@Suite struct OutcomeTests {
    private let skipping = Safety(onRefusal: .skipBucket)

    @Test func `a slow reader slows the run down`() async throws {
        var world = try World([.tencentCOS: 200])
        let begun = Locked(Set<String>())
        world.transport = WatchedTransport(world.transport) { request, _ in
            begun.withLock { _ = $0.insert(request.host) }
        }
        let targets = (0..<200).map { world.cos([rule("a")], $0) }
        var taken = 0
        for try await _ in world.sync.converge(set(Ownership(), skipping, concurrency: 4), on: targets) {
            taken += 1
            // Those that wait to be taken, those at work, and the one that is being handed over.
            #expect(begun.withLock { $0.count } <= taken + 16 + 4 + 1)
        }
        #expect(taken == 200)
    }

    @Test func `cancelling the reader ends the run before it returns`() async throws {
        var world = try World([.tencentCOS: 20])
        let atWork = Locked(0)
        let reached = AsyncStream<Void>.makeStream()
        world.transport = WatchedTransport(
            world.transport,
            before: { _, number in
                atWork.withLock { $0 += 1 }
                if number == 9 { reached.continuation.finish() }
            }, after: { _, _ in atWork.withLock { $0 -= 1 } })
        let (targets, sync) = ((0..<20).map { world.cos([rule("a")], $0) }, world.sync)
        let skipping = skipping
        let reader = Task {
            try await sync.converge(set(Ownership(), skipping, concurrency: 3), on: targets).collected()
        }
        for await _ in reached.stream {}
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(atWork.withLock { $0 } == 0)
        // The journal is free again, and nothing that was begun stands half done.
        let outcomes = try await world.sync.converge(set(Ownership(), skipping), on: targets).collected()
        #expect(outcomes.allSatisfy { ["a done", "a unchanged"].contains($0.words) })
    }

    @Test func `letting go of the outcomes ends the run`() async throws {
        let world = try World([.tencentCOS: 200])
        let targets = (0..<200).map { world.cos([rule("a")], $0) }
        for try await _ in world.sync.converge(set(Ownership(), skipping, concurrency: 2), on: targets) { break }
        var isFree = false
        while !isFree {
            do {
                try await world.sync.recover()
                isFree = true
            } catch let error as InventoryError where error.code == .journalRefused {
                await Task.yield()
            }
        }
        #expect(world.contents().documents.count < 200)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a cloud that stands still keeps none of the other's buckets waiting`() async throws {
        var world = try World([.tencentCOS: 40, .huaweiOBS: 40])
        let gate = AsyncStream<Void>.makeStream()
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.host.contains("myhuaweicloud") { for await _ in gate.stream {} }
        }
        // All of the slow cloud's buckets come first.
        let targets = (0..<40).map { world.obs([rule("a")], $0) } + (0..<40).map { world.cos([rule("a")], $0) }
        var order: [ProviderID] = []
        for try await outcome in world.sync.converge(set(Ownership(), skipping, concurrency: 4), on: targets) {
            order.append(outcome.target.provider)
            if order.count == 40 { gate.continuation.finish() }
        }
        #expect(order.prefix(40).allSatisfy { $0 == "tencent-cos" } && order.count == 80)
    }

    @Test func `a run that must see all first keeps no plan in memory, and reads as often as it must`() async throws {
        let world = try World([.tencentCOS: 3, .huaweiOBS: 3])
        let targets = (0..<3).flatMap { [world.cos([rule("a")], $0), world.obs([rule("a")], $0)] }
        world.place("<InventoryConfiguration><Id>odd</Id><x/></InventoryConfiguration>", as: "odd", in: targets[0])
        let capped = set(Ownership(), Safety(maximumChanges: 6))
        let outcomes = try await world.sync.converge(capped, on: targets).collected()
        #expect(outcomes.count == 6 && outcomes.allSatisfy { $0["a"]?.result.name == "done" })
        // To see all of it, to see that nothing changed, to see it done.
        #expect(world.emulator.requestCounts(of: .tencentCOS) == [.list: 9, .put: 3])
        world.emulator.forgetRequests()
        #expect(try await world.sync.converge(capped, on: targets).collected().allSatisfy { $0.writes == 0 })
        #expect(world.emulator.requestCounts(of: .tencentCOS) == [.list: 3])
        #expect(world.journal.bytes("plan.spool") == nil)
        let tooMany = set(Ownership(), Safety(maximumChanges: 5))
        for target in targets { world.remove("a", in: target) }
        world.emulator.forgetRequests()
        let error = await #expect(throws: InventoryError.self) {
            try await world.sync.converge(tooMany, on: targets).collected()
        }
        #expect(error?.code == .planRefused && error?.message.contains("6 changes and 5 is the most") == true)
        #expect(world.writes.isEmpty)
    }

    @Test func `a bucket without the region that its host needs stops everything before the first request`()
        async throws
    {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        var targets = [world.cos([rule("a")]), world.cos([rule("a")], 1)]
        targets[1].bucket.region = nil
        let error = await #expect(throws: InventoryError.self) {
            try await world.sync.converge(set(Ownership(), skipping), on: targets).collected()
        }
        #expect(error?.code == .invalidAddress && error?.message.contains(World.cosName(1)) == true)
        #expect(world.emulator.requests.isEmpty)
    }

    @Test func `the first bucket that is written goes alone, and its failure is the end`() async throws {
        var world = try World([.tencentCOS: 6])
        try await world.apply([world.cos([rule("a")])])
        let targets = (0..<6).map { world.cos([rule("a")], $0) }
        let canary = set(Ownership(), Safety(onRefusal: .skipBucket, canary: true))
        let direct = world.transport
        world.retry = .never
        world.transport = WatchedTransport(direct) { request, _ in
            if request.method == .put { throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false) }
        }
        world.time.advance(by: .seconds(1))
        let failed = try await world.sync.converge(canary, on: targets).collected()
        #expect(failed.map(\.words) == ["a unchanged", "a failed", "", "", "", ""])
        #expect(failed.suffix(4).allSatisfy { $0.error?.message.contains("safety.canary") == true })
        world.transport = direct
        world.time.advance(by: .seconds(1))
        #expect(try await world.sync.converge(canary, on: targets).collected().allSatisfy { !$0.isFailure })
        #expect(try await world.sync.plan(canary, on: targets).isEmpty)
    }

    @Test func `runs of one second stand in their order, and an undo says what it undoes and keeps to the caps`()
        async throws
    {
        let world = try World([.tencentCOS: 1])
        let capped = set(Ownership(), Safety(maximumChanges: 1))
        for schedule in [Schedule.daily, .weekly, .daily] {
            let targets = [world.cos([rule("a", nil, schedule)])]
            try await world.sync.apply(world.sync.plan(capped, on: targets)).collected()
        }
        let runs = try world.sync.runs()
        #expect(runs.count == 3 && Set(runs.map { $0.prefix(16) }).count == 1)
        let plan = try await world.sync.undoPlan(of: runs[2])
        #expect(plan.undoes == runs[2] && plan.ruleSet.safety.maximumChanges == 1)
        try await world.sync.apply(plan).collected()
        let undone = try #require(try world.sync.runs().last)
        let text = String(decoding: try #require(world.journal.bytes("run-\(undone).jsonl")), as: UTF8.self)
        #expect(text.contains("\"undoes\":\"\(runs[2])\""))
        #expect(world.contents()[World.cosName(0), "a"]?.contains("Weekly") == true)
    }
}
