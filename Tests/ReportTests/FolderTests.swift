import Foundation
import InventoryCore
import InventoryReports
import Testing

/// A folder as an object store, and the runs in it.
@Suite struct FolderTests {
    private func list(_ folder: ReportFolder, _ prefix: ExactText) async throws -> ObjectPage {
        try await FolderStore(folder.path).objects(in: FolderStore.bucket, under: prefix, delimiter: "/", after: nil)
    }

    @Test func `a level is listed by name beginnings, sorted by bytes`() async throws {
        let folder = try ReportFolder()
        for key in ["a/b", "a/é", "a/z/c", "ab", "b"] { try folder.write([1], to: key) }
        #expect(try await list(folder, "").objects.map(\.key) == ["ab", "b"])
        #expect(try await list(folder, "").folders == ["a/"])
        #expect(try await list(folder, "a").objects.map(\.key) == ["ab"])
        #expect(try await list(folder, "a/").objects.map(\.key) == ["a/b", "a/é"])
        #expect(try await list(folder, "nowhere/").folders == [])
    }

    @Test func `nothing outside of the folder is read, by whatever way`() async throws {
        let (folder, outside) = (try ReportFolder(), try ReportFolder())
        try outside.write([1], to: "secret")
        try folder.write([1], to: "inside")
        let links = [("link", outside.path + "/secret"), ("dir", outside.path), ("near", folder.path + "/inside")]
        for (name, place) in links {
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: place)
        }
        let store = try FolderStore(folder.path)
        let names = [
            "link", "dir/secret", "near", "../" + outside.path, "/etc/passwd", "a/../inside", "./inside", "",
            "inside\u{0}",
        ]
        for name in names {
            await #expect(throws: InventoryError.self, "\(name)") {
                try await store.read(ExactText(name), in: FolderStore.bucket)
            }
        }
        #expect(try await list(folder, "").objects.map(\.key) == ["dir", "inside", "link", "near"])
        #expect(try await list(folder, "").folders == [])
    }

    @Test func `a file that a link stands for is missing`() async throws {
        let outside = try ReportFolder()
        try outside.write([], to: "secret")
        let folder = try ReportFolder.manifest(ReportFolder.manifest(files: [("secret", 0, nil)]))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/secret", withDestinationPath: outside.path + "/secret")
        #expect(try await folder.codes() == ["file-missing"])
    }

    @Test func `a manifest that a link stands for is not read, and no older report is taken for it`() async throws {
        let folder = try ReportFolder.with([])
        let newer = folder.path + "/inventory/acme-photos/bk-db/2026-03-05T21-50Z"
        try FileManager.default.createDirectory(atPath: newer, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: newer + "/manifest.json",
            withDestinationPath: folder.path + "/" + ReportFolder.run + "manifest.json")
        let found = try await folder.verify()
        #expect(found.manifest == "inventory/acme-photos/bk-db/2026-03-05T21-50Z/manifest.json")
        #expect(found.failures.map(\.code) == [.manifestUnreadable])
        #expect(found.failures.first?.message.contains("symbolic link") == true, "\(found.failures)")
    }

    @Test func `a file that changes while it is read is no report`() async throws {
        let folder = try ReportFolder()
        try folder.write([UInt8](repeating: 1, count: 1000), to: "a")
        let store = try FolderStore(folder.path)
        var bytes = try await store.read("a", in: FolderStore.bucket).bytes.makeAsyncIterator()
        _ = try await bytes.next()
        try Data([2]).write(to: URL(filePath: folder.path + "/a"), options: [])
        await #expect(throws: InventoryError.self) { while try await bytes.next() != nil {} }
        await #expect(throws: InventoryError.self) {
            try await store.read("a", in: FolderStore.bucket, ifMatch: "another")
        }
    }

    private func runs(_ keys: String...) async throws -> [String] {
        let folder = try ReportFolder()
        for key in keys { try folder.write([], to: key) }
        return try await folder.store().runs().map { ($0.isComplete ? "+" : "-") + $0.manifest.string }
    }

    @Test func `runs are found in every form, newest first, and other folders are none`() async throws {
        #expect(
            try await runs(
                "p/b/r/2026-01-02T03-04Z/manifest.json", "p/b/r/2026-02-02T03-04Z/manifest.checksum",
                "p/b/r/data/a.csv.gz", "p/b/r/hive/dt=2026-01-02-00-00/symlink.txt",
                "p/b/r/incremental_inventory/2026-03-02T03-0405Z/manifest.json")
                == ["-p/b/r/2026-02-02T03-04Z/manifest.json", "+p/b/r/2026-01-02T03-04Z/manifest.json"])
        #expect(
            try await runs("p/1/b/r/20260102/manifest.json", "p/1/b/r/20251231/manifest.json", "p/1/b/r/x.csv.gz")
                == ["+p/1/b/r/20260102/manifest.json", "+p/1/b/r/20251231/manifest.json"])
        #expect(try await runs("p/b/r/2026-01-02-03-04/manifest.json") == ["+p/b/r/2026-01-02-03-04/manifest.json"])
        #expect(try await runs("20250101/b/r/20260102/manifest.json") == ["+20250101/b/r/20260102/manifest.json"])
        #expect(try await runs("p/b/r/incremental_inventory/2026-03-02T03-0405Z/manifest.json") == [])
        #expect(try await runs("p/b/r/20260132/manifest.json") == [])
    }

    @Test func `the reports of two rules are not mixed up`() async throws {
        await #expect(throws: InventoryError.self) {
            try await runs("p/b/r/20260102/manifest.json", "p/b/s/20260102/manifest.json")
        }
        // Many buckets have a rule of one name, and one bucket for their reports.
        await #expect(throws: InventoryError.self) {
            try await runs("p/b/r/2026-01-02T03-04Z/manifest.json", "p/c/r/2026-01-03T03-04Z/manifest.json")
        }
        await #expect(throws: InventoryError.self) {
            try await runs("p/b-2/r/2026-01-02T03-04Z/manifest.json", "p/b-3/r/2026-01-03T03-04Z/manifest.json")
        }
        // One rule before and after its cloud changed the layout.
        let layouts = try await runs("p/b-125/r/2026-01-02-03-04/manifest.json", "p/125/b/r/20260103/manifest.json")
        #expect(layouts.count == 2)
    }
}
