import InventoryCore
import InventoryRuleSet
import InventorySync
import Testing

/// A rule-set file means what it says.
@Suite struct RuleSetFileTests {
    private func example() throws -> RuleSetFile {
        try RuleSetFile(Array(Self.text.utf8), name: "acme.yaml") { file in
            (Array("# our buckets\nacme-photos\nacme-dumps,cn-south-1,other,elsewhere\n".utf8), file)
        }
    }

    static let text = """
        version: 1
        name: acme-nightly
        defaults: {format: CSV, versions: current, encryption: service-managed}
        rules:                                    # disjoint prefixes: OBS refuses overlap
          - {id: bk-db, prefix: db/, schedule: daily, versions: all, fields: [Size, LastModifiedDate, ETag, Crc64]}
          - {id: bk-logs, prefix: logs/, schedule: weekly, fields: [Size, LastModifiedDate, StorageClass]}
          - {id: bk-cold, prefix: media/, tags: {tier: cold}, schedule: {monthly: 1}, enabled: false,
             fields: [Size, Tag, "tencent-cos:x-cos-meta-owner"], on: [acme-cos]}
        retired: [bk-old]                         # removed wherever found
        ownership: {takeover: identical, prune: owned, pattern: "bk-*", unknownElements: refuse, ignoreElements: [New]}
        targets:
          - name: acme-cos
            provider: tencent-cos
            region: ap-guangzhou
            credentials: acme-tencent             # a name; never a secret
            buckets: [photos-1250000000, {name: dumps-1250000000, rules: [bk-db], reportBucket: inv2-1250000000}]
            reports: {bucket: inv-1250000000, owner: "100000000001", prefix: "inventory/{bucket}"}
          - name: acme-obs
            provider: huawei-obs
            region: cn-north-4
            endpoint: service=obs.example.com
            credentials: acme-huawei
            buckets: {file: acme-obs.csv}         # bucket[,region,credentials,reportBucket]
            reports: {bucket: acme-inv, prefix: "inventory/{bucket}/{bucket}"}
            accept: {bk-db: [field.Crc64, report.encryption], bk-logs: [report.encryption]}
            limits: {maximumRules: 100}           # a disputed fact; my account's value
        pacing: {per: account, requestsPerSecond: 20, concurrency: 32}
        safety: {maximumChanges: 500, stopAfterFailures: 20, deadline: 1h50m, onRefusal: skip-bucket}
        """

    @Test func `the rules, with the defaults filled in`() throws {
        let rules = try example().ruleSet
        #expect(rules.name == "acme-nightly")
        #expect(rules.retired == ["bk-old"])
        #expect(
            rules.rules == [
                RuleTemplate(
                    id: "bk-db", schedule: .daily,
                    content: InventoryContent(
                        filter: Filter(prefix: "db/"), versions: .all, fields: [.size, .lastModified, .eTag, .crc64],
                        encryption: .serviceManaged)),
                RuleTemplate(
                    id: "bk-logs", schedule: .weekly,
                    content: InventoryContent(
                        filter: Filter(prefix: "logs/"), fields: [.size, .lastModified, .storageClass],
                        encryption: .serviceManaged)),
                RuleTemplate(
                    id: "bk-cold", isEnabled: false, schedule: .monthly(day: 1),
                    content: InventoryContent(
                        filter: Filter(prefix: "media/", tags: [Tag("tier", "cold")]),
                        fields: [.size, .tag, .other(VendorName(provider: "tencent-cos", name: "x-cos-meta-owner"))],
                        encryption: .serviceManaged), on: ["acme-cos"]),
            ])
    }

    @Test func `who owns what, how fast and how far`() throws {
        let rules = try example().ruleSet
        #expect(
            rules.ownership
                == Ownership(
                    takeover: .identical, prune: .owned, pattern: "bk-*", unknownElements: .refuse,
                    ignoreElements: ["LastExportTime", "New"]))
        #expect(rules.pacing == Pacing(requestsPerSecond: 20, concurrency: 32))
        #expect(
            rules.safety
                == Safety(
                    maximumChanges: 500, stopAfterFailures: 20, deadline: .seconds(6600), onRefusal: .skipBucket))
    }

    @Test func `what is not said takes the careful default`() throws {
        let text = """
            {"version": 1, "name": "n", "rules": [], "targets": [{"name": "t", "provider": "huawei-obs", "buckets": ["b"], "reports": {"bucket": "r"}}]}
            """
        let file = try RuleSetFile(Array(text.utf8), name: "n.json") { _ in ([], "") }
        #expect(file.ruleSet == RuleSet(name: "n", rules: []))
        #expect(file.ruleSet.ownership == Ownership(takeover: .identical, prune: .never, unknownElements: .refuse))
        #expect(file.ruleSet.safety.onRefusal == .stopAll)
        #expect(file.targets.map(\.rules) == [[]])
    }

    @Test func `the targets take turns, each with its rules, destination and losses`() throws {
        let file = try example()
        let targets = Array(file.targets)
        #expect(file.targets.count == 4)
        #expect(
            targets.map(\.description) == [
                "acme-cos/photos-1250000000", "acme-obs/acme-photos", "acme-cos/dumps-1250000000",
                "acme-obs/acme-dumps",
            ])
        #expect(
            targets.map { $0.rules.map(\.id.string) } == [
                ["bk-db", "bk-logs", "bk-cold"], ["bk-db", "bk-logs"], ["bk-db"], ["bk-db", "bk-logs"],
            ])
        #expect(targets.map(\.credentials) == ["acme-tencent", "acme-huawei", "acme-tencent", "other"])
        #expect(
            targets.map { $0.bucket.region?.string } == ["ap-guangzhou", "cn-north-4", "ap-guangzhou", "cn-south-1"])
        #expect(
            targets.map(\.bucket.endpoint) == [
                .standard, .service("obs.example.com"), .standard, .service("obs.example.com"),
            ])
        #expect(
            targets.map { $0.rules[0].destination } == [
                Destination(bucket: "inv-1250000000", prefix: "inventory/photos-1250000000", owner: "100000000001"),
                Destination(bucket: "acme-inv", prefix: "inventory/acme-photos/acme-photos"),
                Destination(bucket: "inv2-1250000000", prefix: "inventory/dumps-1250000000", owner: "100000000001"),
                Destination(bucket: "elsewhere", prefix: "inventory/acme-dumps/acme-dumps"),
            ])
        #expect(targets.map(\.maximumRules) == [nil, 100, nil, 100])
        #expect(targets[0].fidelity.isEmpty)
        #expect(
            targets[1].fidelity == [
                "bk-db": .accepting([.crc64Field, .reportEncryption]), "bk-logs": .accepting([.reportEncryption]),
            ])
    }

    @Test func `groups of different length: the longer one goes on alone`() throws {
        let text = """
            version: 1
            name: n
            rules: []
            targets:
              - {name: a, provider: tencent-cos, buckets: [a1], reports: {bucket: r}}
              - {name: b, provider: huawei-obs, buckets: [b1, b2, b3], reports: {bucket: r}}
              - {name: c, provider: huawei-obs, buckets: [c1, c2], reports: {bucket: r}}
            """
        let file = try RuleSetFile(Array(text.utf8), name: "n.yaml") { _ in ([], "") }
        #expect(file.targets.map(\.bucket.name.string) == ["a1", "b1", "c1", "b2", "c2", "b3"])
    }

    @Test(arguments: [("90s", 90), ("50m", 3000), ("1h30m", 5400), ("2d", 172_800)])
    func `spans of time`(_ text: String, _ seconds: Int64) throws {
        let file = try RuleSetFile(
            Array(
                """
                {version: 1, name: n, rules: [], safety: {deadline: \(text)},
                targets: [{name: a, provider: tencent-cos, buckets: [a1], reports: {bucket: r}}]}
                """.utf8), name: "n.yaml"
        ) { _ in ([], "") }
        #expect(file.ruleSet.safety.deadline == .seconds(seconds))
    }
}
