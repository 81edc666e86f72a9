import Foundation
import TestShell

extension Shell {
    /// Runs a program to its end, in this checkout unless told otherwise.
    static func run(
        _ words: [String], in folder: URL = Repository.root, environment: [String: String]? = nil
    ) async throws -> Result {
        try await run(words, in: folder.path, environment: environment)
    }
}

/// A folder of a test's own, removed with the last reference.
final class ScratchFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "cloud-inventory-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// The examples, as a reader has them at hand.
    static func withExamples() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for name in ["acme.yaml", "acme-obs.csv", "emulator.json"] {
            try folder.write(Repository.text("Examples/\(name)"), to: name)
        }
        try FileManager.default.copyItem(
            at: Repository.root.appending(path: "Examples/reports"), to: folder.url.appending(path: "reports"))
        return folder
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
}
