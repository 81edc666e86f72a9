import Foundation
import InventoryReports
import Testing

/// What becomes of a good report when somebody lays hands on it.
@Suite struct LadderTests {
    /// A copy of a good report of COS, changed.
    private func verify(_ change: (_ file: URL, _ run: URL) throws -> Void) async throws -> Verification {
        let folder = try ReportFolder()
        let root = URL(filePath: folder.path).appending(path: "copy")
        try FileManager.default.copyItem(at: Fixture.root.appending(path: "cos-obs/a"), to: root)
        let rule = root.appending(path: "inventory/1250000000/photos/bk-db")
        let names = try FileManager.default.contentsOfDirectory(atPath: rule.path)
        let file = try #require(names.first { $0.hasSuffix(".csv.gz") })
        let run = try #require(names.first { $0.hasPrefix("2026") })
        try change(rule.appending(path: file), rule.appending(path: run))
        let report = try await ReportStore(try FolderStore(root.path)).newestReport()
        return try await report?.verify() ?? Verification()
    }

    @Test func `nothing is wrong with it before`() async throws {
        let found = try await verify { _, _ in }
        #expect(found.outcome == .verified && found.rung == .keys && found.failures.isEmpty)
    }

    @Test func `a changed byte is seen by the file's checksum`() async throws {
        let found = try await verify { file, _ in
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: file)
        }
        #expect(found.rung == .files)
        #expect(found.steps[.fileChecksums] == .failed)
    }

    @Test func `another length is seen before its checksum is looked at`() async throws {
        let found = try await verify { file, _ in try (Data(contentsOf: file) + [0]).write(to: file) }
        #expect(found.rung == .manifestChecksum)
        #expect(found.failures.map(\.code) == [.fileSizeMismatch, .fileChecksumMismatch])
        #expect(found.steps[.rows] == .passed, "a zero after the last gzip member is padding")
    }

    @Test func `a file that is not there leaves the rest not reached`() async throws {
        let found = try await verify { file, _ in try FileManager.default.removeItem(at: file) }
        #expect(found.failures.map(\.code) == [.fileMissing])
        #expect([.fileChecksums, .rows, .counts, .keys].allSatisfy { found.steps[$0] == .notReached })
        #expect(found.outcome == .failed)
    }

    @Test func `without its checksum object a manifest is taken as it is, and that is said`() async throws {
        let found = try await verify { _, run in
            try FileManager.default.removeItem(at: run.appending(path: "manifest.checksum"))
        }
        #expect(found.steps[.manifestChecksum] == .absent)
        #expect(found.outcome == .verified)
    }

    @Test(arguments: [false, true])
    func `a checksum object that is a folder or a link is no missing one`(_ isLink: Bool) async throws {
        let found = try await verify { _, run in
            let object = run.appending(path: "manifest.checksum")
            try FileManager.default.moveItem(at: object, to: run.appending(path: "moved"))
            if isLink {
                try FileManager.default.createSymbolicLink(
                    at: object, withDestinationURL: run.appending(path: "moved"))
            } else {
                try FileManager.default.createDirectory(at: object, withIntermediateDirectories: false)
            }
        }
        #expect(found.steps[.manifestChecksum] == .failed)
        #expect(found.outcome == .failed)
        #expect(found.failures.first?.message.contains("is not read") == true, "\(found.failures)")
    }

    @Test func `another manifest is seen by its checksum`() async throws {
        let found = try await verify { _, run in
            let manifest = run.appending(path: "manifest.json")
            try (Data(contentsOf: manifest) + [0x20]).write(to: manifest)
        }
        #expect(found.rung == .manifest)
        #expect(found.failures.map(\.code) == [.manifestChecksumMismatch])
        #expect(found.steps[.keys] == .passed, "every step is tried")
    }
}
