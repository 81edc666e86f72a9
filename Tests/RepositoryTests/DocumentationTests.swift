import TestShell
import Testing

/// The formatter's own rule finds public declarations without a comment. It cannot tell what needs none: what a
/// protocol has documented already, and initializers that only set the properties they name.
@Suite struct DocumentationTests {
    /// The library targets, tools left out.
    static let targets = Repository.targets.filter {
        !["InventoryCLI", "SpecKit", "spec-gen", "inventory-bench"].contains($0)
    }

    @Test(arguments: targets) func `every public declaration says what it is`(_ target: String) throws {
        let gaps = try Self.found.get().filter { $0.file.target == target }
        #expect(gaps.map(\.description) == [])
    }

    private static let found = Result { try gaps() }

    private static func gaps() throws -> [Gap] {
        let settings = try Repository.text(".swift-format")
        let rules = settings.replacing(
            #""AllPublicDeclarationsHaveDocumentation": false"#,
            with: #""AllPublicDeclarationsHaveDocumentation": true"#)
        try #require(rules != settings)
        let lint = try Repository.run(
            "swift", "format", "lint", "--parallel", "--recursive", "--configuration", rules, "Sources")
        // The rule must be known to this formatter, or the test would pass for ever.
        try #require(lint.output.contains("[AllPublicDeclarationsHaveDocumentation]"), "\(lint.output)")
        let sources = Dictionary(uniqueKeysWithValues: Repository.sources.map { ($0.path, $0) })
        return lint.output.split(separator: "\n").compactMap { line in
            guard line.contains("[AllPublicDeclarationsHaveDocumentation]") else { return nil }
            let parts = line.split(separator: ":")
            guard parts.count > 2, let start = parts[0].firstRange(of: "Sources/"), let number = Int(parts[1]),
                let file = sources[String(parts[0][start.lowerBound...])]
            else { return nil }
            return Gap(file: file, number: number)
        }.filter { !$0.needsNoComment }
    }
}

/// A public declaration without a comment.
private struct Gap: CustomStringConvertible {
    let file: SourceFile
    let number: Int

    var line: String { String(file.lines[number - 1].trimmingPrefix(while: \.isWhitespace)) }
    var description: String { "\(file.path):\(number): \(line)" }

    var needsNoComment: Bool { isWitness || isMemberwise }

    /// Whether a protocol of the standard library, or OpenName, has said it.
    private var isWitness: Bool {
        line.contains(
            /(init\(from |encode\(to |hash\(into |init\??\((rawValue|stringLiteral|arrayLiteral|dictionaryLiteral|knownName):)/
        )
            || line.contains(
                /static func (==|<) ?\(|subscript\(index: Int\)|func makeAsyncIterator\(|typealias Element/)
            || line.contains(/var (description|debugDescription|customMirror|rawValue|startIndex|endIndex)\b/)
            || line.contains(/static let (kind|knownNames) =/)
    }

    /// Whether it is an initializer each of whose parameters is a property in the same file.
    private var isMemberwise: Bool {
        guard line.contains(/^public init\(/) else { return false }
        let head = file.lines[(number - 1)...].joined(separator: " ").prefix { $0 != "{" }
        let labels = head.matches(of: /[(,]\s*(?:_ )?(\w+):/).map { String($0.1) }
        return labels.allSatisfy { label in
            file.lines.contains { $0.contains("public var \(label):") || $0.contains("public let \(label):") }
        }
    }
}
