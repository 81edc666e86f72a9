import CloudInventory
import InventoryCore
import TestSupport
import Testing

/// A rule carried from one cloud to another and back.
@Suite struct TranslationTests {
    /// The properties of a rule by their path, as far as two clouds share them.
    private func properties(_ rule: InventoryRule) -> [String: String] {
        let content = rule.content
        return [
            "schedule": rule.schedule == .monthly(day: nil) ? "monthly" : "\(rule.schedule)",
            "enabled": "\(rule.isEnabled)", "prefix": content.filter.effectivePrefix.string,
            "tags": content.filter.tags.sorted().map { "\($0.key)=\($0.value)" }.joined(separator: ","),
            "created": content.filter.created.map { "\($0)" } ?? "",
            "storageClass": content.filter.storageClass?.string ?? "", "versions": "\(content.versions)",
            "fields": Set(content.fields.list.map(\.description)).sorted().joined(separator: ","),
            "format": "\(content.format)", "encryption": "\(content.encryption)",
        ]
    }

    @Test func `there and back differs exactly in what was reported`() throws {
        let clouds: [ProviderID] = ["tencent-cos", "huawei-obs"]
        var lossy = 0
        for seed in 0..<600 as Range<UInt64> {
            var random = RandomRules(seed)
            let (a, b) = seed % 2 == 0 ? (clouds[0], clouds[1]) : (clouds[1], clouds[0])
            let template = random.template(
                "rule", on: a, prefix: random.seeded.chance(0.3) ? nil : random.prefixes(1)[0])
            let rule = template.rule(deliveringTo: Destination(bucket: "reports-1250000000", region: "r"))
            let (from, to) = (try Vendors.vendor(a).capabilities, try Vendors.vendor(b).capabilities)
            let everything = Fidelity.accepting(Set(Feature.allCases))
            let original = from.canonical(rule)
            let there = to.fit(original, fidelity: everything)
            // An essential loss ends the journey; nothing else does.
            guard there.findings.refusals.isEmpty else {
                #expect(there.findings.refusals.allSatisfy { $0.feature?.loss == .essential }, "seed \(seed)")
                continue
            }
            let document = try Vendors.vendor(b).rules.encode(there.value)
            let read = try Vendors.vendor(b).rules.decodeRule(document.bytes)
            #expect(read.findings.isEmpty, "seed \(seed)")
            let home = BucketAddress("home", region: "r")
            let back = from.fit(to.canonical(read.rule), in: home, fidelity: everything)
            #expect(
                back.findings.allSatisfy { $0.kind == .unproven || ($0.path == "prefix" && $0.disposition == .noted) },
                "seed \(seed): \(back.findings.list)")

            let (before, after) = (properties(original), properties(back.value))
            let changed = Set(before.keys.filter { before[$0] != after[$0] })
            let reported = Set(
                there.findings.filter { $0.disposition == .accepted }.map { finding in
                    String(finding.path.prefix { $0 != "[" && $0 != "." })
                }
            ).subtracting(["reports"])
            #expect(changed == reported, "seed \(seed), \(a) to \(b)")
            lossy += reported.isEmpty ? 0 : 1
            let lost = there.findings.filter { $0.path.hasPrefix("fields[") }.map(\.value)
            let kept = Set(back.value.content.fields.list.map(\.description))
            #expect(kept == Set(original.content.fields.list.map(\.description)).subtracting(lost), "seed \(seed)")
        }
        #expect(lossy > 200)
    }
}
