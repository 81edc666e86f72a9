import InventoryCore
import Testing

/// The written form of rules and jobs.
@Suite struct RuleJSONTests {
    /// A rule in which everything is set.
    static let full = InventoryRule(
        id: "bk-db", isEnabled: false, schedule: .monthly(day: 5),
        content: InventoryContent(
            filter: Filter(
                prefix: "db/", tags: [Tag("env", "prod"), Tag("tier", "cold")],
                created: CreationWindow(
                    from: UTCInstant(secondsSinceEpoch: 0), to: UTCInstant(secondsSinceEpoch: 86_400)),
                modified: CreationWindow(from: UTCInstant(secondsSinceEpoch: 172_800)), storageClass: "STANDARD",
                size: SizeSpan(from: 1024, to: 1_048_576)),
            versions: .all, fields: [.size, .eTag, .userMetadata("owner"), .other(VendorName("tencent-cos:New")!)],
            format: .parquet, encryption: .kms),
        destination: Destination(
            bucket: "inv-1250000000", region: "ap-guangzhou", prefix: "reports", owner: "100000000001", role: "r",
            kmsKey: "key-1")
    )

    static let fullText =
        #"{"created":{"from":"1970-01-01T00:00:00Z","to":"1970-01-02T00:00:00Z"},"enabled":false,"encryption":"kms","#
        + #""fields":["Size","ETag","userMetadata:owner","tencent-cos:New"],"format":"Parquet","id":"bk-db","#
        + #""modified":{"from":"1970-01-03T00:00:00Z"},"prefix":"db/","reports":{"bucket":"inv-1250000000","kmsKey":"key-1","owner":"100000000001","#
        + #""prefix":"reports","region":"ap-guangzhou","role":"r"},"schedule":{"monthly":5},"#
        + #""size":{"from":1024,"to":1048576},"storageClass":"STANDARD","#
        + #""tags":{"env":"prod","tier":"cold"},"versions":"all"}"#

    @Test func `a rule with everything looks so`() throws {
        #expect(try JSON.text(Self.full) == Self.fullText)
        #expect(try JSON.value(InventoryRule.self, Self.fullText) == Self.full)
    }

    @Test func `what is not written has its default`() throws {
        let text = #"{"id":"r1","schedule":"daily","reports":{"bucket":"inv-1250000000"}}"#
        #expect(try JSON.value(InventoryRule.self, text) == .plain)
        #expect(
            try JSON.text(InventoryRule.plain)
                == #"{"enabled":true,"encryption":"none","fields":[],"format":"CSV","id":"r1","#
                + #""reports":{"bucket":"inv-1250000000"},"schedule":"daily","versions":"current"}"#)
    }

    @Test func `a job is a rule without schedule and switch`() throws {
        let job = OneOffJob(id: "j1", content: Self.full.content, destination: Self.full.destination)
        let text = Self.fullText.replacing(#""enabled":false,"#, with: "").replacing(
            #""schedule":{"monthly":5},"#, with: ""
        )
        .replacing("bk-db", with: "j1")
        #expect(try JSON.text(job) == text)
        #expect(try JSON.value(OneOffJob.self, text) == job)
        #expect(JSON.problem(OneOffJob.self, Self.fullText)?.contains("unknown key") == true)
    }

    @Test(
        arguments: [
            ("\"daily\"", .daily), ("\"weekly\"", .weekly), ("\"monthly\"", .monthly(day: nil)),
            (#"{"monthly":31}"#, .monthly(day: 31)),
            (#""test-cloud:Hourly""#, .other(VendorName("test-cloud:Hourly")!)),
        ] as [(String, Schedule)]) func `a schedule looks so`(_ text: String, _ schedule: Schedule) throws
    {
        #expect(try JSON.value(Schedule.self, text) == schedule)
        #expect(try JSON.text(schedule) == text)
    }

    @Test(
        arguments: [
            (#""prefx":"x""#, "did you mean 'prefix'"), (#""Prefix":"x""#, "did you mean 'prefix'"),
            (#""isEnabled":true"#, "did you mean 'enabled'"),
            (#""retention":1"#, "a rule has id, enabled, schedule"), (#""shedule":"daily""#, "did you mean 'schedule'"),
            (#""versions":"All""#, "did you mean 'all'"), (#""versions":"newest""#, "unknown versions value 'newest'"),
            (#""fields":["Sise"]"#, "did you mean 'Size'"), (#""format":"csv""#, "did you mean 'CSV'"),
            (#""encryption":"SSE-KMS""#, "known are none, service-managed, kms"),
            (#""created":{"since":"2024-01-01"}"#, "a time window has from, to"),
            (#""size":{"min":1}"#, "a span of sizes has from, to"), (#""size":"big""#, "type at size"),
            (#""created":{"from":"today"}"#, "'today' is no time"), (#""tags":[{"key":"a"}]"#, "missing value"),
            (#""tags":[{"key":"a","value":"b","v":"c"}]"#, "a tag has key, value"), (#""tags":"a=b""#, "type at tags"),
            (#""tags":{"a":1}"#, "type at tags.a"), (#""fields":"Size""#, "type at fields"),
            (#""prefix":1"#, "type at prefix"),
            (#""enabled":"no""#, "type at enabled"),
        ]) func `a mistake is an error that names the place`(_ mistake: String, _ problem: String)
    {
        let text = #"{"id":"r1","schedule":"daily","reports":{"bucket":"b"},\#(mistake)}"#
        #expect(
            JSON.problem(InventoryRule.self, text)?.contains(problem) == true,
            "\(JSON.problem(InventoryRule.self, text) ?? "read")")
    }

    @Test(
        arguments: [
            (#"{"schedule":"daily","reports":{"bucket":"b"}}"#, "missing id"),
            (#"{"id":"r","reports":{"bucket":"b"}}"#, "missing schedule"),
            (#"{"id":"r","schedule":"daily"}"#, "missing reports"),
            (#"{"id":"r","schedule":"daily","reports":{}}"#, "missing bucket"),
            (
                #"{"id":"r","schedule":"daily","reports":{"bucket":"b","acl":"x"}}"#,
                "a report destination has bucket, region"
            ),
            (#"{"id":"r","schedule":"dayly","reports":{"bucket":"b"}}"#, "did you mean 'daily'"),
            (#"{"id":"r","schedule":{"weekly":1},"reports":{"bucket":"b"}}"#, "a schedule has monthly"),
            (#"{"id":"r","schedule":{"monthly":1,"at":2},"reports":{"bucket":"b"}}"#, "unknown key 'at'"),
            (#"{"id":"r","schedule":{"monthly":"first"},"reports":{"bucket":"b"}}"#, "type at schedule.monthly"),
            (#"{"id":"r","schedule":{},"reports":{"bucket":"b"}}"#, "type at schedule"), ("[]", "type at "),
        ]) func `what must stand there is asked for`(_ text: String, _ problem: String)
    {
        #expect(
            JSON.problem(InventoryRule.self, text)?.contains(problem) == true,
            "\(JSON.problem(InventoryRule.self, text) ?? "read")")
    }

    @Test func `every key of the written form is a field of the rule`() throws {
        let keys = RuleKey.allCases.map(\.stringValue)
        #expect(keys.count == 14)
        for key in keys { #expect(Self.fullText.contains("\"\(key)\":"), "\(key)") }
    }

    @Test func `tags that a mapping cannot hold are a list`() throws {
        let twice = #"[{"key":"a","value":"1"},{"key":"a","value":"2"}]"#
        let unsorted = #"[{"key":"b","value":"1"},{"key":"a","value":"2"}]"#
        // Equal as Swift strings, different as bytes: as keys of one object, one of them would be lost.
        let alike = "[{\"key\":\"e\u{301}\",\"value\":\"1\"},{\"key\":\"\u{E9}\",\"value\":\"2\"}]"
        for tags in [twice, unsorted, alike] {
            let text = #"{"id":"r1","schedule":"daily","reports":{"bucket":"b"},"tags":\#(tags)}"#
            let rule = try JSON.value(InventoryRule.self, text)
            #expect(rule.content.filter.tags.count == 2)
            #expect(try JSON.text(rule).utf8.contains(tags.utf8))
        }
    }
}

extension String.UTF8View {
    fileprivate func contains(_ other: String.UTF8View) -> Bool { Array(self).firstRange(of: Array(other)) != nil }
}
