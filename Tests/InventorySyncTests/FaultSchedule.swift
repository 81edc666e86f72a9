import CloudInventory
import InventoryEmulator
import InventorySync
import TestSupport

/// Everything that goes wrong in one run, drawn from a seed, and fifty buckets for it to go wrong in.
struct FaultSchedule {
    static let bucketsOfEachCloud = 10

    let seed: UInt64
    let faults: EmulatedFaults
    /// What the vendors' documents leave open, as the clouds of this run have it.
    let quirks: [String: String]
    /// One worker makes a seed say the same every time; several meet in more ways.
    let concurrency: Int

    init(_ seed: UInt64) {
        var seeded = Seeded(seed)
        self.seed = seed
        var faults = EmulatedFaults(seed: seed)
        for cloud in EmulatedProvider.clouds { faults.providers[cloud] = Self.faults(&seeded) }
        self.faults = faults
        quirks = EmulatorQuirks.draw(&seeded, share: 0.3)
        concurrency = seeded.pick([1, 1, 1, 4])
    }

    private static func faults(_ seeded: inout Seeded) -> ProviderFaults {
        var rules: [FaultRule] = []
        for _ in 0..<seeded.number(1...4) {
            let operations: [EmulatedOperation]? = seeded.chance(0.5) ? nil : [seeded.pick([.put, .list, .delete])]
            let share = seeded.pick([0.02, 0.1, 0.3])
            let afterwards = seeded.chance(0.5)
            switch seeded.number(0...7) {
            case 0, 1:
                rules.append(FaultRule(.close, operations: operations, probability: share, afterwards: afterwards))
            case 2:
                let effect = seeded.pick([FaultRule.Effect.halfPage, .repeatedToken, .truncatedWithoutToken])
                rules.append(FaultRule(effect, operations: [.list], probability: share))
            default:
                let (status, code) = seeded.pick([
                    (500, "InternalError"), (503, "ServiceUnavailable"), (503, "SlowDown"), (429, "TooManyRequests"),
                    (409, "OperationAborted"), (403, "AccessDenied"), (400, "BadDigest"), (400, "RequestTimeout"),
                    (404, "NoSuchBucket"), (301, "PermanentRedirect"),
                ])
                rules.append(
                    FaultRule(
                        .error, operations: operations, probability: share,
                        afterwards: afterwards && status >= 500, status: status, code: code,
                        body: seeded.pick([.xml, .json, .html, .empty])))
            }
        }
        return ProviderFaults(
            rules: rules, throttle: seeded.chance(0.2) ? Throttle(requestsPerSecond: seeded.number(3...30)) : nil,
            clockSkew: Int64(seeded.pick([0, 0, 0, 240, -960, 86_000])),
            visibilityLag: Int64(seeded.pick([0, 0, 2, 30])))
    }
}

/// The fifty buckets: each holds somebody else's rule and ours as of the last release, two of which swap prefixes.
struct FaultedFleet {
    let before: World.Contents
    /// What every bucket holds after a run that nothing disturbs.
    let wanted: World.Contents

    static let foreign = rule("f", "f/", .weekly, enabled: false)

    init() async throws {
        let world = try World(Self.buckets)
        let quiet = Safety(maximumRemovals: .max)
        let old = Self.targets(KillScenario.before + [Self.foreign])
        try await world.sync.converge(set(Ownership(), quiet), on: old).collected()
        before = world.contents()
        world.time.advance(by: .seconds(10))
        let new = try Self.world(with: before)
        try await new.sync.converge(Self.rules(concurrency: 1), on: Self.targets()).collected()
        wanted = new.contents()
    }

    private static let buckets = World.each(FaultSchedule.bucketsOfEachCloud)

    static func rules(concurrency: Int) -> RuleSet {
        set(
            retired: ["gone"], Ownership(takeover: .replace), Safety(maximumRemovals: .max, onRefusal: .skipBucket),
            concurrency: concurrency)
    }

    static func targets(_ rules: [RuleTemplate] = KillScenario.after) -> [SyncTarget] {
        (0..<FaultSchedule.bucketsOfEachCloud).flatMap { number in
            EmulatedProvider.clouds.map { $0.place.target(rules, number) }
        }
    }

    /// The fleet with those documents in it.
    private static func world(
        with contents: World.Contents, _ schedule: FaultSchedule? = nil
    ) throws -> World {
        let world = try World(
            buckets, quirks: schedule?.quirks ?? [:], faults: schedule?.faults ?? EmulatedFaults(),
            seed: schedule?.seed ?? 0)
        for target in targets() {
            for (id, text) in contents.documents[target.bucket.name.string] ?? [:] {
                world.place(text, as: id, in: target)
            }
        }
        return world
    }

    /// The fleet as it was before, in a world of that schedule.
    func world(_ schedule: FaultSchedule) throws -> World { try Self.world(with: before, schedule) }

    /// The same buckets, documents and time when the storm is over.
    func calm(after world: World) throws -> World {
        let calm = try Self.world(with: world.contents())
        // An hour later; two runs of one second would be told apart by chance alone.
        calm.time.advance(by: world.time.uptime + .seconds(3600))
        return calm
    }
}
