import Foundation

/// A program run in the repository's folder.
struct Command {
    private let arguments: [String]

    init(_ arguments: String...) { self.arguments = arguments }

    /// Runs it to its end; output and errors come in one text.
    func run() throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = Repository.root
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
