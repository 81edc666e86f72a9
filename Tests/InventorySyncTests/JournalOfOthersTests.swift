import CloudInventory
import InventoryEmulator
import TestSupport
import Testing

/// Only a run's own lines, in their own places, say that something of it has come to its end.
@Suite struct JournalOfOthersTests {
    /// A world whose last run was cut short after it had removed rule `a` to make room.
    private func cutShort() async throws -> (
        world: World, before: World.Contents, finished: [String], file: String, whole: [String]
    ) {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        let before = world.contents()
        let finished = try lines(world, "run-\(try #require(try world.sync.runs().last)).jsonl")
        try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])
        let file = "run-\(try #require(try world.sync.runs().last)).jsonl"
        let whole = try lines(world, file)
        write(Array(whole[..<3]), world, file)
        world.place(try #require(before[World.obsName(0), "b"]), as: "b", in: world.obs([]))
        world.remove("a", in: world.obs([]))
        return (world, before, finished, file, whole)
    }

    private func lines(_ world: World, _ file: String) throws -> [String] {
        try #require(world.journal.text(file)).split(separator: "\n").map(String.init)
    }

    private func write(_ lines: [String], _ world: World, _ file: String) {
        world.journal.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: file)
    }

    @Test func `lines of another run close nothing, and are named`() async throws {
        let (world, before, finished, file, whole) = try await cutShort()
        for added in [1, 2, finished.count].map({ Array(finished.suffix($0)) }) {
            write(Array(whole[..<3]) + added, world, file)
            world.remove("a", in: world.obs([]))
            #expect(try world.sync.hasUnfinishedRun(), "\(added.count) lines")
            let recovery = try await world.sync.recoverWhatCanBe()
            #expect(recovery.restored.map(\.id) == ["a"] && recovery.damaged.count == added.count)
            let words = recovery.damaged.first?.message ?? ""
            #expect(words.contains("\(file):4: this line is of another run, '"), "\(words)")
            #expect(world.contents() == before)
            #expect(try world.sync.hasUnfinishedRun())
        }
    }

    @Test func `the run's own lines close nothing behind a gap, or a second time`() async throws {
        let (world, before, _, file, whole) = try await cutShort()
        let (concluded, end) = (whole[whole.count - 2], whole[whole.count - 1])
        for added in [[end], [concluded, end], [whole[1], concluded, end], [whole[2], end]] {
            write(Array(whole[..<3]) + added, world, file)
            world.remove("a", in: world.obs([]))
            #expect(try world.sync.hasUnfinishedRun(), "\(added.count) lines")
            let recovery = try await world.sync.recoverWhatCanBe()
            #expect(Set(recovery.restored.map(\.id)) == ["a"] && !recovery.damaged.isEmpty)
            let words = recovery.damaged.first?.message ?? ""
            #expect(words.contains("\(file):4: a line is missing before this one"), "\(words)")
            #expect(world.contents() == before)
            #expect(try world.sync.hasUnfinishedRun())
        }
    }

    @Test func `a finished run under the name of another one is no finished run`() async throws {
        let (world, _, finished, file, _) = try await cutShort()
        write(finished, world, file)
        world.emulator.forgetRequests()
        let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
        #expect(
            error?.code == .journalRefused && error?.message.contains("\(file) holds another run, '") == true,
            "\(String(describing: error))")
        #expect(try world.sync.hasUnfinishedRun() && world.writes.isEmpty)
        #expect(try world.sync.runSummaries().last?.finished == nil)
    }
}
