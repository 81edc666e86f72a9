import InventoryCore
import InventoryProviderKit
import InventoryVendorFacts
import SpecKit
import Testing

@Suite("Spec: documents of the vendors' pages")
struct WireCaseTests {
    @Test("A rule is written as the page has it, byte for byte", arguments: SpecCases.wire)
    func writes(_ wire: WireCase) throws {
        let vendor = try #require(SpecCases.values[wire.vendor])
        let cloud = vendor.facts.capabilities
        let everything = Fidelity(accepted: Set(Feature.allCases))
        switch wire.rule {
        case .rule(let rule):
            let fitted = cloud.fit(rule, fidelity: everything)
            #expect(fitted.findings.map(ExpectedFinding.init) == wire.fitting)
            #expect(try vendor.rules.encode(fitted.value).text == String(decoding: wire.request, as: UTF8.self))
        case .job(let job):
            let fitted = cloud.fit(job, fidelity: everything)
            #expect(fitted.findings.map(ExpectedFinding.init) == wire.fitting)
            #expect(
                try #require(vendor.jobs).encode(fitted.value).text == String(decoding: wire.request, as: UTF8.self))
        }
    }

    @Test("What the vendor answers is read as the same rule", arguments: SpecCases.wire.filter { $0.response != nil })
    func reads(_ wire: WireCase) throws {
        let vendor = try #require(SpecCases.values[wire.vendor])
        guard case .rule(let rule) = wire.rule else {
            Issue.record("one-off jobs are not read back")
            return
        }
        let stored = try vendor.rules.decodeRule(try #require(wire.response))
        let everything = Fidelity(accepted: Set(Feature.allCases))
        #expect(stored.rule == vendor.facts.capabilities.fit(rule, fidelity: everything).value)
        #expect(stored.findings.map(ExpectedFinding.init) == wire.reading)
    }
}
