import Foundation
import TestShell

/// This checkout, as files and lines.
enum Repository {
    /// The folder with Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every file that is, or could be, committed; by path from the root. Without git (a source archive) every file
    /// outside of folders whose name begins with a dot.
    static let files: [String] = {
        if FileManager.default.fileExists(atPath: root.appending(path: ".git").path),
            let listed = try? run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"),
            listed.status == 0
        {
            return listed.output.split(separator: "\0").map(String.init).filter(exists).sorted()
        }
        let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return found.filter { !$0.split(separator: "/").dropLast().contains { $0.hasPrefix(".") } && exists($0) }
            .sorted()
    }()

    /// Runs a program in this checkout, to its end.
    static func run(_ words: String...) throws -> Shell.Result { try Shell.runBlocking(words, in: root.path) }

    private static func exists(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// A file's text; bytes that are no UTF-8 show as U+FFFD.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    /// Every Swift file of the library, tools included, that a person wrote.
    static let sources: [SourceFile] = load { $0.hasPrefix("Sources/") && !$0.contains("/Generated/") }

    /// The same with the generated ones.
    static let allSources: [SourceFile] = load { $0.hasPrefix("Sources/") }

    private static func load(_ isWanted: (String) -> Bool) -> [SourceFile] {
        files.filter { $0.hasSuffix(".swift") && isWanted($0) }.compactMap { path in
            (try? text(path)).map { SourceFile(path: path, text: $0) }
        }
    }

    /// The targets' folders in Sources that hold Swift.
    static let targets = Set(allSources.map(\.target)).sorted()

    /// The clouds as Package.swift lists them: `TencentCOS`.
    static func vendors() throws -> [String] {
        let manifest = try text("Package.swift")
        guard let list = manifest.firstMatch(of: /let vendors = \[([^\]]+)\]/)?.1 else { return [] }
        return list.matches(of: /"(\w+)"/).map { String($0.1) }
    }
}

/// A Swift file of a target.
struct SourceFile: CustomStringConvertible {
    let path: String
    let lines: [String]
    /// The lines without comments, with their numbers.
    let code: [(number: Int, text: String)]

    init(path: String, text: String) {
        self.path = path
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        self.lines = lines
        code = lines.enumerated().map { ($0.offset + 1, Self.withoutComment($0.element)) }
    }

    var description: String { path }

    /// The folder below Sources.
    var target: String { String(path.split(separator: "/")[1]) }

    /// The modules that the file imports, with the line's number.
    var imports: [(number: Int, module: String)] {
        code.filter { Bytes.contains($0.text, phrase: "import") }.compactMap { line in
            let words = line.text.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
                words[..<index].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) })
            else { return nil }
            // `import struct Foundation.Date` names the module second.
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = kinds.contains(String(words[index + 1])) ? words[index + 2] : words[index + 1]
            return (line.number, String(name.split(separator: ".")[0]))
        }
    }

    /// The line up to `//`, unless that stands in a string.
    static func withoutComment(_ line: String) -> String {
        var inString = false
        var previous: UInt8 = 0
        for (position, byte) in line.utf8.enumerated() {
            if byte == UInt8(ascii: "\""), previous != UInt8(ascii: "\\") { inString.toggle() }
            if !inString, byte == UInt8(ascii: "/"), previous == byte {
                return String(decoding: line.utf8.prefix(position - 1), as: UTF8.self)
            }
            previous = byte
        }
        return line
    }
}
