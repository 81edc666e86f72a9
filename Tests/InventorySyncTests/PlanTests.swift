import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

@Suite struct PlanTests {
    @Test func `an empty bucket gets everything, and planning writes nothing`() async throws {
        let world = try World()
        let plan = try await world.sync.plan(
            set(), on: [world.cos([rule("a"), rule("b", "b/")]), world.obs([rule("c", "c/")])])
        #expect(plan.buckets.map(\.words) == ["a create, b create", "c create"])
        #expect(plan.buckets.map(\.index) == [0, 1])
        #expect(plan.summary.create == 3 && plan.summary.changes == 3 && plan.summary.buckets == 2)
        #expect(world.writes.isEmpty)
        #expect(world.journal.names.isEmpty)
    }

    @Test func `a change names every property that differs, each once`() async throws {
        let world = try World()
        let before = RuleTemplate(
            id: "a", isEnabled: true, schedule: .daily,
            content: InventoryContent(
                filter: Filter(
                    prefix: "old/", tags: [Tag("k", "v")],
                    created: CreationWindow(from: UTCInstant(secondsSinceEpoch: 0)), storageClass: "STANDARD"),
                versions: .current, fields: [.size, .tag], format: .csv, encryption: .none))
        try await world.apply([world.cos([before])])
        let after = RuleTemplate(
            id: "a", isEnabled: false, schedule: .weekly,
            content: InventoryContent(
                filter: Filter(
                    prefix: "new/", tags: [Tag("k", "w")],
                    created: CreationWindow(to: UTCInstant(secondsSinceEpoch: 86400)), storageClass: "ARCHIVE"),
                versions: .all, fields: [.eTag, .tag], format: .csv, encryption: .serviceManaged))
        var target = world.cos([after])
        target.rules[0].destination = Destination(
            bucket: "other-1250000000", region: "ap-guangzhou", prefix: "elsewhere", owner: "2")
        guard case .replace(_, let found, let differences)? = try await world.plan(target)["a"]?.action else {
            Issue.record("no replacement")
            return
        }
        #expect(
            differences.map(\.description) == [
                "enabled: true → false", "schedule: daily → weekly", "prefix: old/ → new/", "tags: k=v → k=w",
                "created: 1970-01-01T00:00:00Z to … → … to 1970-01-02T00:00:00Z", "storageClass: STANDARD → ARCHIVE",
                "versions: current → all", "fields: Size, Tag → ETag, Tag", "encryption: none → service-managed",
                "reports.bucket: inv-1250000000 → other-1250000000",
                "reports.prefix: inventory/photos0-1250000000 → elsewhere", "reports.owner: 100000000001 → 2",
            ])
        #expect(found.document.text.contains("old/"))
    }

    @Test(arguments: [
        ("enabled", rule("a", "p/", enabled: false)), ("schedule", rule("a", "p/", .monthly(day: 2))),
        ("prefix", rule("a", "q/")), ("fields", rule("a", "p/", fields: [.size])),
    ])
    func `one property alone`(_ path: String, _ changed: RuleTemplate) async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "p/", .monthly(day: 1))])])
        var changed = changed
        if path != "schedule" { changed.schedule = .monthly(day: 1) }
        let plan = try await world.plan(world.cos([changed]))
        guard case .replace(_, _, let differences)? = plan["a"]?.action else {
            Issue.record("no replacement")
            return
        }
        #expect(differences.map(\.path) == [path])
    }

    @Test func `a monthly rule without a day takes the day that the cloud has chosen`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", nil, .monthly(day: 17))])])
        #expect(try await world.plan(world.cos([rule("a", nil, .monthly(day: nil))])).words == "a keep")
    }

    @Test func `retired rules go, and what is nobody's business stays`() async throws {
        let world = try World()
        let target = world.obs([rule("kept", "kept/")])
        try await world.apply([world.obs([rule("kept", "kept/"), rule("old", "old/")])])
        world.place(Foreign.obs("theirs", prefix: "theirs/"), as: "theirs", in: target)
        let plan = try await world.plan(target, set(retired: ["old", "never-there"]))
        #expect(plan.words == "kept keep, old remove, theirs unmanaged")
    }

    @Test func `one bucket's error stands in its own plan`() async throws {
        let world = try World([.tencentCOS: 2])
        var lost = world.cos([rule("a")], 1)
        lost.bucket.name = "nowhere-1250000000"
        let plan = try await world.sync.plan(set(), on: [world.cos([rule("a")]), lost])
        #expect(plan.buckets[0].words == "a create")
        #expect(plan.buckets[1].error?.code == .bucketNotFound)
        #expect(plan.summary.failed == 1)
    }

    @Test func `an error of the embedder's own is that bucket's, not the plan's`() async throws {
        struct VaultIsSealed: Error {}
        let world = try World()
        let catalog = ProviderCatalog(
            transport: world.transport,
            credentials: ClosureCredentials { need in
                if need.provider == "huawei-obs" { throw VaultIsSealed() }
                return Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))
            }, services: world.time.services)
        let sync = InventorySync(catalog, services: world.time.services)
        let targets = [world.obs([rule("a")]), world.cos([rule("a")])]
        let plan = try await sync.plan(set(), on: targets)
        #expect(plan.buckets[0].error?.cause is VaultIsSealed)
        #expect(plan.buckets[1].words == "a create")
        let outcomes = try await sync.converge(set(Ownership(), Safety(onRefusal: .skipBucket)), on: targets)
            .collected().sorted { $0.index < $1.index }
        #expect(outcomes[0].error?.cause is VaultIsSealed)
        #expect(outcomes[1].words == "a done")
    }

    @Test func `all pages of a list count`() async throws {
        let world = try World(limits: [.tencentCOS: EmulatedLimits(pageSize: 3)])
        let rules = (0..<10).map { rule(ExactText("r\($0)"), ExactText("p\($0)/")) }
        try await world.apply([world.cos(rules)])
        world.emulator.forgetRequests()
        let plan = try await world.plan(world.cos(rules))
        #expect(plan.steps.count == 10 && plan.changes == 0)
        #expect(world.emulator.requestCounts(of: .tencentCOS) == [.list: 4])
    }

    @Test func `planning bucket by bucket gives the same, in any order`() async throws {
        let world = try World([.tencentCOS: 20, .huaweiOBS: 1])
        let targets = (0..<20).map { world.cos([rule("a")], $0) }
        var indices: [Int] = []
        try await world.sync.plan(set(), on: targets) { indices.append($0.index) }
        #expect(indices.sorted() == Array(0..<20))
    }
}
