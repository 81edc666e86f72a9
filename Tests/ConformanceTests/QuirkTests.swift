import InventoryConformance
import InventoryEmulator
import TestSupport
import Testing

/// One choice where the vendors' sources are silent or disagree.
struct QuirkChoice: CustomTestStringConvertible, Sendable {
    let quirk: EmulatorQuirk
    let value: String

    var testDescription: String { "\(quirk.name) = \(value)" }

    /// Every value of every quirk but the standard ones, which hold together where nothing else is said.
    static let all = EmulatorQuirks.ofClients.flatMap { quirk in
        quirk.values.filter { $0 != quirk.standard }.map { QuirkChoice(quirk: quirk, value: $0) }
    }
}

extension QuirkChoice {
    /// Cases of one-off jobs: where these are rules that run once, they are sent once, whatever the server answers.
    static let jobs: Set<String> = [
        "A one-off job starts, or is refused unsent where the cloud has none",
        "The same id twice is a duplicate job, and is not tried again", "The id of a rule cannot be a job's",
    ]

    private static func held(_ features: String...) -> Set<String> {
        Set(features.map { "\($0) is held as asked where the cloud has it, and refused unsent where not" })
    }

    /// Cases of a rule with all that the cloud has.
    private static let full: Set<String> = [
        "A rule with everything that the cloud has reads back the same",
        "The list gives each rule as reading it alone does",
        "Storing under an id that is taken replaces the rule, or is refused where the cloud only creates",
    ]

    /// What a server cannot keep that is as other pages have it than those which the facts follow.
    private static let older: [String: Set<String>] = [
        "alibaba-oss.newSchedules = refused": held("schedule.monthly", "schedule.monthlyDay").union(jobs).union(full),
        "alibaba-oss.objectFilters = refused": held("filter.modified", "filter.size", "filter.storageClass").union(
            full),
        "alibaba-oss.idAlphabet = console": ["Ids of every kind of character that the cloud allows are held apart"],
        "alibaba-oss.prefixLength = 192": ["The longest id is held, and a longer one refused unsent"],
    ]

    var exceptions: Set<String> { Self.older[testDescription] ?? [] }
}

/// The whole suite under every behaviour that a server may turn out to have.
@Suite struct `Conformance under every quirk` {
    /// Small, so that pages and full buckets come cheap.
    static let small = EmulatedLimits(maximumRules: 9, pageSize: 4)

    @Test(arguments: QuirkChoice.all)
    func survives(_ choice: QuirkChoice) async throws {
        let cloud = try EmulatedCloud(
            choice.quirk.provider, quirks: [choice.quirk.name: choice.value], limits: Self.small)
        try await expectConformance(of: cloud, except: choice.exceptions, mustFail: true)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `Every quirk at its standard value`(_ provider: EmulatedProvider) async throws {
        try await expectConformance(of: EmulatedCloud(provider, limits: Self.small))
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `Writes that show a minute late`(_ provider: EmulatedProvider) async throws {
        try await expectConformance(of: EmulatedCloud(provider, limits: Self.small, visibilityLag: 60))
    }

    @Test func `List pages of half the size`() async throws {
        let half = FaultRule(.halfPage, operations: [.list])
        try await expectConformance(of: EmulatedCloud(.tencentCOS, faults: [half], limits: Self.small))
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `A server that fails every fifth request`(_ provider: EmulatedProvider) async throws {
        let fault = FaultRule(
            .error, operations: [.put, .get, .list, .delete], every: 5, status: 503, code: "ServiceUnavailable")
        let cloud = try EmulatedCloud(provider, faults: [fault], limits: Self.small)
        // A retried call takes more requests than one, which cases that count answers do not like.
        let jobs = provider == .alibabaOSS ? QuirkChoice.jobs : []
        try await expectConformance(of: cloud, except: jobs.union(["The list takes one request for every page"]))
        #expect(!cloud.time.sleeps.isEmpty)
    }
}

/// Runs the suite on a cloud, and records each failure.
/// - Parameter mustFail: whether an exception that nobody needs is a failure, too.
func expectConformance(
    of cloud: EmulatedCloud, except names: Set<String> = [], mustFail: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let results = try await ConformanceSuite.run(on: cloud.subject())
    #expect(names.isSubset(of: Set(results.map(\.name))), sourceLocation: sourceLocation)
    #expect(results.count == ConformanceSuite.provider.count, sourceLocation: sourceLocation)
    for result in results where !names.contains(result.name) {
        if case .failed(let sentence) = result.outcome {
            Issue.record("\(result.name): \(sentence)", sourceLocation: sourceLocation)
        }
    }
    for result in results where mustFail && names.contains(result.name) {
        guard case .failed = result.outcome else {
            Issue.record("\(result.name): the exception is not needed", sourceLocation: sourceLocation)
            continue
        }
    }
    #expect(cloud.documents.isEmpty, "the cases left rules behind", sourceLocation: sourceLocation)
}
