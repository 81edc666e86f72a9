import Foundation

/// A page of the documentation: what in it can be tried.
struct Page: Sendable, CustomStringConvertible {
    /// A fenced block.
    struct Block: Sendable {
        var language: String
        /// The number of its first line, below the fence.
        var line: Int
        var lines: [String]
        /// The file that it is saved as, from a comment `<!-- file: NAME -->` before it.
        var file: String?

        var text: String { lines.joined(separator: "\n") + "\n" }
    }

    enum Item: Sendable {
        case block(Block)
        /// A comment `<!-- run: COMMAND -->`: done by the test, not shown to readers.
        case hiddenCommand(String)
    }

    /// From the root of the package.
    let path: String
    let lines: [String]
    let items: [Item]

    var description: String { path }

    /// The blocks in one language.
    func blocks(_ language: String) -> [Block] {
        items.compactMap { if case .block(let block) = $0, block.language == language { block } else { nil } }
    }

    init(path: String) throws {
        self.path = path
        lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        items = Self.items(of: lines)
    }

    private static func items(of lines: [String]) -> [Item] {
        var items: [Item] = []
        var open: Block?
        var file: String?
        for (index, line) in lines.enumerated() {
            if var block = open {
                if line == "```" {
                    items.append(.block(block))
                    open = nil
                } else {
                    block.lines.append(line)
                    open = block
                }
            } else if line.hasPrefix("```") {
                open = Block(language: String(line.dropFirst(3)), line: index + 2, lines: [], file: file)
                file = nil
            } else if let command = line.wholeMatch(of: /<!-- run: (.*) -->/) {
                items.append(.hiddenCommand(String(command.1)))
            } else if let name = line.wholeMatch(of: /<!-- file: (\S+) -->/) {
                file = String(name.1)
            }
        }
        return items
    }

    static let catalog = "Sources/CloudInventory/CloudInventory.docc"

    /// Every page.
    static let all: [Page] = {
        let articles = (try? FileManager.default.contentsOfDirectory(atPath: Repository.path(catalog))) ?? []
        let paths =
            ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
            + articles.filter { $0.hasSuffix(".md") }.sorted().map { "\(catalog)/\($0)" }
        return paths.compactMap { try? Page(path: $0) }
    }()

    static func having(_ language: String) -> [Page] { all.filter { !$0.blocks(language).isEmpty } }
}

/// This checkout.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ path: String) -> String { root.appending(path: path).path }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: Self.path(path)) }

    /// The folder with what was built: the test bundle stands in it.
    static let products: URL = {
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: executable).deletingLastPathComponent()
    }()
}
