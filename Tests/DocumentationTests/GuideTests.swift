import CloudInventory
import Foundation
import InventoryRuleSet
import Testing

/// Reference, schema and manual are made of one source, `RuleSetGuide`. `DOCUMENTATION_RECORD=1` writes them anew.
@Suite struct GuideTests {
    private static let guide = RuleSetGuide(Vendors.all.map(\.capabilities))
    private static let page = "Sources/CloudInventory/CloudInventory.docc/RuleSetReference.md"
    private static let schema = "Schemas/rule-set.schema.json"
    private static let isRecording = ProcessInfo.processInfo.environment["DOCUMENTATION_RECORD"] != nil

    @Test func `the schema is made of the guide`() throws {
        try Self.hold(Self.guide.jsonSchema, Self.schema)
    }

    /// A table follows a comment `<!-- keys: NAME -->`, with the name of a part; `file` is the file itself.
    @Test func `the tables of the reference are made of the guide`() throws {
        var text = try Repository.text(Self.page)
        var named: [String] = []
        for mark in text.matches(of: /<!-- keys: (\w+) -->\n\n(\|[^\n]*\n)*/).reversed() {
            let name = String(mark.1)
            let object = try #require(Self.guide.object(name == "file" ? "" : name), "there is no part \(name)")
            named.append(name)
            text.replaceSubrange(
                mark.range, with: "<!-- keys: \(name) -->\n\n\(Self.guide.markdownTable(of: object))")
        }
        #expect(Set(["file", "rule", "target", "reports", "ownership", "pacing", "safety"]).subtracting(named) == [])
        try Self.hold(text, Self.page)
    }

    @Test func `every example is what its key takes`() throws {
        for object in Self.guide.objects {
            for key in object.keys {
                #expect(!key.meaning.hasSuffix("."), "\(key.name)")
                _ = try DocumentReader.read(Array("\(key.name): \(key.example)".utf8), name: key.name)
            }
        }
    }

    private static func hold(_ text: String, _ path: String) throws {
        if isRecording { return try Data(text.utf8).write(to: Repository.root.appending(path: path)) }
        #expect(try Repository.text(path) == text, "run again with DOCUMENTATION_RECORD=1 and read the difference")
    }
}
