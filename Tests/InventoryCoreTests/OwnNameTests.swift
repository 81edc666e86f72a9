import InventoryCore
import InventoryVendorFacts
import Testing

/// Names that one cloud alone knows, at that cloud and at another.
@Suite struct OwnNameTests {
    static let cos = VendorFacts.tencentCOS.capabilities
    static let obs = VendorFacts.huaweiOBS.capabilities

    private static func rule(fields: ReportFields) -> InventoryRule {
        var rule = InventoryRule.plain
        rule.content.fields = fields
        rule.destination.region = "ap-guangzhou"
        return rule
    }

    @Test(
        arguments: [
            ("tencent-cos:x-cos-meta-owner", "userMetadata:owner"), ("tencent-cos:x-cos-meta-*", "userMetadata:*"),
            ("tencent-cos:Crc64", "Crc64"), ("tencent-cos:Size", "Size"), ("tencent-cos:x-cos-meta-", nil),
            ("tencent-cos:New", nil), ("tencent-cos:EncryptionStatus", nil),
        ] as [(String, String?)])
    func `a cloud's own spelling becomes what it means`(_ written: String, _ meaning: String?) throws {
        let fitted = Self.cos.fit(Self.rule(fields: [try ReportField(written: written)]))
        #expect(try fitted.accepted().content.fields.list.map(\.description) == [meaning ?? written])
        #expect(fitted.findings.map(\.kind) == (meaning == nil ? [.unproven] : []))
        #expect(fitted.findings.refusals.isEmpty)
    }

    @Test func `another cloud's name is lost`() throws {
        let rule = Self.rule(fields: [.size, try ReportField(written: "tencent-cos:New")])
        #expect(Self.obs.fit(rule).findings.refusals.map(\.path) == ["fields[1]"])
        let fitted = Self.obs.fit(rule, fidelity: .bestEffort)
        #expect(try fitted.accepted().content.fields.list == [.size])
        // A cloud's answer to `field.other` cannot make it understand another's names.
        let generous = Self.obs.answering(.native(spelling: "", status: .documented), to: .otherField)
        #expect(generous.fit(rule).findings == Self.obs.fit(rule).findings)
    }

    @Test func `schedule, versions, format and encryption are known by the cloud's spelling too`() throws {
        var rule = Self.rule(fields: [])
        rule.schedule = .other(VendorName("tencent-cos:Monthly")!)
        rule.content.versions = .other(VendorName("tencent-cos:All")!)
        rule.content.format = .other(VendorName("tencent-cos:CSV")!)
        rule.content.encryption = .other(VendorName("tencent-cos:SSE-COS")!)
        let value = try Self.cos.fit(rule).accepted()
        #expect(value.schedule == .monthly(day: nil))
        #expect(value.content == InventoryContent(versions: .all, format: .csv, encryption: .serviceManaged))

        let lost = Self.obs.fit(rule, fidelity: Fidelity(accepted: Set(Feature.allCases)))
        #expect(lost.findings.refusals.map(\.feature) == [.otherSchedule, .otherVersions, .otherFormat])
        #expect(lost.findings.acceptedLosses.map(\.feature) == [.otherEncryption])
    }

    @Test func `an encryption that no name can tell is lost even at its own cloud`() throws {
        var rule = Self.rule(fields: [])
        rule.content.encryption = .other(VendorName("tencent-cos:SSE-NEW")!)
        #expect(Self.cos.fit(rule).findings.refusals.map(\.feature) == [.otherEncryption])
        let fitted = Self.cos.fit(rule, fidelity: .accepting([.otherEncryption]))
        #expect(try fitted.accepted().content.encryption == .none)
    }

    @Test func `a value that only looks like a cloud's name is no name`() {
        var rule = InventoryRule.plain
        rule.content.filter.tags = [Tag("huawei-obs:tier", "cold")]
        rule.content.filter.storageClass = "huawei-obs:STANDARD"
        rule.destination.owner = "huawei-obs:1"
        let findings = Self.obs.fit(rule).findings
        #expect(findings.refusals.map(\.feature) == [.tagFilter, .storageClassFilter, .reportOwner])
    }

    @Test func `every column is spelled and read back`() {
        for field in ReportField.plain + [.userMetadata("owner"), .userMetadata("*")] {
            for cloud in [Self.cos, Self.obs] {
                guard let spelling = cloud.spelling(of: field) else { continue }
                #expect(cloud.field(spelled: spelling) == field)
            }
        }
        #expect(Self.cos.spelling(of: .userMetadata("owner")) == "x-cos-meta-owner")
        #expect(Self.obs.spelling(of: .userMetadata("owner")) == nil)
        #expect(Self.obs.spelling(of: .other(VendorName("tencent-cos:New")!)) == nil)
        #expect(Self.cos.field(spelled: "New") == .other(VendorName("tencent-cos:New")!))
    }
}
