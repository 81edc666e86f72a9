import CloudInventory
import Glibc
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

@testable import InventorySync

/// A disk that is full, takes half a line, fails to keep it or is read-only, at every append of a run.
///
/// Of the eight ways in which a disk can fail there, `make test` takes two for each append, and `make soak` all.
@Suite struct JournalDiskTests {
    /// What goes wrong at one append.
    struct Trouble: Sendable {
        /// Which append, from 0.
        var append: Int
        /// How many bytes of its line are taken first; nil takes the line, and fails to bring it to disk.
        var taken: Int?
        var isForGood: Bool
        /// Whether what was taken can be cut off again.
        var canCut: Bool
    }

    /// Counts the appends and knows their lengths; one of them fails.
    final class Disk: Sendable {
        fileprivate struct State: Sendable {
            var lengths: [Int] = []
            var isBroken = false
            /// What the system is still to take of the line that fails.
            var rest: Int?
        }

        private let state = Locked(State())
        private let trouble: Trouble?

        init(_ trouble: Trouble?) { self.trouble = trouble }

        var lengths: [Int] { state.withLock { $0.lengths } }

        var calls: DiskCalls {
            DiskCalls(
                write: { file, bytes in
                    let allowed = self.state.withLock { $0.allow(bytes.count, self.trouble) }
                    guard allowed > 0 else {
                        errno = ENOSPC
                        return -1
                    }
                    return DiskCalls.system.write(file, UnsafeRawBufferPointer(rebasing: bytes[..<allowed]))
                },
                synchronize: { file in
                    guard self.state.withLock({ $0.keeps(self.trouble) }) else {
                        errno = EIO
                        return -1
                    }
                    return DiskCalls.system.synchronize(file)
                },
                truncate: { file, length in
                    guard self.trouble?.canCut != false else {
                        errno = EROFS
                        return -1
                    }
                    return DiskCalls.system.truncate(file, length)
                })
        }
    }

    private func sync(_ world: World, _ disk: Disk) -> InventorySync {
        var sync = world.sync
        sync.disk = disk.calls
        return sync
    }

    /// The whole lines of the last run's journal.
    private func records(_ world: World) throws -> [JournalRecord?] {
        let run = try #require(try world.sync.runs().last)
        let bytes = world.journal.bytes("run-\(run).jsonl") ?? []
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .map { JournalRecord(sealed: Array($0)) }
    }

    @Test(arguments: KillScenario.all)
    func `whatever the disk does at whatever append, the run stops and can be recovered`(
        _ scenario: KillScenario
    ) async throws {
        let (calm, after, lengths) = try await undisturbed(scenario)
        #expect(lengths.count > 6 * scenario.clouds.count && calm.documents.count == scenario.clouds.count)
        for (append, length) in lengths.enumerated() {
            let ways = [0, length / 2, length - 1, nil].flatMap { taken in
                [(false, true), (true, false)].map { isForGood, canCut in
                    Trouble(append: append, taken: taken, isForGood: isForGood, canCut: canCut)
                }
            }
            // Four appends meet all eight, and each append one that ends and one that stays.
            for (number, way) in ways.enumerated() where KillTests.isWhole || number / 2 == append % 4 {
                try await run(scenario, after, way)
            }
        }
    }

    private func undisturbed(
        _ scenario: KillScenario
    ) async throws -> (before: World.Contents, after: World.Contents, lengths: [Int]) {
        let world = try await scenario.world()
        let before = world.contents()
        let disk = Disk(nil)
        try await scenario.make(sync(world, disk))
        return (before, world.contents(), disk.lengths)
    }

    private func run(_ scenario: KillScenario, _ after: World.Contents, _ trouble: Trouble) async throws {
        let place = Comment("\(trouble)")
        let world = try await scenario.world()
        let before = world.contents()
        let disk = Disk(trouble)
        do {
            try await scenario.make(sync(world, disk))
            // A line that need not be on disk at once may be there all the same.
            #expect(trouble.taken == nil, place)
        } catch {
            // Where it could not even begin, nothing was written.
            let code = (error as? InventoryError)?.code
            #expect(code == .journalFailed || code == .journalRefused && world.writes.isEmpty, "\(place): \(error)")
        }
        // What stands there are whole lines, and no bucket was written to whose documents are not among them.
        if try world.sync.hasUnfinishedRun() {
            let records = try records(world)
            #expect(!records.contains { $0 == nil }, place)
            let intended = Set(records.compactMap { $0?.intent?.plan.target.bucket.name.string })
            #expect(Set(world.writes.compactMap(\.bucket)).isSubset(of: intended), place)
        } else {
            #expect(world.writes.isEmpty || trouble.taken == nil, place)
        }
        // There is room again.
        world.time.advance(by: .seconds(100))
        try await world.sync.recover()
        #expect(try world.sync.hasUnfinishedRun() == false, place)
        scenario.expect(world.contents(), isBetween: before, and: after, place)
        try await scenario.make(world.sync)
        #expect(try await world.sync.plan(scenario.ruleSet, on: scenario.targets).isEmpty, place)
    }

    @Test func `at whatever byte a disk is full, the lines before it stand and none comes after`() throws {
        let lines = ["first", "", "the third", "4"].map { Array($0.utf8) }
        let whole: [UInt8] = lines.flatMap { $0 + [0x0A] }
        for limit in 0..<whole.count {
            for canCut in [true, false] {
                let folder = try Folder()
                let room = Locked(limit)
                let isFull = Locked(false)
                var disk = DiskCalls.system
                disk.write = { file, bytes in
                    let count = room.withLock { room in
                        defer { room -= min(room, bytes.count) }
                        return min(room, bytes.count)
                    }
                    // Full once, with room again afterwards.
                    guard count > 0 else {
                        room.withLock { $0 = isFull.withLock { $0 } ? 0 : 1 << 20 }
                        isFull.withLock { $0 = true }
                        errno = ENOSPC
                        return -1
                    }
                    return DiskCalls.system.write(file, UnsafeRawBufferPointer(rebasing: bytes[..<count]))
                }
                if !canCut { disk.truncate = { _, _ in -1 } }
                let file = try DurableFile(creating: folder.path + "/f", disk: disk)
                var failures = 0
                for line in lines {
                    do { try file.append(line, durably: true) } catch { failures += 1 }
                }
                #expect(failures > 0, "byte \(limit)")
                let kept: [UInt8] = lines.dropLast(failures).flatMap { $0 + [0x0A] }
                #expect(folder.bytes("f")?.starts(with: kept) == true, "byte \(limit)")
                #expect(folder.bytes("f")?.count { $0 == 0x0A } == lines.count - failures, "byte \(limit)")
                if canCut { #expect(folder.bytes("f") == kept, "byte \(limit)") }
                // Whoever goes on begins with a line of his own.
                try DurableFile(continuing: folder.path + "/f", disk: .system).append(Array("next".utf8), durably: true)
                #expect(folder.bytes("f") == kept + Array("next\n".utf8), "byte \(limit)")
            }
        }
    }
}

extension JournalDiskTests.Disk.State {
    /// How many bytes the system takes of what it is asked to write.
    fileprivate mutating func allow(_ count: Int, _ trouble: JournalDiskTests.Trouble?) -> Int {
        if isBroken { return 0 }
        if rest != nil {
            // The second call for the line that fails.
            rest = nil
            isBroken = trouble?.isForGood == true
            return 0
        }
        lengths.append(count)
        guard let trouble, lengths.count - 1 == trouble.append, let taken = trouble.taken else { return count }
        if taken == 0 {
            isBroken = trouble.isForGood
            return 0
        }
        rest = count - taken
        return taken
    }

    /// Whether the line last written is brought to disk.
    fileprivate mutating func keeps(_ trouble: JournalDiskTests.Trouble?) -> Bool {
        if isBroken { return false }
        guard let trouble, trouble.taken == nil, lengths.count - 1 == trouble.append else { return true }
        isBroken = trouble.isForGood
        return false
    }
}
