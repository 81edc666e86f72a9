import InventoryCore
import InventoryRuleSet
import InventorySync
import Testing

/// A bucket that a rule set names more than once, and the lists that name buckets.
@Suite struct SharedBucketTests {
    private static func file(
        _ groups: [String], rules: String = "{id: a, schedule: daily, on: [one]}, {id: b, schedule: daily, on: [two]}",
        list: String = ""
    ) throws -> RuleSetFile {
        let text = "version: 1\nname: x\nrules: [\(rules)]\ntargets:\n" + groups.map { "  - {\($0)}\n" }.joined()
        return try RuleSetFile(Array(text.utf8), name: "s.yaml") { _ in (Array(list.utf8), "l.csv") }
    }

    private static func group(_ name: String, _ more: String = "buckets: [p-1]", prefix: String = "inv") -> String {
        "name: \(name), provider: tencent-cos, reports: {bucket: i-1, prefix: \(prefix)}, \(more)"
    }

    @Test(arguments: [[], ["one"], ["two"]] as [[String]])
    func `a bucket in two groups is one target with the rules of both`(_ selected: [String]) throws {
        let file = try Self.file([
            Self.group("one"), Self.group("two", "region: r, buckets: [other-1, {name: p-1}]"),
        ])
        let targets = file.targets(in: Selection(groups: selected.isEmpty ? nil : Set(selected)))
        let shared = targets.filter { $0.bucket.name == "p-1" }
        #expect(shared.count == 1 && targets.count == Array(targets).count)
        #expect(shared.first.map { Set($0.rules.map(\.id)) } == ["a", "b"])
        #expect(shared.first?.bucket.region == "r")
        #expect(shared.first?.group == selected.first ?? "one")
    }

    @Test func `letters' case makes no other bucket`() throws {
        let file = try Self.file([
            Self.group("one", "buckets: [p-1, P-1]"), Self.group("two", "buckets: [P-1]"),
        ])
        #expect(file.targets.count == 1)
        #expect(file.targets.first.map { Set($0.rules.map(\.id)) } == ["a", "b"])
    }

    @Test func `a bucket twice in a list is one target`() throws {
        let file = try Self.file(
            [Self.group("one", "buckets: {file: l.csv}")], rules: "{id: a, schedule: daily}",
            list: "photos-1,r\nphotos-1,r\nphotos-1\n")
        #expect(file.targets.count == 1 && Array(file.targets).count == 1)
    }

    @Test(arguments: [
        ("rule 'a' is not the same in both", group("two", prefix: "other")),
        ("the regions differ", group("two", "region: q, buckets: [p-1]")),
        ("the endpoints differ", group("two", "region: r, endpoint: internal, buckets: [p-1]")),
        ("the credentials differ", group("two", "credentials: x, buckets: [p-1]")),
        ("rule 'a' is not the same in both", group("two", "accept: {a: [field.Crc64]}, buckets: [p-1]")),
        ("limits.maximumRules differ", group("two", "limits: {maximumRules: 5}, buckets: [p-1]")),
    ])
    func `a bucket that is named twice with other wishes is refused at both places`(
        _ clause: String, _ second: String
    ) {
        let error = #expect(throws: DocumentError.self) {
            try Self.file(
                [Self.group("one", "region: r, limits: {maximumRules: 4}, buckets: [p-1]"), second],
                rules: "{id: a, schedule: daily}")
        }
        #expect(error?.line == 6 && error?.message.contains("s.yaml:5:") == true)
        #expect(
            error?.message.contains("named twice") == true && error?.message.contains(clause) == true, "\(error as Any)"
        )
    }

    @Test func `one host that two buckets are said to be at is refused at both places`() throws {
        let error = #expect(throws: DocumentError.self) {
            try Self.file([
                Self.group("one", "endpoint: domain=files.example.com, buckets: [p-1]"),
                Self.group("two", "endpoint: domain=FILES.example.com, buckets: [p-2]"),
            ])
        }
        #expect(error?.line == 6 && error?.message.contains("s.yaml:5:") == true, "\(error as Any)")
        #expect(error?.message.contains("'p-1'") == true)
        _ = try Self.file([
            Self.group("one", "endpoint: domain=files.example.com, buckets: [p-1]"),
            Self.group("two", "endpoint: domain=other.example.com, buckets: [p-2]"),
        ])
    }

    @Test(arguments: ["", "bucket\n", "# photos-1\n"])
    func `a list without a bucket is refused`(_ list: String) {
        let error = #expect(throws: DocumentError.self) {
            try Self.file([Self.group("one", "buckets: {file: l.csv}"), Self.group("two")], list: list)
        }
        #expect(error?.file == "l.csv" && error?.message.contains("names no bucket") == true)
    }

    @Test func `without rules nothing is pruned`() {
        let text = "version: 1\nname: x\nrules: []\nownership: {prune: owned}\ntargets: [{\(Self.group("one"))}]\n"
        let error = #expect(throws: DocumentError.self) {
            try RuleSetFile(Array(text.utf8), name: "s.yaml") { _ in ([], "") }
        }
        #expect(error?.path == "rules" && error?.line == 3)
    }
}
