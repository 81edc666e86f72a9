import CloudInventory
import Glibc
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A run is killed at every request and at every line of its journal; what it leaves is made whole by the next.
///
/// Of the ways in which a run can die there, `make test` takes one for each request and line, and `make soak` all.
@Suite(.serialized) struct KillTests {
    static let isWhole = getenv("SOAK_KILLS") != nil

    /// An emulator on sockets with the buckets as before, and the journal of who made them so.
    private struct Stage {
        let scenario: KillScenario
        let world: World
        let server: EmulatorServer
        let before: World.Contents
        let arrivals: Arrivals

        /// What happens when requests arrive.
        final class Arrivals: Sendable {
            private let state = Locked<(count: Int, hook: (@Sendable (Int) -> Int64)?)>((0, nil))

            func arrived() -> Int64 {
                let (number, hook) = state.withLock { state in
                    state.count += 1
                    return (state.count, state.hook)
                }
                return hook?(number) ?? 0
            }

            func set(_ hook: (@Sendable (Int) -> Int64)?) { state.withLock { $0 = (0, hook) } }
        }

        init(_ scenario: KillScenario) async throws {
            self.scenario = scenario
            let arrivals = Arrivals()
            self.arrivals = arrivals
            world = try await scenario.world(onRequest: { arrivals.arrived() })
            before = world.contents()
            server = try await EmulatorServer.start(world.emulator)
        }

        /// Waits until a request that was on its way when its sender died has been dealt with.
        func settle(_ requests: Int) async {
            while world.emulator.requests.count < requests { await Task.yield() }
        }

        /// Starts the program that makes the changes.
        func start(journalBytes: Int = 0) throws -> ChildProcess {
            let ports = scenario.clouds.map { "\($0)=\(server.endpoint(of: $0)?.port ?? 0)" }
            return try ChildProcess(
                "SyncKillProbe",
                [scenario.change.rawValue, world.journal.path, "\(world.time.seconds)", "\(journalBytes)"] + ports)
        }

        /// Recovers, one way or the other, and holds what is there against before and after.
        func recoverAndCheck(_ after: World.Contents, byApply: Bool, _ place: Comment) async throws {
            world.time.advance(by: .seconds(100))
            if byApply {
                try await scenario.make(world.sync)
            } else {
                try await world.sync.recover()
            }
            #expect(try world.sync.hasUnfinishedRun() == false, place)
            scenario.expect(world.contents(), isBetween: before, and: after, place)
            try await scenario.make(world.sync)
            #expect(try await world.sync.plan(scenario.ruleSet, on: scenario.targets).isEmpty, place)
            #expect(world.contents().rules == after.rules, place)
            await server.stop()
        }
    }

    /// An undisturbed run: how many requests it makes, what it leaves, and its journal.
    private func undisturbed(
        _ scenario: KillScenario
    ) async throws -> (requests: Int, after: World.Contents, journal: [UInt8]) {
        let stage = try await Stage(scenario)
        stage.world.emulator.forgetRequests()
        let child = try stage.start()
        #expect(await child.end() == .exit(0))
        let run = try #require(try stage.world.sync.runs().last)
        let journal = try #require(stage.world.journal.bytes("run-\(run).jsonl"))
        let requests = stage.world.emulator.requests.count
        await stage.server.stop()
        #expect(try await stage.world.sync.plan(scenario.ruleSet, on: scenario.targets).isEmpty)
        return (requests, stage.world.contents(), journal)
    }

    @Test(arguments: KillScenario.all)
    func `killed at every request`(_ scenario: KillScenario) async throws {
        let (requests, after, _) = try await undisturbed(scenario)
        #expect(requests > 6 * scenario.clouds.count)
        for number in 1...requests {
            for isCarriedOut in [false, true] where Self.isWhole || isCarriedOut == (number % 3 > 0) {
                let stage = try await Stage(scenario)
                let child = Locked<ChildProcess?>(nil)
                stage.arrivals.set { arrived in
                    guard arrived == number else { return 0 }
                    child.withLock { $0 }?.killAndWait()
                    return isCarriedOut ? 0 : 86_400
                }
                // The lock holds the first request back until the program is known.
                let process = try child.withLock { child in
                    let process = try stage.start()
                    child = process
                    return process
                }
                let place: Comment = "request \(number), carried out: \(isCarriedOut)"
                #expect(await process.end() == .signal(SIGKILL), place)
                await stage.settle(number)
                stage.arrivals.set(nil)
                try await stage.recoverAndCheck(after, byApply: number % 2 == 0, place)
            }
        }
    }

    @Test(arguments: KillScenario.all)
    func `killed in every line of the journal`(_ scenario: KillScenario) async throws {
        let (_, after, journal) = try await undisturbed(scenario)
        var start = 0
        let lines = journal.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        for (number, line) in lines.enumerated() {
            // Within the line, before its end, and when nothing of the next one is there.
            let limits = [start + line.count / 2, start + line.count, start + line.count + 1]
            for (way, limit) in limits.enumerated()
            where limit < journal.count && (Self.isWhole || way == number % limits.count) {
                let stage = try await Stage(scenario)
                let process = try stage.start(journalBytes: limit)
                let place: Comment = "journal cut at byte \(limit)"
                #expect(await process.end() == .signal(SIGKILL), place)
                try await stage.recoverAndCheck(after, byApply: limit % 2 == 0, place)
            }
            start += line.count + 1
        }
    }
}

extension KillScenario {
    /// Every rule is as it was before or as it is to be, and of those of which one must be there one is.
    func expect(
        _ now: World.Contents, isBetween before: World.Contents, and after: World.Contents, _ place: Comment,
        _ location: SourceLocation = #_sourceLocation
    ) {
        for bucket in targets.map(\.bucket.name.string) {
            let (old, new, held) = (before.rules(in: bucket), after.rules(in: bucket), now.rules(in: bucket))
            for id in ids.joined().map(\.string) {
                #expect(
                    held[id] == old[id] || held[id] == new[id],
                    "\(place): \(bucket) \(id) is \(now[bucket, id] ?? "missing")", sourceLocation: location)
            }
            for ids in ids {
                #expect(
                    ids.contains { held[$0.string] != nil }, "\(place): \(bucket) has none of \(ids)",
                    sourceLocation: location)
            }
        }
    }
}

/// A document without its declaration: a list repeats the element alone.
func bare(_ document: String) -> String {
    document.firstRange(of: "<InventoryConfiguration").map { String(document[$0.lowerBound...]) } ?? document
}
