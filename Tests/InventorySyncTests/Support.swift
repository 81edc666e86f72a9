import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import TestSupport

/// A rule with little to say: what most tests need.
func rule(
    _ id: ExactText, _ prefix: ExactText? = nil, _ schedule: Schedule = .daily, enabled: Bool = true,
    fields: ReportFields = [.size, .eTag], tags: [Tag] = []
) -> RuleTemplate {
    RuleTemplate(
        id: id, isEnabled: enabled, schedule: schedule,
        content: InventoryContent(filter: Filter(prefix: prefix, tags: tags), fields: fields))
}

/// A rule set; its rules are those of the targets.
func set(
    retired: [InventoryRule.ID] = [], _ ownership: Ownership = Ownership(), _ safety: Safety = Safety(),
    concurrency: Int = 4
) -> RuleSet {
    RuleSet(
        name: "test", rules: [], retired: retired, ownership: ownership, pacing: Pacing(concurrency: concurrency),
        safety: safety)
}

extension BucketPlan {
    /// Every rule with the plan's word for it: `a create, b keep`.
    var words: String { steps.map { "\($0.id) \($0.action.name)" }.sorted().joined(separator: ", ") }

    subscript(id: InventoryRule.ID) -> PlannedStep? { steps.first { $0.id == id } }
}

extension BucketOutcome {
    /// Every rule with what became of it: `a done, b unchanged`.
    var words: String { steps.map { "\($0.id) \($0.result.name)" }.sorted().joined(separator: ", ") }

    subscript(id: InventoryRule.ID) -> StepOutcome? { steps.first { $0.id == id } }
}

extension World {
    /// The plan for one target.
    func plan(_ target: SyncTarget, _ rules: RuleSet = set()) async throws -> BucketPlan {
        try await sync.plan(rules, on: [target]).buckets[0]
    }

    /// Plans and applies, and gives the outcomes in the order of the targets.
    @discardableResult
    func apply(_ targets: [SyncTarget], _ rules: RuleSet = set()) async throws -> [BucketOutcome] {
        try await apply(sync.plan(rules, on: targets))
    }

    @discardableResult
    func apply(_ plan: Plan) async throws -> [BucketOutcome] {
        // Two runs in one second would be told apart by chance alone.
        time.advance(by: .seconds(1))
        return try await sync.apply(plan).collected().sorted { $0.index < $1.index }
    }

    /// The calls that the emulator remembers, as `list, put a, delete b`.
    var calls: String {
        emulator.requests.map { request in request.operation.rawValue + (request.id.map { " \($0)" } ?? "") }
            .joined(separator: ", ")
    }
}

/// Documents as other people's tools write them.
enum Foreign {
    static func obs(_ id: String, prefix: String? = nil, enabled: Bool = true, more: String = "") -> String {
        "<InventoryConfiguration><Id>\(id)</Id><IsEnabled>\(enabled)</IsEnabled>"
            + (prefix.map { "<Filter><Prefix>\($0)</Prefix></Filter>" } ?? "")
            + "<Destination><Format>CSV</Format><Bucket>theirs</Bucket></Destination>"
            + "<Schedule><Frequency>Weekly</Frequency></Schedule>"
            + "<IncludedObjectVersions>All</IncludedObjectVersions>\(more)</InventoryConfiguration>"
    }

    static func cos(_ id: String, prefix: String? = nil, more: String = "") -> String {
        "<InventoryConfiguration>\n  <Id>\(id)</Id><IsEnabled>True</IsEnabled><Destination><COSBucketDestination>"
            + "<Format>CSV</Format><AccountId>1</AccountId><Bucket>qcs::cos:ap-guangzhou::theirs-1250000000</Bucket>"
            + "</COSBucketDestination></Destination><Schedule><Frequency>Weekly</Frequency></Schedule>"
            + (prefix.map { "<Filter><Prefix>\($0)</Prefix></Filter>" } ?? "")
            + "<IncludedObjectVersions>All</IncludedObjectVersions>\(more)</InventoryConfiguration>"
    }
}
