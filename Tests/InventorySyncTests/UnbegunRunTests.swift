import CloudInventory
import Foundation
import InventorySync
import TestSupport
import Testing

/// Runs that were killed before their first line was on disk, and runs whose first line is damaged.
@Suite struct UnbegunRunTests {
    private func place(_ text: String, _ world: World, as run: String) throws {
        let path = world.journal.path + "/run-\(run).jsonl"
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
    }

    @Test(arguments: ["", "{\"start\":{\"version\":3,", "{\"start\":{\"version\":3,\n"])
    func `are listed like all others, and recovered`(_ text: String) async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "a/")])])
        try place(text, world, as: "20990101T000000Z-00-killed")
        let open = try #require(try world.sync.runSummaries().last)
        #expect(open.run == "20990101T000000Z-00-killed" && open.finished == nil && open.ruleSet.isEmpty)
        #expect(open.started?.description == "2099-01-01T00:00:00Z")
        guard text.last != "\n" else { return }
        #expect(try await world.sync.recover().runs == [open.run])
        let recovered = try #require(try world.sync.runSummaries().last)
        #expect(recovered.run == open.run && recovered.wasRecovered)
        #expect(try !world.sync.hasUnfinishedRun())
    }

    @Test(arguments: ["", "{\"start\":{\"version\":3,"])
    func `are closed by a recovery, and by the library's next run`(_ text: String) async throws {
        let world = try World()
        try place(text, world, as: "20260101T000000Z-00-killed")
        #expect(try world.sync.hasUnfinishedRun())
        #expect(try await world.apply([world.cos([rule("a", "a/")])])[0].words == "a done")
        #expect(try world.sync.runSummaries().map(\.wasRecovered) == [true, false])
    }

    @Test func `stay open where a line is damaged, which is named`() async throws {
        let world = try World()
        try place("{\"start\":{\"version\":3,\n", world, as: "20260101T000000Z-00-killed")
        #expect(try world.sync.hasUnfinishedRun())
        let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
        #expect(error?.message.contains("run-20260101T000000Z-00-killed.jsonl:1: this line is damaged") == true)
    }
}
