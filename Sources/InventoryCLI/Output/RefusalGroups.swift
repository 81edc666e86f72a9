import CloudInventory
import InventoryCore
import InventorySync

/// Refusals that say the same of many buckets, told once with their number, and with the line that accepts them.
struct RefusalGroups {
    /// More kinds than that are not kept apart: memory must not grow with the fleet.
    static let most = 200

    private struct Key: Hashable {
        var group: String
        var id: InventoryRule.ID
        var details: String
    }

    private struct Found {
        var first: String
        var buckets = 1
    }

    private var found: [Key: Found] = [:]
    private var order: [Key] = []
    /// What would have to be accepted, by target and rule: what is accepted already, and what else is lost.
    private var losses: [String: [InventoryRule.ID: Set<Feature>]] = [:]

    /// Whether a refused step says something new, which is then to be shown.
    mutating func isNew(_ step: PlannedStep, in target: SyncTarget) -> Bool {
        let refusals = step.findings.refusals
        if refusals.allSatisfy(\.isAcceptable) {
            let features = Set(refusals.compactMap(\.feature)).union(target.fidelity[step.id]?.accepted ?? [])
            losses[target.group, default: [:]][step.id, default: []].formUnion(features)
        }
        let key = Key(group: target.group, id: step.id, details: step.details)
        if found[key] != nil {
            found[key]?.buckets += 1
            return false
        }
        guard found.count < Self.most else { return true }
        found[key] = Found(first: target.description)
        order.append(key)
        return true
    }

    /// A line for every refusal that more buckets have, and those of ``acceptance``.
    var lines: [String] {
        let more = order.compactMap { key in
            found[key].flatMap { found -> String? in
                guard found.buckets > 1 else { return nil }
                let others = found.buckets - 1
                return
                    "rule '\(Printable.quoted(key.id.string))' is refused as in \(found.first) in \(others.grouped) more "
                    + "\(others == 1 ? "bucket" : "buckets") of \(Printable.quoted(key.group))"
            }
        }
        return more + acceptance
    }

    /// One line to paste for every target whose losses can be accepted.
    var acceptance: [String] {
        losses.sorted { $0.key < $1.key }.map { group, rules in
            let accepted = rules.sorted { $0.key < $1.key }.map { id, features in
                "\(Printable.quoted(id.string)): [\(features.map(\.rawValue).sorted().joined(separator: ", "))]"
            }
            return "to go on without what \(Printable.quoted(group)) does not support, add to that target:  "
                + "accept: {\(accepted.joined(separator: ", "))}"
        }
    }
}
