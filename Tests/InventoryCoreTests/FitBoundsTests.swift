import InventoryCore
import Testing

/// What no one can accept away: bounds, conditions, regions.
@Suite struct FitBoundsTests {
    static let everything = Fidelity(accepted: Set(Feature.allCases))

    private static func rule(_ change: (inout InventoryRule) -> Void) -> InventoryRule {
        var rule = InventoryRule.plain
        change(&rule)
        return rule
    }

    @Test(
        arguments: [
            ("", false), ("a", true), ("A-b_c.9", true), ("a b", false), ("é", false), ("a/b", false),
            ("a\u{0}", false), ("abcdefgh", true), ("abcdefghi", false),
        ]) func `an id must be one that the cloud holds`(_ id: String, _ isFine: Bool) throws
    {
        let cloud = Capabilities.complete.with {
            $0.limits = Limits(idPunctuation: "-_.", idLength: .init(8, .documented))
        }
        let fitted = cloud.fit(Self.rule { $0.id = ExactText(id) }, fidelity: Self.everything)
        #expect(fitted.findings.refusals.isEmpty == isFine)
        #expect(fitted.findings.allSatisfy { $0.kind == .violation && $0.path == "id" })
        guard !isFine else { return }
        let error = #expect(throws: InventoryError.self) { try fitted.accepted() }
        #expect(error?.code == .invalidRule)
    }

    @Test(arguments: [("a", true), ("a-b", true), ("-a", false), ("a_", false), (".", false)])
    func `an id may have to begin and end with a letter or a digit`(_ id: String, _ isFine: Bool) {
        let cloud = Capabilities.complete.with {
            $0.limits = Limits(idPunctuation: "-_.", idEdgesAreAlphanumeric: true)
        }
        let fitted = cloud.fit(Self.rule { $0.id = ExactText(id) }, fidelity: Self.everything)
        #expect(fitted.findings.refusals.isEmpty == isFine)
    }

    @Test func `a column that stands twice is written once where the cloud has each once`() {
        let rule = Self.rule { $0.content.fields = [.eTag, .size, .eTag] }
        let unique = Capabilities.complete.with { $0.limits = Limits(columnsAreUnique: true) }
        #expect(unique.fit(rule).value.content.fields.list == [.eTag, .size])
        #expect(Capabilities.complete.fit(rule).value.content.fields.list == [.eTag, .size, .eTag])
    }

    @Test(
        arguments: [
            (.documented, .refused), (.observed, .refused), (.assumed, .noted), (.disputed, .noted),
        ] as [(FactStatus, Finding.Disposition)])
    func `a bound refuses only when its fact is firm`(_ status: FactStatus, _ disposition: Finding.Disposition) {
        let cloud = Capabilities.complete.with {
            $0.limits = Limits(idLength: .init(1, status), prefixLength: .init(5, status))
            $0.conditions = [Condition(.createdFilter, requires: .sizeField, status: status)]
        }
        let rule = Self.rule {
            $0.content.filter.prefix = "日志日志日志"
            $0.content.filter.created = CreationWindow(from: UTCInstant(secondsSinceEpoch: 0))
            $0.destination.prefix = "123456"
        }
        let findings = cloud.fit(rule).findings
        #expect(findings.map(\.path) == ["id", "created", "prefix", "reports.prefix"])
        #expect(findings.allSatisfy { $0.kind == .violation && $0.disposition == disposition })
    }

    @Test(
        arguments: [("日志日志", nil), ("日志日志日", "5"), ("e\u{301}e\u{301}e", "5"), ("abcde", "5")] as [(String, String?)]
    )
    func `the length of an id is its characters, of whatever script`(_ id: String, _ told: String?) {
        let problems = Limits(idLength: .init(4, .documented)).problems(withID: InventoryRule.ID(id))
        #expect(problems.map(\.message) == told.map { ["an id may have 4 characters, this one has \($0)"] } ?? [])
    }

    @Test(arguments: [(FactStatus.documented, true), (.assumed, false)])
    func `what a cloud requires of every rule is missed by its place`(_ status: FactStatus, _ isRefused: Bool) {
        let cloud = Capabilities.complete.with { $0.required = [RequiredFeature(.reportOwner, status: status)] }
        let findings = cloud.fit(Self.rule { $0.destination.owner = nil }).findings
        #expect(findings.map(\.path) == ["reports.owner"])
        #expect(findings.refusals.isEmpty != isRefused)
        #expect(cloud.fit(Self.rule { $0.destination.owner = "100000000001" }).findings.isEmpty)
        #expect(Capabilities.complete.fit(Self.rule { $0.destination.owner = nil }).findings.isEmpty)
    }

    @Test(arguments: [(0, false), (1, true), (31, true), (32, false), (-1, false), (nil, true)] as [(Int?, Bool)])
    func `a day of the month is one that a month has, on every cloud`(_ day: Int?, _ isFine: Bool) {
        for cloud in [Capabilities.complete, Capabilities.complete.answering(.absent, to: .monthlyDay)] {
            let rule = Self.rule { $0.schedule = .monthly(day: day) }
            let paths = cloud.fit(rule, fidelity: Self.everything).findings.refusals.map(\.path)
            #expect(paths == (isFine ? [] : ["schedule.monthly"]))
        }
    }

    @Test(
        arguments: [(1, 2, true), (2, 2, true), (2, 1, false), (nil, 1, true), (2, nil, true)]
            as [(Int64?, Int64?, Bool)])
    func `a window of creation times does not end before it begins`(_ from: Int64?, _ to: Int64?, _ isFine: Bool) {
        let window = CreationWindow(
            from: from.map(UTCInstant.init(secondsSinceEpoch:)), to: to.map(UTCInstant.init(secondsSinceEpoch:)))
        let rule = Self.rule { $0.content.filter.created = window }
        let paths = Capabilities.complete.fit(rule).findings.refusals.map(\.path)
        #expect(paths == (isFine ? [] : ["created"]))
        let job = OneOffJob(id: "j", content: rule.content, destination: rule.destination)
        #expect(Capabilities.complete.fit(job).findings.refusals.map(\.path) == paths)
    }

    @Test func `a prefix of just the length is fine, counted in characters`() {
        let cloud = Capabilities.complete.with { $0.limits.prefixLength = .init(6, .documented) }
        let rule = Self.rule {
            $0.content.filter.prefix = "日志日志日志"
            $0.destination.prefix = "123456"
        }
        #expect(cloud.fit(rule).findings.isEmpty)
    }

    @Test func `a condition holds for the rule as it will be`() {
        let cloud = Capabilities.complete.with {
            $0.conditions = [Condition(.tagFilter, requires: .tagField, status: .documented)]
        }
        let tagged = Self.rule { $0.content.filter.tags = [Tag("a", "b")] }
        #expect(cloud.fit(tagged).findings.refusals.map(\.path) == ["tags"])
        #expect(cloud.fit(tagged, fidelity: Self.everything).findings.refusals.count == 1)

        let complete = Self.rule {
            $0.content.filter.tags = [Tag("a", "b")]
            $0.content.fields = [.tag]
        }
        #expect(cloud.fit(complete).findings.isEmpty)

        // Where the filter goes, its condition goes with it.
        let without = cloud.answering(.absent, to: .tagFilter)
        #expect(without.fit(tagged, fidelity: Self.everything).findings.refusals.isEmpty)
    }

    @Test func `reports need a bucket`() {
        let fitted = Capabilities.complete.fit(Self.rule { $0.destination.bucket = "" })
        #expect(fitted.findings.refusals.map(\.path) == ["reports.bucket"])
    }

    static let writing = Capabilities.complete.with { $0.destinationRegion = .written }

    @Test func `the region of the bucket is filled in where the cloud writes one`() throws {
        let bucket = BucketAddress("photos-1250000000", region: "ap-guangzhou")
        #expect(try Self.writing.fit(.plain, in: bucket).accepted().destination.region == "ap-guangzhou")
        let named = Self.rule { $0.destination.region = "ap-guangzhou" }
        #expect(try Self.writing.fit(named, in: bucket).accepted() == named)
        #expect(try Self.writing.fit(named).accepted() == named)
        #expect(try Capabilities.complete.fit(named, in: bucket).accepted().destination.region == nil)
    }

    @Test func `without any region nothing is sent where the cloud writes one`() {
        #expect(Self.writing.fit(.plain).findings.refusals.map(\.path) == ["reports.region"])
        #expect(Self.writing.fit(.plain, in: BucketAddress("b")).findings.refusals.count == 1)
        #expect(Capabilities.complete.fit(.plain).findings.isEmpty)
    }

    @Test(arguments: [Capabilities.complete, FitBoundsTests.writing])
    func `another region than the bucket's is refused`(_ cloud: Capabilities) {
        let rule = Self.rule { $0.destination.region = "eu-1" }
        let findings = cloud.fit(rule, in: BucketAddress("b", region: "\u{1B}[31m")).findings
        #expect(findings.refusals.map(\.path) == ["reports.region"])
        #expect(findings.refusals.map(\.value) == ["eu-1"])
        #expect(!findings.contains { $0.description.contains("\u{1B}") })
    }

    @Test func `a key without its encryption is refused`() throws {
        let rule = Self.rule { $0.destination.kmsKey = "key-1" }
        let fitted = Capabilities.complete.fit(rule)
        #expect(fitted.findings.refusals.map(\.path) == ["reports.kmsKey"])
        #expect(fitted.value.destination.kmsKey == nil)
    }
}
