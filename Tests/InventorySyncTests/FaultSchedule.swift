import CloudInventory
import InventoryEmulator
import TestSupport

/// Everything that goes wrong in one run, drawn from a seed, and fifty buckets for it to go wrong in.
struct FaultSchedule {
    static let bucketsOfEachCloud = 25

    let seed: UInt64
    let faults: EmulatedFaults
    /// One worker makes a seed say the same every time; several meet in more ways.
    let concurrency: Int

    init(_ seed: UInt64) {
        var seeded = Seeded(seed)
        self.seed = seed
        faults = EmulatedFaults(
            seed: seed, providers: [.tencentCOS: Self.faults(&seeded), .huaweiOBS: Self.faults(&seeded)])
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
    typealias Documents = [String: String]

    let before: [EmulatedProvider: Documents]
    /// What every bucket holds after a run that nothing disturbs.
    let wanted: World.Contents

    static let foreign = "f"

    init() async throws {
        let quiet = try World(cos: 1, obs: 1)
        try await quiet.apply([quiet.cos(KillScenario.before), quiet.obs(KillScenario.before)])
        var cos = quiet.contents().documents[World.cosName(0)] ?? [:]
        var obs = quiet.contents().documents[World.obsName(0)] ?? [:]
        cos[Self.foreign] = Foreign.cos(Self.foreign, prefix: "f/")
        obs[Self.foreign] = Foreign.obs(Self.foreign, prefix: "f/")
        before = [.tencentCOS: cos, .huaweiOBS: obs]
        let world = try World(cos: FaultSchedule.bucketsOfEachCloud, obs: FaultSchedule.bucketsOfEachCloud)
        let targets = Self.targets(in: world)
        for target in targets {
            for (id, text) in before[World.cloud(target)] ?? [:] { world.place(text, as: id, in: target) }
        }
        try await world.sync.converge(Self.rules(concurrency: 1), on: targets).collected()
        wanted = world.contents()
    }

    static func rules(concurrency: Int) -> RuleSet {
        set(
            retired: ["gone"], Ownership(takeover: .replace), Safety(maximumRemovals: .max, onRefusal: .skipBucket),
            concurrency: concurrency)
    }

    static func targets(in world: World) -> [SyncTarget] {
        (0..<FaultSchedule.bucketsOfEachCloud).flatMap {
            [world.cos(KillScenario.after, $0), world.obs(KillScenario.after, $0)]
        }
    }

    /// The fleet as it was before, in a world of that schedule.
    func world(_ schedule: FaultSchedule) throws -> World {
        let world = try World(
            cos: FaultSchedule.bucketsOfEachCloud, obs: FaultSchedule.bucketsOfEachCloud, faults: schedule.faults,
            seed: schedule.seed)
        for target in Self.targets(in: world) {
            for (id, text) in before[World.cloud(target)] ?? [:] { world.place(text, as: id, in: target) }
        }
        return world
    }

    /// The same buckets, documents and time when the storm is over.
    func calm(after world: World) throws -> World {
        let calm = try World(cos: FaultSchedule.bucketsOfEachCloud, obs: FaultSchedule.bucketsOfEachCloud)
        // An hour later; two runs of one second would be told apart by chance alone.
        calm.time.advance(by: world.time.uptime + .seconds(3600))
        let contents = world.contents()
        for target in Self.targets(in: calm) {
            for (id, text) in contents.documents[target.bucket.name.string] ?? [:] {
                calm.place(text, as: id, in: target)
            }
        }
        return calm
    }
}
