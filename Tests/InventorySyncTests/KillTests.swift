import CloudInventory
import Glibc
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A run is killed at every request and at every line of its journal; what it leaves is made whole by the next.
@Suite(.serialized) struct KillTests {
    /// An emulator on sockets with the buckets as before, and the journal of who made them so.
    private struct Stage {
        let change: KillScenario.Change
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

        init(_ change: KillScenario.Change) async throws {
            self.change = change
            let arrivals = Arrivals()
            self.arrivals = arrivals
            world = try World(onRequest: { arrivals.arrived() })
            try await world.apply(
                KillScenario.targets(change.before), RuleSet(name: "before", rules: change.before))
            before = world.contents()
            server = try await EmulatorServer.start(world.emulator)
            world.time.advance(by: .seconds(10))
            world.emulator.forgetRequests()
        }

        /// Waits until a request that was on its way when its sender died has been dealt with.
        func settle(_ requests: Int) async {
            while world.emulator.requests.count < requests { await Task.yield() }
        }

        /// Starts the program that makes the changes.
        func start(journalBytes: Int = 0) throws -> ChildProcess {
            let ports = [EmulatedProvider.tencentCOS, .huaweiOBS].map { "\(server.endpoint(of: $0)?.port ?? 0)" }
            return try ChildProcess(
                "SyncKillProbe",
                [change.rawValue] + ports + [world.journal.path, "\(world.time.seconds)", "\(journalBytes)"])
        }

        /// Recovers, one way or the other, and holds what is there against before and after.
        func recoverAndCheck(_ after: World.Contents, byApply: Bool, _ place: Comment) async throws {
            world.time.advance(by: .seconds(100))
            if byApply {
                try await change.make(world.sync)
            } else {
                try await world.sync.recover()
            }
            #expect(try world.sync.hasUnfinishedRun() == false, place)
            let now = world.contents()
            for bucket in change.targets.map(\.bucket.name.string) {
                for id in change.ids.joined().map(\.string) {
                    let (old, new) = (before[bucket, id].map(bare), after[bucket, id].map(bare))
                    let found = now[bucket, id].map(bare)
                    #expect(found == old || found == new, "\(place): \(bucket) \(id) is \(found ?? "missing")")
                }
                for ids in change.ids {
                    #expect(ids.contains { now[bucket, $0.string] != nil }, "\(place): \(bucket) has none of \(ids)")
                }
            }
            try await change.make(world.sync)
            #expect(try await world.sync.plan(change.ruleSet, on: change.targets).isEmpty, place)
            for (bucket, documents) in after.documents {
                #expect(world.contents().documents[bucket]?.mapValues(bare) == documents.mapValues(bare), place)
            }
            await server.stop()
        }
    }

    /// An undisturbed run: how many requests it makes, what it leaves, and its journal.
    private func undisturbed(
        _ change: KillScenario.Change
    ) async throws -> (requests: Int, after: World.Contents, journal: [UInt8]) {
        let stage = try await Stage(change)
        stage.world.emulator.forgetRequests()
        let child = try stage.start()
        #expect(await child.end() == .exit(0))
        let run = try #require(try stage.world.sync.runs().last)
        let journal = try #require(stage.world.journal.bytes("run-\(run).jsonl"))
        let requests = stage.world.emulator.requests.count
        await stage.server.stop()
        #expect(try await stage.world.sync.plan(change.ruleSet, on: change.targets).isEmpty)
        return (requests, stage.world.contents(), journal)
    }

    @Test(arguments: KillScenario.Change.allCases)
    func `killed at every request`(_ change: KillScenario.Change) async throws {
        let (requests, after, _) = try await undisturbed(change)
        #expect(requests > 12)
        for number in 1...requests {
            for isCarriedOut in [false, true] {
                let stage = try await Stage(change)
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

    @Test(arguments: KillScenario.Change.allCases)
    func `killed in every line of the journal`(_ change: KillScenario.Change) async throws {
        let (_, after, journal) = try await undisturbed(change)
        var start = 0
        for line in journal.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            // Within the line, before its end, and when nothing of the next one is there.
            for limit in [start + line.count / 2, start + line.count, start + line.count + 1]
            where limit < journal.count {
                let stage = try await Stage(change)
                let process = try stage.start(journalBytes: limit)
                let place: Comment = "journal cut at byte \(limit)"
                #expect(await process.end() == .signal(SIGKILL), place)
                try await stage.recoverAndCheck(after, byApply: limit % 2 == 0, place)
            }
            start += line.count + 1
        }
    }
}

/// A document without its declaration: a list repeats the element alone.
func bare(_ document: String) -> String {
    document.firstRange(of: "<InventoryConfiguration").map { String(document[$0.lowerBound...]) } ?? document
}
