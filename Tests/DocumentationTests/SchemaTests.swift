import CloudInventory
import Foundation
import InventoryCore
import InventoryRuleSet
import Testing

/// The schema for editors says what the reader does.
@Suite struct SchemaTests {
    static let schema = Result { try Schema("Schemas/rule-set.schema.json") }

    private static func problems(_ text: String) throws -> [String] {
        try schema.get().problems(DocumentReader.read(Array(text.utf8), name: "a rule set"))
    }

    /// The reader's refusal; nil where it takes the file.
    private static func refusal(_ text: String) -> String? {
        do {
            _ = try RuleSetFile(Array(text.utf8), name: "a rule set") { (Array("bucket-1\n".utf8), $0) }
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `the schema takes the examples and every rule set of the pages`() throws {
        for name in ["acme", "five-clouds"] {
            #expect(try Self.problems(Repository.text("Examples/\(name).yaml")) == [])
        }
        for block in Page.all.flatMap({ $0.blocks("yaml") }) { #expect(try Self.problems(block.text) == []) }
    }

    private static let target = "[{name: t, provider: tencent-cos, buckets: [b], reports: {bucket: b}}]"

    /// A rule set with a mark where each kind of object stands, by the name of its definition.
    static let places = [
        "": "version: 1\nname: x\nrules: []\ntargets: TARGETS\nMARK: 1",
        "defaults": "version: 1\nname: x\nrules: []\ntargets: TARGETS\ndefaults: {MARK: 1}",
        "rule": "version: 1\nname: x\nrules: [{id: a, schedule: daily, MARK: 1}]\ntargets: TARGETS",
        "tag":
            "version: 1\nname: x\nrules: [{id: a, schedule: daily, tags: [{key: k, value: v, MARK: 1}]}]\ntargets: TARGETS",
        "monthly": "version: 1\nname: x\nrules: [{id: a, schedule: {MARK: 1}}]\ntargets: TARGETS",
        "created": "version: 1\nname: x\nrules: [{id: a, schedule: daily, created: {MARK: 1}}]\ntargets: TARGETS",
        "ownership": "version: 1\nname: x\nrules: []\ntargets: TARGETS\nownership: {MARK: 1}",
        "target":
            "version: 1\nname: x\nrules: []\ntargets: [{name: t, provider: tencent-cos, buckets: [b], reports: {bucket: b}, MARK: 1}]",
        "bucketList":
            "version: 1\nname: x\nrules: []\ntargets: [{name: t, provider: tencent-cos, buckets: {file: f, MARK: 1}, reports: {bucket: b}}]",
        "bucket":
            "version: 1\nname: x\nrules: []\ntargets: [{name: t, provider: tencent-cos, buckets: [{name: b, MARK: 1}], reports: {bucket: b}}]",
        "reports":
            "version: 1\nname: x\nrules: []\ntargets: [{name: t, provider: tencent-cos, buckets: [b], reports: {bucket: b, MARK: 1}}]",
        "limits":
            "version: 1\nname: x\nrules: []\ntargets: [{name: t, provider: tencent-cos, buckets: [b], reports: {bucket: b}, limits: {MARK: 1}}]",
        "pair":
            "version: 1\nname: x\nrules: []\ntargets: TARGETS\npairs: [{source: a/b, target: c/d, MARK: 1}]",
        "map": "version: 1\nname: x\nrules: []\ntargets: TARGETS\npairs: [{source: a/b, target: c/d, map: {MARK: 1}}]",
        "pacing": "version: 1\nname: x\nrules: []\ntargets: TARGETS\npacing: {MARK: 1}",
        "safety": "version: 1\nname: x\nrules: []\ntargets: TARGETS\nsafety: {MARK: 1}",
    ]

    @Test(arguments: places.keys.sorted()) func `an object has the keys that the reader names`(_ name: String) throws {
        let schema = try Self.schema.get()
        let definition = try #require(name.isEmpty ? schema.root : schema.root["$defs"]?[name])
        let keys = definition["properties"]?.entries.map(\.key) ?? []
        let marked = Self.places[name]!.replacing("MARK", with: "zzzzzzzzzzzz").replacing("TARGETS", with: Self.target)
        let refusal = try #require(Self.refusal(marked), "the reader takes a key that is none")
        let known = try #require(refusal.firstMatch(of: /unknown key 'z+'; .* has ([\w, ]+)$/), "\(refusal)").1
        #expect(known.split(separator: ", ").map(String.init).sorted() == keys.sorted())
        #expect(try !Self.problems(marked).isEmpty)
    }

    @Test func `the schema knows every feature`() throws {
        let listed = try Self.schema.get().root["$defs"]?["feature"]?["enum"]?.elements.map(\.text) ?? []
        #expect(listed.sorted() == Feature.allCases.map(\.rawValue).sorted())
    }

    @Test func `the schema knows the clouds`() throws {
        let provider = try Self.schema.get().root["$defs"]?["target"]?["properties"]?["provider"]
        #expect(provider?["enum"]?.elements.map(\.text) == Vendors.ids.map(\.rawValue))
    }

    /// Mistakes that both must see, as changes to the example.
    static let mistakes = [
        ("version: 1", "version: 2"), ("name: acme-nightly", "nme: acme-nightly"),
        ("schedule: daily", "schedule: dayly"), ("schedule: {monthly: 1}", "schedule: {monthly: first}"),
        ("schedule: {monthly: 1}", "schedule: {monthly: 32}"), ("schedule: {monthly: 1}", "schedule: {weekly: 1}"),
        ("inventory/{bucket}", "inventory/{buket}"), ("versions: all", "versions: every"),
        ("ETag, Crc64]", "ETag, CRC64]"), ("format: CSV", "format: csv"),
        ("encryption: service-managed", "encryption: sse"), ("id: bk-logs, ", ""),
        ("retired: [bk-old]", "retired: bk-old"),
        ("takeover: identical", "takeover: same"), ("prune: never", "prune: no"),
        ("unknownElements: refuse", "unknownElements: keep"), ("    provider: tencent-cos\n", ""),
        ("reports: {bucket: acme-inv, ", "reports: {"), ("field.Crc64, report", "field.CRC64, report"),
        ("maximumRules: 100", "maximumRules: -1"), ("maximumRules: 100", "maximumRules: many"),
        ("per: account", "per: bucket"), ("requestsPerSecond: 20", "requestsPerSecond: 0"),
        ("concurrency: 32", "concurrency: 0"), ("concurrency: 32", "concurrency: 1025"),
        ("maximumChanges: 500", "maximumChanges: -5"), ("deadline: 50m", "deadline: 50 minutes"),
        ("onRefusal: skip-bucket", "onRefusal: skip"), ("id: bk-logs", "id: ''"), ("name: acme-nightly", "name: ' '"),
        ("buckets: [photos-1250000000, {name: dumps-1250000000, rules: [bk-db]}]", "buckets: []"),
        ("on: [acme-cos]", "on: []"), ("retired: [bk-old]", "retired: ['']"),
    ]

    @Test(arguments: mistakes) func `a mistake is seen by the schema and by the reader`(
        _ found: String, _ replacement: String
    ) throws {
        let example = try Repository.text("Examples/acme.yaml")
        let range = try #require(example.range(of: found))
        let mistaken = example.replacingCharacters(in: range, with: replacement)
        #expect(try !Self.problems(mistaken).isEmpty, "the schema takes it")
        #expect(Self.refusal(mistaken) != nil, "the reader takes it")
    }
}
