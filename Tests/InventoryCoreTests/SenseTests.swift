import InventoryCore
import Testing

/// Values that make no sense, and values that are probably mistakes.
@Suite struct SenseTests {
    struct Change: Sendable {
        var path: String
        var apply: @Sendable (inout InventoryRule) -> Void

        init(_ path: String, _ apply: @escaping @Sendable (inout InventoryRule) -> Void) {
            (self.path, self.apply) = (path, apply)
        }
    }

    private static func findings(_ change: (inout InventoryRule) -> Void) -> Findings {
        var rule = InventoryRule.plain
        change(&rule)
        return Capabilities.complete.fit(rule).findings
    }

    private static func instant(_ seconds: Int64) -> UTCInstant { UTCInstant(secondsSinceEpoch: seconds) }

    @Test(
        arguments: [
            .init("created", { $0.content.filter.created = .init(from: instant(1_704_067_200_000)) }),
            .init("created", { $0.content.filter.created = .init(to: instant(253_402_300_800)) }),
            .init("created", { $0.content.filter.created = .init(to: instant(-1)) }),
            .init("created", { $0.content.filter.created = .init(from: instant(-62_167_219_201)) }),
            .init("modified", { $0.content.filter.modified = .init(from: instant(.min)) }),
            .init("modified", { $0.content.filter.modified = .init(from: instant(2), to: instant(1)) }),
            .init("size", { $0.content.filter.size = .init(from: 2, to: 1) }),
            .init("size", { $0.content.filter.size = .init(from: -1) }),
            .init("tags", { $0.content.filter.tags = [Tag("", "cold")] }),
            .init("reports.kmsKey", { $0.destination.kmsKey = "key-1" }),
            .init(
                "reports.kmsKey",
                {
                    $0.content.encryption = .serviceManaged
                    $0.destination.kmsKey = "key-1"
                }),
        ] as [Change])
    func `a value that makes no sense is refused on every cloud`(_ change: Change) {
        #expect(Self.findings(change.apply).refusals.map(\.path) == [change.path])
    }

    @Test func `a time in milliseconds is answered with the seconds`() {
        let findings = Self.findings { $0.content.filter.created = .init(from: Self.instant(1_704_067_200_000)) }
        #expect(findings.first?.message.hasSuffix("it would be 2024-01-01T00:00:00Z: write 1704067200") == true)
    }

    @Test(
        arguments: [
            .init("prefix", { $0.content.filter.prefix = "db/\n" }),
            .init("prefix", { $0.content.filter.prefix = "db/\r\n" }),
            .init("prefix", { $0.content.filter.prefix = "d\tb/" }),
            .init("prefix", { $0.content.filter.prefix = " db/" }),
            .init("prefix", { $0.content.filter.prefix = "db\u{200B}/" }),
            .init("prefix", { $0.content.filter.prefix = "d\u{AD}b/" }),
            .init("prefix", { $0.content.filter.prefix = "\u{FEFF}db/" }),
            .init("prefix", { $0.content.filter.prefix = "db/\u{85}" }),
            .init("prefix", { $0.content.filter.prefix = ExactText(String(repeating: "é", count: 512) + "x") }),
            .init("reports.prefix", { $0.destination.prefix = ExactText(String(repeating: "x", count: 1025)) }),
            .init("tags", { $0.content.filter.tags = [Tag("tier\u{200B}", "cold")] }),
            .init("tags", { $0.content.filter.tags = [Tag("tier", "cold\t")] }),
            .init("prefix", { $0.content.filter.prefix = "/db" }),
            .init("prefix", { $0.content.filter.prefix = "db/*" }),
            .init("prefix", { $0.content.filter.prefix = "cos://photos-1250000000/db/" }),
            .init("reports.prefix", { $0.destination.prefix = "inventory\n" }),
            .init("reports.owner", { $0.destination.owner = "100000000001 " }),
            .init("storageClass", { $0.content.filter.storageClass = "STANDARD\n" }),
            .init("tags", { $0.content.filter.tags = [Tag("tier", "cold"), Tag("tier", "hot")] }),
            .init("tags", { $0.content.filter.tags = [Tag("tier", "cold"), Tag("tier", "cold")] }),
            .init("fields[1]", { $0.content.fields = [.size, .size] }),
            .init("schedule.monthly", { $0.schedule = .monthly(day: 31) }),
        ] as [Change])
    func `a value that is probably a mistake is remarked and goes out as written`(_ change: Change) {
        let findings = Self.findings(change.apply)
        #expect(findings.remarks.map(\.path) == [change.path])
        #expect(findings.refusals.isEmpty)
        var rule = InventoryRule.plain
        change.apply(&rule)
        #expect(Capabilities.complete.fit(rule).value == rule)
    }

    @Test func `an ordinary rule is not remarked on`() {
        #expect(
            Self.findings {
                $0.schedule = .monthly(day: 28)
                $0.content.filter = Filter(
                    prefix: "日志/2024 é&<>\"'/😀/", tags: [Tag("部门 & <x>", "一 + 二"), Tag("a", "")],
                    created: .init(from: Self.instant(0)), storageClass: "STANDARD")
                $0.content.encryption = .kms
                $0.destination.kmsKey = "key-1"
                $0.destination.prefix = ExactText("报告/a b+c" + String(repeating: "x", count: 1011))
            }.isEmpty)
    }

    @Test func `an empty part is none, on every cloud`() {
        let cloud = Capabilities.complete.answering(.absent, to: .createdFilter, .storageClassFilter, .reportOwner)
        var rule = InventoryRule.plain
        rule.content.filter = Filter(prefix: "", created: CreationWindow(), storageClass: "")
        rule.destination.owner = ""
        rule.destination.prefix = ""
        rule.destination.region = ""
        rule.destination.kmsKey = ""
        let fitted = cloud.fit(rule)
        #expect(fitted.findings.isEmpty)
        #expect(fitted.value == .plain)
    }
}
