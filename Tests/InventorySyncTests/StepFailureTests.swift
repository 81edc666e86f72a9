import CloudInventory
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// The way to the clouds breaks at every step in turn, for one request or for good, before or after it is carried out.
@Suite struct StepFailureTests {
    @Test(arguments: [true, false], [true, false])
    func `no rule is lost, whichever request fails`(_ isForGood: Bool, _ isCarriedOut: Bool) async throws {
        let target = KillScenario.targets(KillScenario.after)[0]
        let bucket = target.bucket.name.string
        let rules = set(retired: ["gone"], Ownership(), Safety(onRefusal: .skipBucket), concurrency: 1)
        for lag in [0, 9] as [Int64] {
            for number in 1...12 {
                var world = try World(visibilityLag: lag)
                let direct = world.transport
                try await world.apply([world.obs(KillScenario.before)])
                let before = world.contents()
                world.retry = .never
                let hook: WatchedTransport.Hook = { _, count in
                    if isForGood ? count >= number : count == number {
                        throw TransportError(.connectionLost, "cut by the test", mayHaveReachedServer: true)
                    }
                }
                world.transport =
                    isCarriedOut ? WatchedTransport(direct, after: hook) : WatchedTransport(direct, before: hook)
                world.time.advance(by: .seconds(60))
                let place: Comment = "request \(number), for good \(isForGood), carried out \(isCarriedOut), lag \(lag)"
                let outcome = try await world.sync.converge(rules, on: [target]).collected()[0]
                let isOpen = try world.sync.hasUnfinishedRun()
                // Said to be done is done, and what is missing is in the journal.
                for step in outcome.steps where step.result.name == "done" {
                    #expect((world.contents()[bucket, step.id.string] == nil) == (step.id == "gone"), place)
                }
                for id in ["a", "b"] where world.contents()[bucket, id] == nil { #expect(isOpen, place) }

                world.transport = direct
                world.time.advance(by: .seconds(1))
                try await world.sync.recover()
                #expect(try world.sync.hasUnfinishedRun() == false, place)
                let now = world.contents()
                for id in ["a", "b"] {
                    let isOld = now[bucket, id].map(bare) == before[bucket, id].map(bare)
                    let isNew = now[bucket, id]?.contains("<Frequency>Weekly</Frequency>") == true
                    #expect(isOld || isNew, "\(place): \(id) is \(now[bucket, id] ?? "missing")")
                }
                world.time.advance(by: .seconds(60))
                try await world.sync.converge(rules, on: [target]).collected()
                #expect(try await world.plan(target, rules).changes == 0, place)
            }
        }
    }
}
