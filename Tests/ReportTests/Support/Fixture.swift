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

/// A JSON document of unknown form, to look into.
struct JSON: Decodable, Hashable, Sendable, CustomStringConvertible {
    indirect enum Content: Hashable, Sendable {
        case null
        case bool(Bool)
        case number(Int64)
        case text(String)
        case list([JSON])
        case object([String: JSON])
    }

    var content: Content

    init(_ text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            content = .null
        } else if let value = try? container.decode(Bool.self) {
            content = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            content = .number(value)
        } else if let value = try? container.decode(String.self) {
            content = .text(value)
        } else if let value = try? container.decode([JSON].self) {
            content = .list(value)
        } else {
            content = .object(try container.decode([String: JSON].self))
        }
    }

    private init(_ content: Content) { self.content = content }

    subscript(key: String) -> JSON {
        if case .object(let members) = content { members[key] ?? JSON(.null) } else { JSON(.null) }
    }

    var list: [JSON] { if case .list(let values) = content { values } else { [] } }
    var text: String? { if case .text(let text) = content { text } else { nil } }
    var number: Int64? { if case .number(let number) = content { number } else { nil } }
    var texts: [String] { list.compactMap(\.text) }
    var isNull: Bool { content == .null }
    var members: [String: JSON] { if case .object(let members) = content { members } else { [:] } }
    var description: String { "\(content)" }
}
