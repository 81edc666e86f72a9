import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventorySync

/// What `put --dry-run` and `delete --dry-run` would do, in JSON: `{"provider": …, "bucket": …, "id": …, "action": "create",
/// "replace", "keep" or "remove", "differences": […], "found": "…", "document": "…"}`.
struct TrialView: Encodable, Sendable {
    var provider: ProviderID
    var bucket: ExactText
    var id: InventoryRule.ID
    var action: PlannedStep.Kind
    var differences: [Difference] = []
    /// The live rule's document, where there is one.
    var found: String?
    /// The document that would be sent.
    var document: String?

    init(_ address: RuleAddress, id: InventoryRule.ID, _ action: PlannedStep.Kind) {
        provider = address.provider
        bucket = address.bucket.name
        self.id = id
        self.action = action
    }

    var outcome: Outcome {
        var row = Row([action.rawValue, id.string, "\(provider)/\(bucket)"])
        row.below = differences.map { "  \($0)" }
        for (mark, text) in [("-", found), ("+", document)] where action != .keep {
            row.below += (text ?? "").split(separator: "\n").map { "\(mark) \($0)" }
        }
        let table = Table(["ACTION", "RULE", "BUCKET"], rows: [row])
        return Outcome(
            table.text + (action == .keep ? "" : "\nnothing was written\n"), json: self,
            status: action == .keep ? .done : .changesPending)
    }
}
