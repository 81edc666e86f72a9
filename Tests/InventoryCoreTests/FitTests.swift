import InventoryCore
import Testing

/// The gate: every feature, lacking in a cloud that has all others.
@Suite struct FitTests {
    @Test func `a cloud that has everything takes every rule as it is`() {
        for feature in InventoryRule.askable where !feature.rawValue.hasSuffix("other") {
            let rule = InventoryRule.asking(for: feature)
            #expect(Capabilities.complete.fit(rule) == Translated(rule), "\(feature)")
        }
    }

    @Test(arguments: InventoryRule.askable) func `what a cloud lacks is refused by default`(_ feature: Feature) throws {
        let cloud = Capabilities.complete.answering(.absent, to: feature)
        let fitted = cloud.fit(.asking(for: feature))
        let finding = try #require(fitted.findings.first { $0.feature == feature })
        #expect(finding.kind == .lost && finding.disposition == .refused)
        #expect(fitted.findings.count == 1)
        let error = #expect(throws: InventoryError.self) { try fitted.accepted(by: cloud.provider) }
        #expect(error?.code == .lossNotAccepted && error?.provider == "test-cloud")
        #expect(error?.findings == fitted.findings)
        #expect(error?.message.contains("lost \(feature.rawValue)") == true)
    }

    @Test(arguments: InventoryRule.askable)
    func `a loss accepted by name is taken out of the rule, if it can be`(_ feature: Feature) throws {
        let cloud = Capabilities.complete.answering(.absent, to: feature)
        let fitted = cloud.fit(.asking(for: feature), fidelity: .accepting([feature]))
        let finding = try #require(fitted.findings.first { $0.feature == feature })
        let canGo = feature.loss != .essential && !feature.isFrequency
        #expect(finding.disposition == (canGo ? .accepted : .refused))
        // A refusal names the way out only where there is one.
        #expect(!finding.message.contains("accept \(feature.rawValue)"))
        if canGo {
            let value = try fitted.accepted()
            #expect(!value.requirements.contains { $0.feature == feature })
            #expect(cloud.fit(value) == Translated(value))
        }
    }

    @Test(arguments: InventoryRule.askable) func `best effort gives up columns, nothing else`(_ feature: Feature) {
        let cloud = Capabilities.complete.answering(.absent, to: feature)
        let fitted = cloud.fit(.asking(for: feature), fidelity: .bestEffort)
        #expect(fitted.findings.refusals.isEmpty == (feature.loss == .column))
        #expect(fitted.findings.acceptedLosses.isEmpty == (feature.loss != .column))
    }

    @Test func `accepting one feature accepts no other`() {
        let cloud = Capabilities.complete.answering(.absent, to: .crc64Field, .tagFilter)
        var rule = InventoryRule.asking(for: .crc64Field)
        rule.content.filter.tags = [Tag("a", "b")]
        let fitted = cloud.fit(rule, fidelity: .accepting([.crc64Field]))
        #expect(fitted.findings.refusals.map(\.feature) == [.tagFilter])
        #expect(fitted.findings.acceptedLosses.map(\.feature) == [.crc64Field])
    }

    @Test(arguments: [FactStatus.assumed, .disputed])
    func `what no source proves is sent with a note`(_ status: FactStatus) throws {
        let cloud = Capabilities.complete.answering(.native(spelling: "Tag", status: status), to: .tagField)
        let rule = InventoryRule.asking(for: .tagField)
        let fitted = cloud.fit(rule)
        #expect(try fitted.accepted() == rule)
        #expect(fitted.findings.map(\.kind) == [.unproven] && fitted.findings.map(\.disposition) == [.noted])
    }

    @Test func `a feature that is not listed is absent`() {
        let cloud = Capabilities.complete.with { $0.support[.sizeField] = nil }
        #expect(cloud[.sizeField] == .absent)
        #expect(cloud.fit(.asking(for: .sizeField)).findings.refusals.count == 1)
    }

    @Test func `a substitute is written only when the loss is accepted`() throws {
        let cloud = Capabilities.complete.answering(.substituted(by: .weeklySchedule), to: .monthlySchedule)
            .answering(.absent, to: .monthlyDay)
        let rule = InventoryRule.asking(for: .monthlySchedule)
        let refused = cloud.fit(rule, fidelity: .bestEffort)
        #expect(refused.findings.refusals.map(\.kind) == [.substituted(by: .weeklySchedule)])
        #expect(refused.findings.first?.message.contains("accept schedule.monthly") == true)

        let fitted = cloud.fit(rule, fidelity: .accepting([.monthlySchedule]))
        #expect(try fitted.accepted().schedule == .weekly)
        #expect(fitted.findings.acceptedLosses.map(\.kind) == [.substituted(by: .weeklySchedule)])

        let dated = cloud.fit(.asking(for: .monthlyDay), fidelity: .accepting([.monthlySchedule]))
        #expect(dated.findings.refusals.map(\.feature) == [.monthlyDay])
    }

    @Test func `a job is fitted like a rule, and needs a cloud with jobs`() throws {
        let job = OneOffJob(
            id: "j", content: InventoryRule.asking(for: .crc64Field).content, destination: Destination(bucket: "b"))
        #expect(Capabilities.complete.fit(job) == Translated(job))
        let without = Capabilities.complete.answering(.absent, to: .oneOff, .crc64Field)
        let fitted = without.fit(job, fidelity: Fidelity(accepted: Set(Feature.allCases)))
        #expect(fitted.findings.refusals.map(\.feature) == [.oneOff])
        #expect(fitted.value.content.fields.isEmpty)
    }

    @Test(arguments: UInt64(0)..<300) func `what fits once fits again unchanged`(_ seed: UInt64) {
        var random = RandomRules(seed: seed)
        let rule = random.rule()
        let lacking = Capabilities.complete.answering(
            .absent, to: .createdFilter, .tagFilter, .crc64Field, .otherField, .reportKMS, .monthlyDay, .reportOwner)
        let everything = Fidelity(accepted: Set(Feature.allCases))
        for cloud in [Capabilities.complete, lacking] {
            let once = cloud.fit(rule, fidelity: everything).value
            let twice = cloud.fit(once, fidelity: everything)
            #expect(twice.value == once)
            #expect(twice.findings.acceptedLosses.isEmpty)
        }
    }
}
