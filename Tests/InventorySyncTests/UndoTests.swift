import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A bad rollout is taken back from its journal.
@Suite struct UndoTests {
    private let retiring = set(retired: ["gone"])

    /// Rules before and after a rollout that creates, replaces, removes and, on OBS, swaps.
    private func rollout(_ world: World) async throws -> (before: World.Contents, after: World.Contents, run: String) {
        try await world.apply([world.cos(KillScenario.before), world.obs(KillScenario.before)])
        let before = world.contents()
        try await world.apply([world.cos(KillScenario.after), world.obs(KillScenario.after)], retiring)
        return (before, world.contents(), try #require(try world.sync.runs().last))
    }

    private func bared(_ contents: World.Contents) -> [String: [String: String]] {
        contents.documents.mapValues { $0.mapValues(bare) }
    }

    @Test func `undo gives back the documents of before, byte for byte, and undo of undo those of after`() async throws
    {
        let world = try World()
        let (before, after, run) = try await rollout(world)
        let plan = try await world.sync.undoPlan(of: run)
        #expect(
            plan.buckets.map(\.words)
                == Array(repeating: "a restore, b restore, gone restore, new remove", count: 2))
        let outcomes = try await world.apply(plan)
        #expect(outcomes.map(\.words) == Array(repeating: "a done, b done, gone done, new done", count: 2))
        #expect(bared(world.contents()) == bared(before))

        let undone = try #require(try world.sync.runs().last)
        #expect(undone != run)
        let again = try await world.apply(world.sync.undoPlan(of: undone))
        #expect(again.map(\.words) == Array(repeating: "a done, b done, gone done, new done", count: 2))
        #expect(bared(world.contents()) == bared(after))
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `undo of a rename gives back the document of before, byte for byte`(_ cloud: EmulatedProvider) async throws {
        var world = try World([cloud: 1])
        let theirs = cloud.place.target([rule("theirs", "a/")])
        try await world.apply([theirs])
        let client = try world.catalog.client(for: theirs.provider)
        // As the list has it: alone it may have a declaration before it.
        let before = try await client.rules(in: theirs.bucket).collect()[0].document
        try await world.apply(world.sync.adoptionPlan(set(), on: [cloud.place.target([rule("ours", "a/")])]))
        let after = try await client.rules(in: theirs.bucket).collect()[0].document
        let sent = Locked<[[UInt8]]>([])
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .put { sent.withLock { $0.append(request.body ?? []) } }
        }
        for _ in 0..<2 {
            let plan = try await world.sync.undoPlan(of: try #require(try world.sync.runs().last))
            #expect(try await world.apply(plan).allSatisfy { !$0.isFailure && $0.steps.map(\.action) == [.rename] })
        }
        #expect(sent.withLock { $0 } == [before.bytes, after.bytes])
    }

    @Test func `undo of a rename gives back what this version does not know`() async throws {
        let world = try World(quirks: ["tencent-cos.unknownElements": "kept"])
        let theirs = world.cos([rule("theirs", "a/")])
        try await world.apply([theirs])
        let written = try #require(world.contents()[World.cosName(0), "theirs"])
        world.place(
            written.replacing("</InventoryConfiguration>", with: "<New>1</New></InventoryConfiguration>"),
            as: "theirs", in: theirs)
        let before = world.contents()
        let erasing = set(Ownership(unknownElements: .erase))
        try await world.apply(world.sync.adoptionPlan(erasing, on: [world.cos([rule("ours", "a/")])]))
        let run = try #require(try world.sync.runs().last)
        let details = try world.sync.details(of: run)
        #expect(details.stored == 1 && details.removed == 1)
        try await world.apply(world.sync.undoPlan(of: run))
        #expect(world.contents() == before)
    }

    @Test func `a rename counts as one rule stored and one removed in every cloud`() async throws {
        for cloud in EmulatedProvider.allCases {
            let world = try World([cloud: 1])
            try await world.apply([cloud.place.target([rule("theirs", "a/")], 0)])
            try await world.apply(world.sync.adoptionPlan(set(), on: [cloud.place.target([rule("ours", "a/")], 0)]))
            let run = try #require(try world.sync.runs().last)
            // As it ended, and as if it had been killed when all was answered.
            for lines in [0, 2] {
                world.journal.cut("run-\(run).jsonl", lines: lines)
                let details = try world.sync.details(of: run)
                #expect(details.stored == 1 && details.removed == 1 && !details.isAtLeast, "\(cloud): \(details)")
            }
        }
    }

    @Test func `undo twice: the second time there is nothing to do`() async throws {
        let world = try World()
        let (before, _, run) = try await rollout(world)
        try await world.apply(world.sync.undoPlan(of: run))
        world.emulator.forgetRequests()
        let plan = try await world.sync.undoPlan(of: run)
        #expect(plan.isEmpty && plan.summary.refuse == 0)
        try await world.apply(plan)
        #expect(world.writes.isEmpty && bared(world.contents()) == bared(before))
    }

    @Test func `rules that changed since stay, and the others go back`() async throws {
        let world = try World()
        let (before, _, run) = try await rollout(world)
        let target = world.cos([])
        for id in ["a", "gone", "new"] { world.place(Foreign.cos(id), as: id, in: target) }
        let plan = try await world.sync.undoPlan(of: run)
        #expect(
            plan.buckets.first { $0.target.provider == "tencent-cos" }?.words
                == "a refuse, b restore, gone refuse, new refuse")
        let outcome = try await world.apply(plan).first { $0.target.provider == "tencent-cos" }
        #expect(outcome?.words == "a refused, b done, gone refused, new refused")
        for id in ["a", "gone", "new"] { #expect(world.contents()[World.cosName(0), id] == Foreign.cos(id)) }
        #expect(world.contents()[World.cosName(0), "b"].map(bare) == before[World.cosName(0), "b"].map(bare))
    }

    @Test func `a change between the undo's plan and its apply is not touched`() async throws {
        let world = try World()
        let (_, _, run) = try await rollout(world)
        let plan = try await world.sync.undoPlan(of: run)
        world.place(Foreign.cos("a"), as: "a", in: world.cos([]))
        let outcome = try await world.apply(plan).first { $0.target.provider == "tencent-cos" }
        #expect(outcome?["a"]?.result.name == "changed")
        #expect(world.contents()[World.cosName(0), "a"] == Foreign.cos("a"))
    }

    @Test func `a write whose answer was lost is taken back too`() async throws {
        var world = try World()
        let direct = world.transport
        try await world.apply([world.cos([rule("a")])])
        let before = world.contents()
        world.retry = .never
        world.transport = WatchedTransport(
            direct,
            after: { request, _ in
                if request.method == .put { throw TransportError(.connectionLost, "cut", mayHaveReachedServer: true) }
            })
        #expect(try await world.apply([world.cos([rule("a", .none, .weekly)])])[0].words == "a done")
        world.transport = direct
        let run = try #require(try world.sync.runs().last)
        #expect(try await world.apply(world.sync.undoPlan(of: run)).first?.words == "a done")
        #expect(bared(world.contents()) == bared(before))
    }

    @Test func `rules of others are no part of it`() async throws {
        let world = try World()
        world.place(Foreign.obs("f", prefix: "f/"), as: "f", in: world.obs([]))
        let (_, _, run) = try await rollout(world)
        try await world.apply(world.sync.undoPlan(of: run))
        #expect(world.contents()[World.obsName(0), "f"] == Foreign.obs("f", prefix: "f/"))
    }

    @Test func `a run that is not there is named`() async throws {
        let world = try World()
        let error = await #expect(throws: InventoryError.self) { try await world.sync.undoPlan(of: "../../etc/passwd") }
        #expect(error?.code == .journalRefused && error?.message.contains("../../etc/passwd") == true)
        _ = await #expect(throws: InventoryError.self) { try await world.sync(journal: .none).undoPlan(of: "x") }
    }

    /// A list may say what a PUT may not: read-only elements, another form of the destination, another case of `true`.
    @Test(arguments: [
        ["huawei-obs.lastExportTime": "present"], ["huawei-obs.destinationEcho": "S3BucketDestination"],
        ["huawei-obs.enabledEcho": "capitalised"], ["huawei-obs.filterEcho": "empty"],
        ["tencent-cos.encryptionEcho": "bare", "tencent-cos.unknownElements": "refused"],
    ])
    func `a server that does not take back its own words still gets the old rules`(_ quirks: [String: String])
        async throws
    {
        let world = try World(quirks: quirks)
        let (before, _, run) = try await rollout(world)
        #expect(try await world.apply(world.sync.undoPlan(of: run)).allSatisfy { !$0.isFailure })
        let targets = [world.cos(KillScenario.before), world.obs(KillScenario.before)]
        #expect(try await world.sync.plan(RuleSet(name: "before", rules: [], retired: ["new"]), on: targets).isEmpty)
        #expect(world.contents().documents.mapValues(\.keys.count) == before.documents.mapValues(\.keys.count))
    }
}
