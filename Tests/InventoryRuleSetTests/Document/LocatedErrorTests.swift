import InventoryRuleSet
import Testing

/// A rule-set file in the shape of the real one, with types that are as strict.
@Suite struct LocatedErrorTests {
    static let acme = """
        version: 1
        name: acme-nightly
        defaults: {format: CSV, versions: current, encryption: service-managed}
        rules:                                    # disjoint prefixes: OBS refuses overlap
          - {id: bk-db, prefix: db/, schedule: daily, versions: all, fields: [Size, LastModifiedDate, ETag, Crc64]}
          - {id: bk-cold, prefix: media/, tags: {tier: cold}, schedule: {monthly: 1}, fields: [Size, Tag, "tencent-cos:x-cos-meta-owner"], on: [acme-cos]}
        retired: [bk-old]
        targets:
          - name: acme-cos
            buckets: [photos-1250000000, {name: dumps-1250000000, rules: [bk-db]}]
            reports: {bucket: inv-1250000000, owner: "100000000001", prefix: "inventory/{bucket}"}
          - name: acme-obs
            buckets: {file: acme-obs.csv}
            accept: {bk-db: [field.Crc64, report.encryption]}
        pacing: {per: account, requestsPerSecond: 20, concurrency: 32}
        safety: {deadline: 50m, onRefusal: skip-bucket}

        """

    static func mistaken(_ found: String, _ replacement: String) -> String {
        guard let range = acme.firstRange(of: found) else { return "no \(found)" }
        return refusal { try decode(RuleSetMirror.self, acme.replacingCharacters(in: range, with: replacement)) }
    }

    @Test func `the file is read whole`() throws {
        let file = try decode(RuleSetMirror.self, Self.acme)
        #expect(file.version == 1)
        #expect(file.rules.map(\.id) == ["bk-db", "bk-cold"])
        #expect(file.rules.map(\.schedule) == [.daily, .monthly(1)])
        #expect(file.rules[1].on == ["acme-cos"])
        #expect(file.rules[1].tags == ["tier": "cold"])
        #expect(file.rules[1].fields == ["Size", "Tag", "tencent-cos:x-cos-meta-owner"])
        #expect(file.targets[0].buckets == .named(["photos-1250000000", "dumps-1250000000"]))
        #expect(file.targets[0].reports?["owner"] == "100000000001")
        #expect(file.targets[1].buckets == .file("acme-obs.csv"))
        #expect(file.targets[1].accept == ["bk-db": ["field.Crc64", "report.encryption"]])
        #expect(file.pacing.requestsPerSecond == 20)
    }

    @Test func `an account without quotes is the same text`() throws {
        let file = try decode(RuleSetMirror.self, Self.acme.replacing("\"100000000001\"", with: "100000000001"))
        #expect(file.targets[0].reports?["owner"] == "100000000001")
    }

    @Test(
        arguments: [
            // The key, since nothing else is wrong with it.
            (
                "schedule: daily", "shedule: daily",
                "f.yaml:5:30: rules[0].shedule: there is no \"shedule\"; did you mean \"schedule\""
            ),
            ("accept:", "acept:", "f.yaml:14:5: targets[1].acept: there is no \"acept\"; did you mean \"accept\""),
            ("retired:", "zzz:", "f.yaml:7:1: zzz: there is no \"zzz\""),
            // The value, since it was read.
            (
                "schedule: daily", "schedule: hourly",
                "f.yaml:5:40: rules[0].schedule: a schedule is daily or {monthly: day}"
            ),
            ("monthly: 1", "monthly: 32", "f.yaml:6:75: rules[1].schedule.monthly: a month has no day 32"),
            (
                "monthly: 1", "monthly: first",
                "f.yaml:6:75: rules[1].schedule.monthly: expected a whole number, found the text \"first\""
            ),
            ("tier: cold", "tier: [cold]", "f.yaml:6:48: rules[1].tags.tier: expected a text, found a list"),
            (
                "field.Crc64,", "field.Crc64, ~,",
                "f.yaml:14:35: targets[1].accept.bk-db[1]: expected a text, found null"
            ),
            ("[bk-old]", "bk-old", "f.yaml:7:10: retired: expected a list, found the text \"bk-old\""),
            ("version: 1", "version: 1.5", "f.yaml:1:10: version: expected a whole number, found 1.5"),
            (
                "requestsPerSecond: 20", "requestsPerSecond: 1e3",
                "f.yaml:15:43: pacing.requestsPerSecond: expected a whole number, found 1e3"
            ),
            // The mapping, since the key is nowhere.
            ("id: bk-cold, ", "", "f.yaml:6:5: rules[1]: the key \"id\" is missing"),
            ("version: 1\n", "", "f.yaml:1:1: the key \"version\" is missing"),
            ("name: acme-obs\n    ", "", "f.yaml:12:5: targets[1]: the key \"name\" is missing"),
        ])
    func `a mistake is reported where it stands`(_ found: String, _ replacement: String, _ expected: String) {
        #expect(Self.mistaken(found, replacement) == expected)
    }

    @Test func `a check over several values points where it likes`() throws {
        let node = try read(Self.acme)
        #expect(
            "\(node.error("it overlaps", at: ["rules", 1, "prefix"]))" == "f.yaml:6:27: rules[1].prefix: it overlaps")
        #expect("\(node.error("it is odd", at: []))" == "f.yaml:1:1: it is odd")
        // A path that leads nowhere ends at what is around it.
        #expect("\(node.error("none", at: ["rules", 7, "id"]))" == "f.yaml:5:3: rules[7].id: none")
        #expect("\(node.error("none", at: ["name", "x"]))" == "f.yaml:2:7: name.x: none")
        #expect("\(node.error("none", at: ["name", 0]))" == "f.yaml:2:7: name[0]: none")
        #expect("\(node.error("none", at: ["a.b", "", "\n"]))" == #"f.yaml:1:1: ["a.b"][""]["\u{A}"]: none"#)
    }

    @Test func `an error keeps its parts`() throws {
        let error = try #require(throws: DocumentError.self) { try decode([[Int]].self, "- [1]\n- [x]") }
        #expect(error.file == "f.yaml")
        #expect(error.line == 2)
        #expect(error.column == 4)
        #expect(error.path == "[1][0]")
        #expect(error.message == "expected a whole number, found the text \"x\"")
        #expect(error.location.description == "f.yaml:2:4")
    }

    @Test func `an error without words has some`() {
        struct Mute: Decodable {
            init(from decoder: any Decoder) throws {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: ""))
            }
        }
        #expect(refusal { try decode([Mute].self, "- 1") } == "f.yaml:1:3: [0]: the value cannot be read")
    }
}

extension String {
    /// What Foundation would bring along.
    func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }

    func replacing(_ found: String, with text: String) -> String {
        firstRange(of: found).map { replacingCharacters(in: $0, with: text) } ?? self
    }
}
