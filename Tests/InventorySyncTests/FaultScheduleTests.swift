import CloudInventory
import Glibc
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// A sync under failures drawn at random ends as wanted or says where it did not, and no failure loses a rule.
///
/// `make soak` runs a thousand schedules. To run one again: `SOAK_FIRST=SEED SOAK_SCHEDULES=1`.
@Suite struct FaultScheduleTests {
    private static func setting(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
    private static let first = UInt64(setting("SOAK_FIRST") ?? 0)
    private static let count = UInt64(setting("SOAK_SCHEDULES") ?? 20)

    private struct Tally {
        var requests = 0
        var faults = 0
        var converged = 0
        var reported = 0
        var cutShort = 0
        var restored = 0
    }

    @Test func `every schedule ends as wanted or is reported, and no rule is lost`() async throws {
        let fleet = try await FaultedFleet()
        var total = Tally()
        for seed in Self.first..<(Self.first + Self.count) {
            do {
                try await run(FaultSchedule(seed), on: fleet, &total)
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        print(
            "\(Self.count) schedules: \(total.requests) requests, \(total.faults) faults; \(total.converged) buckets "
                + "converged, \(total.reported) reported; \(total.cutShort) runs cut short, \(total.restored) rules put back"
        )
        // The schedules are worth something only while both happen often.
        guard Self.count >= 20 else { return }
        #expect(total.converged > Int(Self.count) * 5 && total.reported > Int(Self.count) * 5, "\(total)")
    }

    private func run(_ schedule: FaultSchedule, on fleet: FaultedFleet, _ total: inout Tally) async throws {
        let world = try fleet.world(schedule)
        let targets = FaultedFleet.targets()
        let outcomes = try await world.sync.converge(
            FaultedFleet.rules(concurrency: schedule.concurrency), on: targets
        ).collected()
        #expect(outcomes.map(\.index).sorted() == Array(targets.indices), "seed \(schedule.seed)")
        let requests = world.emulator.requests
        total.requests += requests.count
        total.faults += requests.count(where: \.isFault)
        let contents = world.contents()
        for outcome in outcomes {
            let bucket = outcome.target.bucket.name.string
            let place = "seed \(schedule.seed), \(bucket): \(outcome.words)"
            let held = contents.rules(in: bucket)
            let wanted = fleet.wanted.rules(in: bucket)
            let isConverged = !outcome.isFailure
            if isConverged {
                total.converged += 1
                #expect(held == wanted, "\(place)")
            } else {
                total.reported += 1
                let reasons = [outcome.error].compactMap(\.self).map(\.message) + outcome.steps.compactMap(\.reason)
                #expect(!reasons.isEmpty && reasons.allSatisfy { !$0.isEmpty }, "\(place)")
            }
            for step in outcome.steps where ["done", "unchanged"].contains(step.result.name) {
                #expect(held[step.id.string] == wanted[step.id.string], "\(place): \(step.id)")
            }
        }
        try await checkAftermath(of: world, schedule, fleet, &total)
    }

    /// What is there when all is over, by the emulator's own store: never half a rule, never none; and what is missing
    /// comes back.
    private func checkAftermath(
        of world: World, _ schedule: FaultSchedule, _ fleet: FaultedFleet, _ total: inout Tally
    ) async throws {
        let isCutShort = try world.sync.hasUnfinishedRun()
        let calm = try fleet.calm(after: world)
        let sync = calm.sync(journal: .directory(world.journal.path))
        if isCutShort {
            total.cutShort += 1
            total.restored += try await sync.recover().restored.count
        }
        let contents = calm.contents()
        for target in FaultedFleet.targets() {
            let bucket = target.bucket.name.string
            let held = contents.rules(in: bucket)
            let old = fleet.before.rules(in: bucket)
            let new = fleet.wanted.rules(in: bucket)
            for id in Swift.Set(held.keys).union(old.keys).union(new.keys) {
                #expect(
                    held[id] == old[id] || held[id] == new[id],
                    "seed \(schedule.seed), \(bucket): \(id) is neither as before nor as planned: \(held[id].map { "\($0)" } ?? "gone")"
                )
            }
        }
        calm.time.advance(by: .seconds(1))
        let outcomes = try await sync.converge(
            FaultedFleet.rules(concurrency: 1), on: FaultedFleet.targets()
        ).collected()
        #expect(outcomes.allSatisfy { !$0.isFailure }, "seed \(schedule.seed)")
        #expect(
            calm.contents().rules == fleet.wanted.rules, "seed \(schedule.seed): another run does not end as planned")
    }
}

extension StepOutcome {
    /// Why it is not as planned; nil where it is.
    fileprivate var reason: String? {
        switch result {
        case .failed(let error, _): error.message
        case .notAttempted(let why): why
        case .unconfirmed(let error): error.message
        case .changedSincePlanning, .refused: result.name
        case .done, .unchanged, .unmanaged: nil
        @unknown default: nil
        }
    }
}
