import Foundation
import TestShell

/// A pair of reports with what is known about them: `Tests/Vectors/reports`.
struct Fixture: Sendable, CustomStringConvertible {
    let name: String
    let truth: JSON

    var description: String { name }
    var folder: String { Self.root.path + "/" + name }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Vectors/reports")

    static let all: [Fixture] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.sorted().compactMap { name in
            (try? String(contentsOf: root.appending(path: name + "/truth.json"), encoding: .utf8))
                .flatMap { try? JSON($0) }.map { Fixture(name: name, truth: $0) }
        }
    }()

    /// Both reports: the folder's name, and what is known.
    var sides: [(name: String, truth: JSON)] { ["a", "b"].map { ($0, truth["reports"][$0]) } }

    func lines(_ file: String) throws -> [JSON] {
        try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n").map {
            try JSON(String($0))
        }
    }
}

/// The built command.
enum Command {
    /// It stands beside the test bundle.
    static let program: String = {
        if let named = ProcessInfo.processInfo.environment["CLOUD_INVENTORY_BIN"] { return named }
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/"
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "cloud-inventory").path
    }()

    /// Runs `cloud-inventory report …`; what is said on standard error is left out.
    static func report(_ words: [String]) async throws -> Shell.Result {
        try await Shell.run(
            ["sh", "-c", "exec \"$@\" 2>/dev/null", "sh", program, "report"] + words, in: "/tmp",
            environment: ["PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "detect_leaks=0"])
    }
}
