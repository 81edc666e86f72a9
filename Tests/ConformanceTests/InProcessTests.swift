import InventoryConformance
import InventoryEmulator
import TestSupport
import Testing

/// The provider cases against the emulator as it comes: documented limits, standard quirks. Relatives too.
@Suite struct `Conformance in process` {
    @Test(arguments: EmulatedProvider.all, ConformanceSuite.provider)
    func keeps(_ provider: EmulatedProvider, _ test: ConformanceCase<ConformanceSubject>) async throws {
        let cloud = try EmulatedCloud(provider)
        let subject = cloud.subject()
        guard test.obstacle(on: subject) == nil else { return }
        try await test.run(on: subject)
        #expect(cloud.documents.isEmpty, "the case left rules behind")
    }

    /// No case can opt out quietly: those that do not apply stand here with their reasons.
    @Test func `Only these cases do not apply`() throws {
        #expect(
            try obstacles(.tencentCOS) == [
                "One rule more than the bucket holds is too many":
                    "a bucket holds 1000 rules, and the cases may store 110",
                "The longest id is held, and a longer one refused unsent":
                    "no sure bound on ids of tencent-cos is known",
                "The longest prefixes are held, and longer ones refused unsent":
                    "no sure bound on prefixes of tencent-cos is known",
                "A document that is too long is refused unsent": "no sure bound on documents of tencent-cos is known",
            ])
        #expect(
            try obstacles(.huaweiOBS) == [
                "A feature that needs another beside it is refused unsent without it":
                    "no feature of huawei-obs is said to need another",
                "The list takes one request for every page":
                    "lists come whole, or a page holds more rules than the cases may store",
                "A one-off job does not appear among the rules": "huawei-obs has no oneOff",
                "The same id twice is a duplicate job, and is not tried again": "huawei-obs has no oneOff",
                "The id of a rule cannot be a job's": "huawei-obs has no oneOff",
                "A job with a loss that was not accepted is refused unsent": "huawei-obs has no oneOff",
            ])
    }

    @Test func `Every case has a sentence of its own`() {
        let names = ConformanceSuite.provider.map(\.name) + ConformanceSuite.transport.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(ConformanceSuite.provider.count >= 70)
    }

    private func obstacles(_ provider: EmulatedProvider) throws -> [String: String] {
        let subject = try EmulatedCloud(provider).subject()
        let pairs = ConformanceSuite.provider.compactMap { test in test.obstacle(on: subject).map { (test.name, $0) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
