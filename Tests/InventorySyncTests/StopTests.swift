import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Whoever asks a run to end is heard, whatever the run is doing.
@Suite struct StopTests {
    private let skipping = Safety(onRefusal: .skipBucket)

    @Test func `while a run plans all buckets first, it stops reading, and writes nothing`() async throws {
        var world = try World([.tencentCOS: 200])
        let stop = StopSignal()
        world.transport = WatchedTransport(world.transport) { _, number in if number == 10 { stop.stop() } }
        let targets = (0..<200).map { world.cos([rule("a")], $0) }
        // Half of the buckets would be refused, had the plan been made.
        let rules = set(Ownership(), Safety(maximumChanges: 5), concurrency: 4)
        let outcomes = try await world.sync.converge(rules, on: targets, stop: stop).collected()
        #expect(outcomes.count == 200 && outcomes.allSatisfy { $0.error?.code == .notAttempted })
        #expect(world.emulator.requests.count <= 14)
        #expect(outcomes[0].error?.message.contains("interrupted") == true)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a list that does not end is not waited for`() async throws {
        var world = try World([.tencentCOS: 20])
        let stop = StopSignal()
        let never = AsyncStream<Void>.makeStream()
        world.transport = WatchedTransport(world.transport) { _, number in
            guard number > 6 else { return }
            stop.stop()
            for await _ in never.stream {}
        }
        let targets = (0..<20).map { world.cos([rule("a")], $0) }
        let outcomes = try await world.sync.converge(
            set(Ownership(), skipping, concurrency: 1), on: targets, stop: stop
        ).collected()
        #expect(outcomes.count { $0.words == "a done" } == 2)
        #expect(outcomes.count { $0.error?.code == .notAttempted } == 18)
        never.continuation.finish()
    }

    @Test(.timeLimit(.minutes(5)))
    func `the deadline cuts a list short that is under way`() async throws {
        var world = try World([.tencentCOS: 2])
        let (time, never) = (world.time, AsyncStream<Void>.makeStream())
        world.transport = WatchedTransport(world.transport) { _, number in
            guard number == 1 else { return }
            time.advance(by: .seconds(11))
            for await _ in never.stream {}
            try Task.checkCancellation()
        }
        let outcomes = try await world.sync.converge(
            set(Ownership(), skipping, concurrency: 1), on: (0..<2).map { world.cos([rule("a")], $0) },
            deadline: .seconds(10)
        ).collected()
        #expect(outcomes.allSatisfy { $0.error?.code == .notAttempted }, "\(outcomes.map(\.words))")
        #expect(outcomes.first?.error?.message.contains("deadline") == true)
        #expect(world.writes.isEmpty)
        never.continuation.finish()
    }

    @Test(arguments: ["one by one", "as a whole", "by a plan"])
    func `a deadline that passes while a cloud is busy names the cloud's last answer`(_ way: String) async throws {
        var world = try World([.tencentCOS: 1])
        let target = world.cos([rule("a")])
        // A set that stops at the first refusal is planned as a whole first.
        let rules = set(Ownership(), way == "as a whole" ? Safety() : skipping)
        let plan = try await world.sync.plan(rules, on: [target])
        world.retry = .batch
        let time = world.time
        world.transport = AnsweringTransport(world.transport) { _ in
            time.advance(by: .seconds(4))
            return HTTPResponse(status: 503, body: Array("<Error><Code>SlowDown</Code></Error>".utf8))
        }
        let outcomes =
            way == "by a plan"
            ? world.sync.apply(plan, deadline: .seconds(10))
            : world.sync.converge(rules, on: [target], deadline: .seconds(10))
        let error = try #require(try await outcomes.collected().first?.error)
        #expect(error.code == .notAttempted && error.message.contains("deadline"))
        #expect(error.description.contains("SlowDown"), "\(error)")
        #expect(error.description.split(separator: "the server said 503").count == 2, "\(error)")
    }

    @Test func `a confirmation that does not come is not waited for`() async throws {
        var world = try World(visibilityLag: 1000)
        let stop = StopSignal()
        world.transport = WatchedTransport(world.transport) { _, number in if number == 4 { stop.stop() } }
        let outcome = try await world.sync.converge(
            set(Ownership(), skipping), on: [world.cos([rule("a")])], stop: stop
        ).collected()[0]
        #expect(outcome.words == "a unconfirmed")
        #expect(world.time.uptime < .seconds(2))
        guard case .unconfirmed(let reason)? = outcome["a"]?.result else { return }
        #expect(reason.message.contains("interrupted"))
    }

    @Test func `the deadline ends the wait for a confirmation`() async throws {
        let world = try World(visibilityLag: 1000)
        let outcome = try await world.sync.converge(
            set(Ownership(), skipping), on: [world.cos([rule("a")])], deadline: .seconds(10)
        ).collected()[0]
        #expect(outcome.words == "a unconfirmed")
        #expect(world.time.uptime <= .seconds(10))
    }

    @Test func `what was written when a run is cancelled is told of`() async throws {
        var world = try World([.tencentCOS: 3], visibilityLag: 1000)
        let run = Locked<Task<[BucketOutcome], any Error>?>(nil)
        world.transport = WatchedTransport(world.transport) { request, number in
            if number == 4 { run.withLock { $0?.cancel() } }
        }
        let (targets, sync, skipping) = ((0..<3).map { world.cos([rule("a")], $0) }, world.sync, skipping)
        let gate = AsyncStream<Void>.makeStream()
        let task = Task {
            for await _ in gate.stream {}
            var outcomes: [BucketOutcome] = []
            do {
                for try await outcome in sync.converge(set(Ownership(), skipping, concurrency: 1), on: targets) {
                    outcomes.append(outcome)
                }
            } catch is CancellationError {}
            return outcomes
        }
        run.withLock { $0 = task }
        gate.continuation.finish()
        #expect(try await task.value.map(\.words) == ["a unconfirmed"])
    }
}
