import InventoryCore
import InventoryVendorFacts
import SpecKit
import Testing

/// Profiles: what a relative says itself, what it inherits, and what is never inherited.
struct RelativeTests {
    static let relatives = Result { try SpecFolder.locate().relatives() }

    @Test func `Every folder with a profile is a constant, and in the list of its cloud`() throws {
        let facts = try Self.relatives.get().map(\.facts)
        #expect(facts.map(\.capabilities.provider) == ["coreweave-s3", "jdcloud-oss", "s3-compatible", "wasabi-s3"])
        #expect(facts == VendorFacts.relativesOfAmazonS3)
        #expect(facts.allSatisfy { $0.capabilities.dialect == "amazon-s3" })
    }

    @Test func `Every kind of endpoint has its case, and differing documents have one`() throws {
        let specs = try SpecFolder.locate()
        for (relative, wire, endpoints) in [
            ("coreweave-s3", 1, 3), ("jdcloud-oss", 1, 3), ("s3-compatible", 0, 4), ("wasabi-s3", 1, 5),
        ] {
            #expect(try specs.wireCases(ofRelative: relative).count == wire)
            #expect(try VendorSpec(profile: relative, in: specs).endpoints.cases.count == endpoints)
        }
    }

    @Test func `What is inherited is assumed, so that nothing is refused for it`() throws {
        for relative in try Self.relatives.get() {
            let facts = relative.facts.capabilities
            #expect(facts.limits.ruleCount == Limits.Bound(1000, .assumed))
            guard case .native(_, let status) = facts[.lastModifiedField], relative.folder != "coreweave-s3" else {
                continue
            }
            #expect(status == .assumed, "\(relative.folder)")
        }
        let any = VendorFacts.s3Compatible.capabilities
        #expect(
            any.support.values.allSatisfy { if case .native(_, let status) = $0 { status == .assumed } else { true } })
    }

    @Test func `No relative has a host of Amazon's, nor keys of it for its hosts`() throws {
        for relative in try Self.relatives.get() {
            let hosts = relative.facts.endpoints
            #expect(([hosts.standard] + hosts.trustedHosts + hosts.named.values).allSatisfy { !$0.contains("amazon") })
            #expect(hosts.provesRules && !hosts.followsRegion)
        }
    }

    @Test(arguments: [
        (#""extends": "amazon-s3""#, #""extends": "amazon-s4""#, "there is no such file"),
        (#""displayName""#, #""displeyName""#, "displeyName"),
        (#""status": "documented""#, #""status": "certain""#, "status"),
    ])
    func `A bad profile is refused with its file and its reason`(part: String, bad: String, reason: String) throws {
        let specs = try SpecFolder.locate()
        let text = try specs.text(at: "wasabi-s3/profile.json")
        #expect(text.contains(part))
        let error = #expect(throws: SpecError.self) {
            try VendorSpec(profile: "wasabi-s3", text: text.replacing(part, with: bad), in: specs)
        }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test func `A value that stands over another takes its place as a whole`() throws {
        let specs = try SpecFolder.locate()
        let text = try specs.text(at: "wasabi-s3/profile.json").replacing(
            #""id": "wasabi-s3","#,
            with: #""id": "wasabi-s3", "limits": {"ruleCount": {"value": 7, "status": "documented", "source": "X"}},"#)
        let limits = try VendorSpec(profile: "wasabi-s3", text: text, in: specs).facts.capabilities.limits
        #expect(limits.ruleCount == Limits.Bound(7, .documented))
        #expect(limits.allowsOverlap, "what stands beside it is inherited")
    }
}
