import InventoryCore
import Testing

@Suite struct FeatureTests {
    @Test(
        arguments: [
            ("schedule.", .timing), ("versions.", .essential), ("filter.", .scope), ("field.", .column),
            ("format.", .essential), ("report.prefix", .delivery), ("report.owner", .delivery),
            ("report.role", .delivery),
            ("report.encryption", .protection), ("report.kms", .protection), ("oneOff", .essential),
        ] as [(String, LossClass)]) func `losing a feature means this`(_ beginning: String, _ loss: LossClass)
    {
        let features = Feature.allCases.filter { $0.rawValue.hasPrefix(beginning) }
        #expect(!features.isEmpty)
        for feature in features { #expect(feature.loss == loss, "\(feature.rawValue)") }
    }

    /// Sets and tables of features are addressed by it.
    @Test func `a feature's number is its place in the list, and fits into 64 bits`() {
        #expect(Feature.allCases.map(\.ordinal) == Array(Feature.allCases.indices))
        #expect(Feature.allCases.count <= 64)
    }

    @Test func `each rule asks for the feature it is made to ask for`() {
        for feature in InventoryRule.askable {
            #expect(InventoryRule.asking(for: feature).requirements.contains { $0.feature == feature }, "\(feature)")
        }
        let job = OneOffJob(id: "j", content: InventoryContent(), destination: Destination(bucket: "b"))
        #expect(job.requirements.first?.feature == .oneOff)
    }

    @Test func `a rule's requirements name the place and what stands there`() {
        let list = RuleJSONTests.full.requirements.map { "\($0.feature.rawValue) \($0.path) \($0.value)" }
        #expect(
            list == [
                "schedule.monthly schedule monthly on day 5", "schedule.monthlyDay schedule.monthly 5",
                "filter.prefix prefix db/", "filter.tags tags env=prod, tier=cold",
                "filter.created created 1970-01-01T00:00:00Z to 1970-01-02T00:00:00Z",
                "filter.modified modified 1970-01-03T00:00:00Z to …", "filter.storageClass storageClass STANDARD",
                "filter.size size 1024 to 1048576", "versions.all versions all", "field.Size fields[0] Size",
                "field.ETag fields[1] ETag", "field.userMetadata fields[2] userMetadata:owner",
                "field.other fields[3] tencent-cos:New", "format.Parquet format Parquet", "report.kms encryption kms",
                "report.prefix reports.prefix reports", "report.owner reports.owner 100000000001",
                "report.role reports.role r",
            ])
        #expect(
            InventoryRule.plain.requirements.map(\.feature) == [.dailySchedule, .currentVersions, .csvFormat])
    }

    @Test func `an empty prefix asks for nothing`() {
        var rule = InventoryRule.plain
        rule.content.filter.prefix = ""
        rule.destination.prefix = ""
        #expect(rule.requirements == InventoryRule.plain.requirements)
        #expect(Filter(prefix: "") == Filter(prefix: nil))
        #expect(Filter(prefix: "").hashValue == Filter(prefix: nil).hashValue)
        #expect(
            Filter(prefix: "").isEmpty && !Filter(storageClass: "X").isEmpty && !Filter(size: SizeSpan(to: 1)).isEmpty
                && !Filter(modified: CreationWindow(to: UTCInstant(secondsSinceEpoch: 1))).isEmpty
                && !Filter(tags: [Tag("a", "")]).isEmpty)
        #expect(Filter(tags: [Tag("a", "1"), Tag("b", "2")]) == Filter(tags: [Tag("b", "2"), Tag("a", "1")]))
    }
}
