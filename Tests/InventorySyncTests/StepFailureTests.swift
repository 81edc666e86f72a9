import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// The way to the clouds breaks at every step in turn, for one request or for good, before or after it is carried out.
@Suite struct StepFailureTests {
    @Test(arguments: EmulatedProvider.clouds, [(true, true), (true, false), (false, true), (false, false)])
    func `no rule is lost, whichever request fails`(
        _ cloud: EmulatedProvider, _ kind: (isForGood: Bool, isCarriedOut: Bool)
    ) async throws {
        let (isForGood, isCarriedOut) = kind
        let target = cloud.place.target(KillScenario.after)
        let bucket = target.bucket.name.string
        let rules = set(retired: ["gone"], Ownership(), Safety(onRefusal: .skipBucket), concurrency: 1)
        for lag in [0, 9] as [Int64] {
            for number in 1...12 {
                var world = try World([cloud: 1], visibilityLag: lag)
                let direct = world.transport
                try await world.apply([cloud.place.target(KillScenario.before)])
                let before = world.contents().rules(in: bucket)
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
                let now = world.contents().rules(in: bucket)
                for id in ["a", "b"] {
                    #expect(
                        now[id] != nil && (now[id] == before[id] || now[id]?.schedule == .weekly), "\(place): \(id)")
                }
                world.time.advance(by: .seconds(60))
                try await world.sync.converge(rules, on: [target]).collected()
                #expect(try await world.plan(target, rules).changes == 0, place)
            }
        }
    }
}
