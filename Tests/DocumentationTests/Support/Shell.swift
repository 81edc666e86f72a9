import Dispatch
import Foundation

/// Programs that a test starts.
enum Shell {
    struct Result: Sendable {
        var status: Int32
        /// Output and errors, in the order in which they came.
        var output: String
    }

    /// Runs a program to its end.
    static func run(
        _ arguments: [String], in folder: URL = Repository.root, environment: [String: String]? = nil
    ) async throws -> Result {
        // Waiting blocks a thread, and the tests' own are few.
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try runBlocking(arguments, folder, environment) })
            }
        }
    }

    private static func runBlocking(
        _ arguments: [String], _ folder: URL, _ environment: [String: String]?
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        if let environment { process.environment = environment }
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
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
        return folder
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
}
