import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// What a run has left stays open until it was seen whole, or somebody gives it up.
@Suite struct RecoverTests {
    /// A world in which a swap on OBS was cut short; the cloud holds what it held before, but for rule `a`.
    /// - Parameter lines: how many lines of its journal are lost, of eight.
    private func cutShort(lines: Int, _ change: (World) throws -> Void = { _ in }) async throws -> (
        world: World, before: World.Contents, run: String
    ) {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        let before = world.contents()
        try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])
        let run = try #require(try world.sync.runs().last)
        world.journal.cut("run-\(run).jsonl", lines: lines)
        try change(world)
        world.remove("a", in: world.obs([]))
        world.emulator.forgetRequests()
        return (world, before, run)
    }

    private func restoreB(_ before: World.Contents, _ world: World) throws {
        world.place(try #require(before[World.obsName(0), "b"]), as: "b", in: world.obs([]))
    }

    @Test func `a second half that was answered and is never seen is taken back`() async throws {
        // Every write was answered with success; the last one never came to be.
        let (world, before, _) = try await cutShort(lines: 2)
        let recovery = try await world.sync.recover()
        #expect(recovery.restored.map(\.id) == ["a"])
        #expect(world.contents() == before)
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `a rule that was written over and vanished is put back`() async throws {
        for isCOS in [true, false] {
            let world = try World()
            func holding(_ schedule: Schedule) -> SyncTarget {
                let rules = [rule("a", "left/", schedule)]
                return isCOS ? world.cos(rules) : world.obs(rules)
            }
            try await world.apply([holding(.daily)])
            let before = world.contents()
            try await world.apply([holding(.weekly)])
            let run = try #require(try world.sync.runs().last)
            // What was answered with success is in the journal, what became of it is not.
            world.journal.cut("run-\(run).jsonl", lines: 2)
            world.remove("a", in: holding(.daily))
            #expect(try await world.sync.recover().restored.map(\.id) == ["a"])
            #expect(world.contents() == before)
            #expect(try world.sync.hasUnfinishedRun() == false)
        }
    }

    /// In a chain of moves each rule takes the prefix that the one before has left. No removal is among them.
    @Test(arguments: [false, true])
    func `a rule that vanished from a chain of moves comes back, and so does the one that took its prefix`(
        _ isMade: Bool
    ) async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "1/"), rule("b", "2/"), rule("c", "3/")])])
        let before = world.contents()
        var lying = world
        let emulator = world.emulator
        // The first write of three is answered with success: it was never made, or what it made is gone.
        lying.transport =
            isMade
            ? WatchedTransport(
                world.transport,
                after: { request, _ in
                    guard request.method == .put, Self.names("c", request) else { return }
                    emulator.removeDocument("c", in: World.obsName(0), of: .huaweiOBS)
                })
            : AnsweringTransport(world.transport) { request in
                request.method == .put && Self.names("c", request) ? HTTPResponse(status: 200) : nil
            }
        world.emulator.forgetRequests()
        let target = world.obs([rule("a", "2/"), rule("b", "3/"), rule("c", "4/")])
        let outcome = try await lying.apply([target])[0]
        #expect(outcome.isFailure && outcome["c"]?.result.name == "unconfirmed", "\(outcome.words)")
        let run = try #require(try world.sync.runs().last)
        #expect(try world.sync.hasUnfinishedRun() == isMade)
        world.time.advance(by: .seconds(1))
        #expect(try await world.sync.recover().restored.map(\.id) == (isMade ? ["c"] : []))
        #expect(world.contents() == before)
        #expect(try await world.sync.undoPlan(of: run).isEmpty)
        #expect(try await world.apply([target])[0].words == "a done, b done, c done")
    }

    private static func names(_ id: String, _ request: HTTPRequest) -> Bool {
        request.query.contains { $0.name == "id" && $0.value == id }
    }

    @Test func `a list that only lags behind takes nothing back`() async throws {
        var world = try World(visibilityLag: 40)
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        world.time.advance(by: .seconds(100))
        world.options.verificationBudget = .seconds(1)
        try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])
        let after = world.contents()
        let run = try #require(try world.sync.runs().last)
        let lines = (world.journal.text("run-\(run).jsonl") ?? "").split(separator: "\n")
        let last = try #require(lines.lastIndex { $0.contains("\"written\"") })
        world.journal.cut("run-\(run).jsonl", lines: lines.count - 1 - last)
        world.emulator.forgetRequests()
        world.options.verificationBudget = .seconds(120)
        #expect(try await world.sync.recover().restored.isEmpty)
        #expect(world.contents() == after && world.writes.isEmpty)
    }

    @Test func `what was put back and is not seen stays open`() async throws {
        let (world, before, _) = try await cutShort(lines: 4)
        try restoreB(before, world)
        var deaf = world
        // Answers as if it had been stored.
        deaf.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .put {
                throw TransportError(.timedOut, "swallowed by the test", mayHaveReachedServer: true)
            }
        }
        deaf.retry = .never
        _ = await #expect(throws: InventoryError.self) { try await deaf.sync.recover() }
        #expect(try world.sync.hasUnfinishedRun())
        var forgetful = world
        let emulator = world.emulator
        forgetful.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method == .put else { return }
                emulator.removeDocument("a", in: World.obsName(0), of: .huaweiOBS)
            })
        let error = await #expect(throws: InventoryError.self) { try await forgetful.sync.recover() }
        #expect(error?.message.contains("the list does not show it") == true, "\(String(describing: error))")
        #expect(try world.sync.hasUnfinishedRun())
        try await world.sync.recover()
        #expect(world.contents() == before)
    }

    @Test func `what was put back and became another rule stays open`() async throws {
        let (world, before, _) = try await cutShort(lines: 4)
        try restoreB(before, world)
        var lying = world
        let emulator = world.emulator
        lying.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .put else { return nil }
            emulator.place(Array(Foreign.obs("a", prefix: "left/").utf8), as: "a", in: World.obsName(0), of: .huaweiOBS)
            return HTTPResponse(status: 200)
        }
        for _ in 0..<2 {
            let error = await #expect(throws: InventoryError.self) { try await lying.sync.recover() }
            #expect(error?.message.contains("another rule under 'a'") == true, "\(String(describing: error))")
            #expect(try world.sync.hasUnfinishedRun())
        }
        world.remove("a", in: world.obs([]))
        try await world.sync.recover()
        #expect(world.contents() == before)
    }

    @Test(arguments: [0, 1, 2, 3, 4])
    func `a rule that is neither the old nor the new one stays, and keeps the bucket open`(_ lines: Int) async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        try await world.apply([target])
        try await world.apply([world.cos([rule("a", "a/", .weekly)])])
        let run = try #require(try world.sync.runs().last)
        world.journal.cut("run-\(run).jsonl", lines: lines)
        world.place(Foreign.cos("a"), as: "a", in: target)
        guard try world.sync.hasUnfinishedRun() else { return }
        let recovery = try await world.sync.recoverWhatCanBe()
        // Without its conclusion nobody has seen what the run wrote; without its intent it wrote nothing.
        #expect(recovery.failed.map(\.error.code) == ((2...3).contains(lines) ? [.conflict] : []))
        #expect(world.contents()[World.cosName(0), "a"] == Foreign.cos("a"))
        #expect(try world.sync.hasUnfinishedRun() == !recovery.failed.isEmpty)
        if !recovery.failed.isEmpty {
            try await world.sync.recover(abandoning: [World.cosName(0)])
            #expect(try world.sync.hasUnfinishedRun() == false)
        }
    }

    @Test func `a bucket that is not there stays open until somebody gives it up`() async throws {
        let (world, before, run) = try await cutShort(lines: 4)
        try restoreB(before, world)
        let elsewhere = try World([.tencentCOS: 1]).sync(journal: .directory(world.journal.path))
        for _ in 0..<2 {
            let error = await #expect(throws: InventoryError.self) { try await elsewhere.recover() }
            #expect(error?.code == .bucketNotFound, "\(String(describing: error))")
            #expect(try world.sync.hasUnfinishedRun())
        }
        let unknown = await #expect(throws: InventoryError.self) { try await elsewhere.recover(abandoning: ["nosuch"]) }
        #expect(unknown?.message.contains("unfinished: archive0") == true, "\(String(describing: unknown))")
        #expect(try world.sync.hasUnfinishedRun())
        let recovery = try await elsewhere.recover(abandoning: [World.obsName(0)])
        #expect(recovery.abandoned.map(\.bucket.name.string) == [World.obsName(0)] && recovery.restored.isEmpty)
        #expect(try world.sync.hasUnfinishedRun() == false)
        // The old documents are still in the journal.
        #expect(world.contents()[World.obsName(0), "a"] == nil)
        try await world.apply(world.sync.undoPlan(of: run))
        #expect(world.contents() == before)
    }

    @Test(arguments: [403, 301, 404, 500]) func `whatever a bucket refuses with, it stays open`(_ status: Int)
        async throws
    {
        let (world, before, _) = try await cutShort(lines: 4)
        try restoreB(before, world)
        var refusing = world
        refusing.retry = .never
        refusing.transport = AnsweringTransport(world.transport) { _ in HTTPResponse(status: status) }
        _ = await #expect(throws: InventoryError.self) { try await refusing.sync.recover() }
        #expect(try world.sync.hasUnfinishedRun())
        try await world.sync.recover()
        #expect(world.contents() == before)
    }

    @Test func `undo puts back what is missing, whatever should have taken its place`() async throws {
        let (world, before, run) = try await cutShort(lines: 0)
        let plan = try await world.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["a restore, b restore"])
        #expect(try await world.apply(plan)[0].words == "a done, b done")
        #expect(world.contents() == before)
    }

    @Test func `undo of a rename that left neither name puts the old one back`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("old", "a/")])])
        let before = world.contents()
        try await world.apply(world.sync.adoptionPlan(set(), on: [world.cos([rule("new", "a/")])]))
        let run = try #require(try world.sync.runs().last)
        #expect(world.contents()[World.cosName(0), "new"] != nil)
        world.remove("new", in: world.cos([]))
        let plan = try await world.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["old restore"])
        try await world.apply(plan)
        #expect(world.contents() == before)
    }

    @Test func `undo of a run that was recovered takes back what it had written`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "a/")])])
        let before = world.contents()
        try await world.apply([world.cos([rule("a", "a/", .weekly), rule("n", "n/")])])
        let run = try #require(try world.sync.runs().last)
        // Killed when all was sent and no answer was on disk: start and intent are left.
        world.journal.cut("run-\(run).jsonl", lines: 4)
        try await world.sync.recover()
        #expect(try world.sync.hasUnfinishedRun() == false)
        let plan = try await world.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["a restore, n remove"])
        try await world.apply(plan)
        #expect(
            world.contents().documents.mapValues { $0.mapValues(bare) }
                == before.documents.mapValues { $0.mapValues(bare) })
        #expect(try await world.sync.undoPlan(of: run).isEmpty)
    }

    @Test func `undo of a recovered run has nothing to do about a rule that the run never came to`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "a/")])])
        let before = world.contents()
        try await world.apply([world.cos([rule("a", "a/", .weekly), rule("n", "n/")])])
        let run = try #require(try world.sync.runs().last)
        // Killed between the two writes, before the first answer was on disk: start and intent are left.
        world.journal.cut("run-\(run).jsonl", lines: 4)
        world.remove("n", in: world.cos([]))
        try await world.sync.recover()
        let outcomes = try await world.apply(world.sync.undoPlan(of: run))
        #expect(outcomes.map(\.words) == ["a done"] && outcomes.allSatisfy { !$0.isFailure })
        #expect(
            world.contents().documents.mapValues { $0.mapValues(bare) }
                == before.documents.mapValues { $0.mapValues(bare) })
    }

    @Test func `undo of a rename that was never begun leaves the rule under its old name`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("old", "a/"), rule("gone", "g/")])])
        let before = world.contents()
        let renamed = world.cos([rule("new", "a/"), rule("other", "g/")])
        try await world.apply(world.sync.adoptionPlan(set(), on: [renamed]))
        let run = try #require(try world.sync.runs().last)
        // Killed between the two renames: start and intent are left.
        let lines = try #require(world.journal.text("run-\(run).jsonl")).split(separator: "\n").count
        world.journal.cut("run-\(run).jsonl", lines: lines - 2)
        world.remove("other", in: renamed)
        world.place(try #require(before[World.cosName(0), "gone"]), as: "gone", in: renamed)
        try await world.sync.recover()
        let outcomes = try await world.apply(world.sync.undoPlan(of: run))
        #expect(outcomes.map(\.words) == ["gone unchanged, old done"])
        #expect(world.contents().documents[World.cosName(0)]?.keys.sorted() == ["gone", "old"])
    }
}
