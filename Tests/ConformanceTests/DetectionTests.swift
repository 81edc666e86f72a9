import CloudInventory
import InventoryConformance
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A fault of a provider, and the case that has to find it.
struct ProviderFault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let provider: EmulatedProvider
    let finder: String
    let spoil: @Sendable (inout BrokenProvider) -> Void

    init(
        _ description: String, _ provider: EmulatedProvider = .tencentCOS, foundBy finder: String,
        _ spoil: @escaping @Sendable (inout BrokenProvider) -> Void
    ) {
        (testDescription, self.provider, self.finder, self.spoil) = (description, provider, finder, spoil)
    }

    static let all: [ProviderFault] = [
        ProviderFault(
            "columns are lost on the way out", foundBy: "A rule with everything that the cloud has reads back the same"
        ) {
            $0.storing = {
                var rule = $0; rule.content.fields = []; return rule
            }
        },
        ProviderFault("rules are always on", foundBy: "A rule that is switched off stays off, and can be switched on") {
            $0.storing = {
                var rule = $0; rule.isEnabled = true; return rule
            }
        },
        ProviderFault(
            "a line end is normalised",
            foundBy: "A prefix with carriage return, line feed and tab survives byte for byte"
        ) {
            $0.reading = { stored in
                var stored = stored
                stored.rule.content.filter.prefix = stored.rule.content.filter.prefix.map {
                    ExactText($0.string.replacing("\r\n", with: "\n"))
                }
                return stored
            }
        },
        ProviderFault(
            "spaces are trimmed", foundBy: "A prefix with nothing but a space behind it survives byte for byte"
        ) {
            $0.storing = { rule in
                var rule = rule
                rule.content.filter.prefix = rule.content.filter.prefix.map { ExactText(ASCII.trimmed($0.string)) }
                return rule
            }
        },
        ProviderFault(
            "a column is declared that the server refuses", .huaweiOBS,
            foundBy: "field.Crc64 is held as asked where the cloud has it, and refused unsent where not"
        ) {
            $0.capabilities.support[.crc64Field] = .native(spelling: "Crc64", status: .documented)
        },
        ProviderFault(
            "a schedule is replaced", .tencentCOS,
            foundBy: "schedule.monthly is held as asked where the cloud has it, and refused unsent where not"
        ) {
            $0.storing = {
                var rule = $0; rule.schedule = .weekly; return rule
            }
        },
        ProviderFault(
            "the list ends after its first page",
            foundBy: "The list holds every rule once, over as many pages as it takes"
        ) {
            $0.listing = {
                var page = $0; page.next = nil; return page
            }
        },
        ProviderFault(
            "the list says things twice", foundBy: "The list holds every rule once, over as many pages as it takes"
        ) {
            $0.listing = {
                var page = $0; page.entries += page.entries.prefix(1); return page
            }
        },
        ProviderFault(
            "a failed list counts as empty",
            foundBy: "The list of a bucket that does not exist is an error, and never empty"
        ) {
            $0.failing = { _ in nil }
        },
        ProviderFault(
            "overlaps are declared harmless", .huaweiOBS,
            foundBy: "Overlapping prefixes are both held, or refused where the cloud has none"
        ) {
            $0.capabilities.limits.allowsOverlap = true
        },
        ProviderFault(
            "the bound on prefixes is declared too high", .huaweiOBS,
            foundBy: "The longest prefixes are held, and longer ones refused unsent"
        ) {
            $0.capabilities.limits.prefixLength = Limits.Bound(2000, .documented)
        },
        ProviderFault("removing does nothing", foundBy: "A rule that was removed is not found") {
            $0.isRemoving = false
        },
        ProviderFault(
            "receipts have no request ids",
            foundBy: "Every call brings a receipt with status, request ids and the hash of what was sent"
        ) {
            $0.receipt = {
                var receipt = $0; receipt.requestIDs = [:]; return receipt
            }
        },
        ProviderFault(
            "receipts have another hash",
            foundBy: "Every call brings a receipt with status, request ids and the hash of what was sent"
        ) {
            $0.receipt = {
                var receipt = $0; receipt.documentSHA256 = receipt.documentSHA256.map { _ in "0" }; return receipt
            }
        },
        ProviderFault(
            "a job is started twice", foundBy: "A one-off job starts, or is refused unsent where the cloud has none"
        ) {
            $0.timesStarted = 2
        },
        ProviderFault(
            "a missing rule has no reply",
            foundBy: "An error says which cloud, which request, and in the server's words why"
        ) {
            $0.failing = {
                var error = $0; error.reply = nil; return error
            }
        },
        ProviderFault(
            "a missing rule is another error", foundBy: "Reading a rule that is not there says that it was not found"
        ) {
            $0.failing = {
                var error = $0; error.code = .accessDenied; return error
            }
        },
    ]
}

@Suite struct `What the suite notices` {
    @Test(arguments: ProviderFault.all) func finds(_ fault: ProviderFault) async throws {
        let cloud = try EmulatedCloud(fault.provider)
        var subject = cloud.subject()
        var provider = BrokenProvider(subject.client.provider)
        fault.spoil(&provider)
        subject.client = InventoryClient(provider)
        let test = try #require(ConformanceSuite.provider.first { $0.name == fault.finder })
        guard case .failed = try await test.result(on: subject).outcome else {
            Issue.record("'\(test.name)' passes")
            return
        }
    }

    @Test func `A case that fails, or is cancelled, still removes what it stored`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        var subject = cloud.subject()
        var provider = BrokenProvider(subject.client.provider)
        provider.reading = {
            var stored = $0; stored.rule.isEnabled.toggle(); return stored
        }
        subject.client = InventoryClient(provider)
        let test = try #require(ConformanceSuite.provider.first)
        await #expect(throws: ConformanceFailure.self) { try await test.run(on: subject) }
        #expect(cloud.emulator.requestCounts(of: .tencentCOS)[.put] == 1)
        #expect(cloud.documents.isEmpty)
    }

    @Test func `The runner tells every result, and stops when it is cancelled`() async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        var told: [CaseResult] = []
        let results = try await ConformanceSuite.run(on: cloud.subject()) { told.append($0) }
        #expect(told == results)
        #expect(results.map(\.name) == ConformanceSuite.provider.map(\.name))
        let subject = cloud.subject()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await ConformanceSuite.run(on: subject)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
