import CloudInventory
import InventoryEmulator
import TestSupport
import Testing

/// A sync under failures drawn at random ends as wanted, or says where it did not.
@Suite struct FaultScheduleTests {
    private func faults(_ seeded: inout Seeded) -> ProviderFaults {
        var rules: [FaultRule] = []
        for _ in 0..<seeded.number(1...4) {
            let operations: [EmulatedOperation]? = seeded.chance(0.5) ? nil : [seeded.pick([.put, .list, .delete])]
            let share = seeded.pick([0.02, 0.1, 0.3])
            let afterwards = seeded.chance(0.5)
            switch seeded.number(0...3) {
            case 0: rules.append(FaultRule(.close, operations: operations, probability: share, afterwards: afterwards))
            case 1:
                rules.append(FaultRule(.halfPage, operations: [.list], probability: share))
            default:
                let (status, code) = seeded.pick([
                    (500, "InternalError"), (503, "ServiceUnavailable"), (503, "SlowDown"), (429, "TooManyRequests"),
                    (409, "OperationAborted"), (403, "AccessDenied"), (400, "BadDigest"),
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
            visibilityLag: Int64(seeded.pick([0, 0, 2, 30])))
    }

    private func run(_ seed: UInt64) async throws -> (done: Int, reported: Int) {
        var seeded = Seeded(seed)
        let faults = EmulatedFaults(
            seed: seed,
            providers: [.tencentCOS: faults(&seeded), .huaweiOBS: faults(&seeded)])
        let world = try World(cos: 10, obs: 10, faults: faults, seed: seed)
        // What was there before: other people's rules, and ours as of the last release.
        let quiet = try World(cos: 1, obs: 1)
        try await quiet.apply([quiet.cos(KillScenario.before), quiet.obs(KillScenario.before)])
        let old = quiet.contents()
        var targets: [SyncTarget] = []
        for number in 0..<10 {
            targets.append(world.cos(KillScenario.after, number))
            targets.append(world.obs(KillScenario.after, number))
            for (target, name) in zip(targets.suffix(2), [World.cosName(0), World.obsName(0)]) {
                for (id, document) in old.documents[name] ?? [:] { world.place(document, as: id, in: target) }
                let isOBS = target.provider == "huawei-obs"
                world.place(
                    isOBS ? Foreign.obs("f", prefix: "f/") : Foreign.cos("f", prefix: "f/"), as: "f", in: target)
            }
        }
        let rules = set(
            retired: ["gone"], Ownership(takeover: .replace), Safety(onRefusal: .skipBucket), concurrency: 4)
        var count = (done: 0, reported: 0)
        let outcomes = try await world.sync.converge(rules, on: targets).collected()
        #expect(outcomes.map(\.index).sorted() == Array(targets.indices), "seed \(seed)")
        for outcome in outcomes {
            let bucket = outcome.target.bucket.name.string
            let place = "seed \(seed), \(bucket): \(outcome.words)"
            let isOBS = outcome.target.provider == "huawei-obs"
            #expect(
                world.contents()[bucket, "f"]
                    == (isOBS ? Foreign.obs("f", prefix: "f/") : Foreign.cos("f", prefix: "f/")), "\(place)")
            let isConverged = outcome.error == nil && !outcome.isFailure
            if isConverged { count.done += 1 } else { count.reported += 1 }
            for step in outcome.steps where ["done", "unchanged"].contains(step.result.name) {
                let document = world.contents()[bucket, step.id.string]
                if step.id == "gone" {
                    #expect(document == nil, "\(place)")
                } else {
                    let wanted = try #require(outcome.target.rules.first { $0.id == step.id })
                    let prefix = wanted.content.filter.effectivePrefix
                    let frequency = wanted.schedule == .daily ? "Daily" : "Weekly"
                    #expect(document?.contains("<Prefix>\(prefix)</Prefix>") == true, "\(place)")
                    #expect(document?.contains("<Frequency>\(frequency)</Frequency>") == true, "\(place)")
                }
            }
            // No rule is lost, unless the journal knows.
            for id in ["a", "b"] where world.contents()[bucket, id] == nil {
                #expect(try world.sync.hasUnfinishedRun(), "\(place)")
            }
        }
        return count
    }

    @Test func `two hundred schedules`() async throws {
        var total = (done: 0, reported: 0)
        for seed in 0..<200 as Range<UInt64> {
            let count = try await run(seed)
            total = (total.done + count.done, total.reported + count.reported)
        }
        // The schedules are worth something only while both happen often.
        #expect(total.done > 800 && total.reported > 300, "\(total)")
    }
}
