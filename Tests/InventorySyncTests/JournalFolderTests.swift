import CloudInventory
import Glibc
import InventoryEmulator
import TestSupport
import Testing

/// What stands in a journal folder decides what is sent, so nobody else may have put it there.
@Suite struct JournalFolderTests {
    /// A way in for somebody else, and a word of the sentence that names it.
    static let openings: [(String, String, @Sendable (String, [String]) -> Void)] = [
        ("a folder that everybody may write to", "chmod go-w", { folder, _ in chmod(folder, 0o777) }),
        ("a folder that its group may write to", "chmod go-w", { folder, _ in chmod(folder, 0o770) }),
        ("a run that everybody may write to", "chmod go-w", { folder, files in chmod(folder + files[0], 0o666) }),
        ("a ledger that its group may write to", "chmod go-w", { folder, _ in chmod(folder + "/written", 0o620) }),
        ("a lock that everybody may write to", "chmod go-w", { folder, _ in chmod(folder + "/lock", 0o602) }),
        ("a link for a run", "symbolic link", { folder, files in link(folder + files[0], isSymbolic: true) }),
        ("a link for the ledger", "symbolic link", { folder, _ in link(folder + "/written", isSymbolic: true) }),
        ("a link for the lock", "symbolic link", { folder, _ in link(folder + "/lock", isSymbolic: true) }),
        ("a second name of a run", "hard links", { folder, files in link(folder + files[0], isSymbolic: false) }),
        ("a second name of the ledger", "hard links", { folder, _ in link(folder + "/written", isSymbolic: false) }),
        (
            "a pipe for a run", "no regular file",
            { folder, files in
                unlink(folder + files[0])
                mkfifo(folder + files[0], 0o600)
            }
        ),
    ]

    /// Moves a file away and leaves a link to it.
    private static func link(_ path: String, isSymbolic: Bool) {
        let elsewhere = path + ".elsewhere"
        if isSymbolic {
            rename(path, elsewhere)
            symlink(elsewhere, path)
        } else {
            Glibc.link(path, elsewhere)
        }
    }

    /// A world with one run, which was cut short.
    private func cutShort() async throws -> World {
        let world = try World()
        try await world.apply([world.obs([rule("a", "a/")])])
        for name in world.journal.names where name.hasPrefix("run-") { world.journal.cut(name, lines: 1) }
        world.emulator.forgetRequests()
        return world
    }

    @Test(arguments: openings.indices) func `what others could have written is not used`(_ index: Int) async throws {
        let (name, word, open) = Self.openings[index]
        let world = try await cutShort()
        let run = try #require(try world.sync.runs().first)
        open(world.journal.path, ["/run-\(run).jsonl"])
        for attempt in [
            { try await world.sync.recover() }, { try await world.apply([world.obs([rule("a", "b/")])]) },
        ] as [() async throws -> Void] {
            let error = await #expect(throws: InventoryError.self, "\(name)") { try await attempt() }
            #expect(
                error?.code == .journalRefused && error?.message.contains(word) == true,
                "\(name): \(String(describing: error))")
            #expect(error?.message.contains(world.journal.path) == true, "\(name)")
        }
        if !word.hasPrefix("no regular") {
            chmod(world.journal.path + "/lock", 0o600)
        }
        #expect(world.writes.isEmpty, "\(name)")
    }

    @Test func `a folder that is a link is not used, with a slash behind it or without`() async throws {
        let world = try World()
        let elsewhere = try Folder()
        symlink(elsewhere.path, world.journal.path + "/link")
        for end in ["", "/", "//"] {
            let error = await #expect(throws: InventoryError.self) {
                try await world.sync(journal: .directory(world.journal.path + "/link" + end)).converge(
                    set(), on: [world.obs([rule("a")])]
                ).collected()
            }
            #expect(error?.message.contains("name the folder that it leads to") == true, "\(String(describing: error))")
        }
        #expect(elsewhere.names.isEmpty && world.writes.isEmpty)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `what belongs to another user is not used`() async throws {
        let world = try await cutShort()
        let run = try #require(try world.sync.runs().first)
        for name in ["", "/run-\(run).jsonl", "/written", "/lock"] {
            chown(world.journal.path + name, 12345, 12345)
            let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
            #expect(error?.message.contains("belongs to another user (12345)") == true, "\(String(describing: error))")
            chown(world.journal.path + name, 0, 0)
        }
        #expect(world.writes.isEmpty)
        try await world.sync.recover()
    }

    @Test func `the files of one-off jobs are looked at as well`() async throws {
        let world = try World()
        let start = {
            try await world.sync.startOneOffJob(
                "bk", content: InventoryContent(fields: [.size]), deliveringTo: World.cosReports, on: world.cos([]))
        }
        _ = try await start()
        chmod(world.journal.path + "/jobs.jsonl", 0o622)
        let error = await #expect(throws: InventoryError.self) { _ = try await start() }
        #expect(
            error?.message.contains("jobs.jsonl is not used: others may write to it (mode 622)") == true,
            "\(String(describing: error))")
    }
}
