internal import InventoryCore

extension Capabilities {
    /// The parts in which a live rule does not mean what was stored. What a cloud may fill in or write otherwise is no
    /// difference: the day of a month that was left to it, an owner that was not named, its default report prefix, a
    /// slash behind one.
    func partsDiffering(found: InventoryRule, wanted: InventoryRule) -> [String] {
        var found = canonical(found)
        if case .monthly(nil) = wanted.schedule, case .monthly = found.schedule { found.schedule = wanted.schedule }
        if wanted.destination.owner == nil { found.destination.owner = nil }
        if isSameReportPrefix(found.destination.prefix, wanted.destination.prefix) {
            found.destination.prefix = wanted.destination.prefix
        }
        let parts: [(String, Bool)] = [
            ("id", found.id == wanted.id), ("switch", found.isEnabled == wanted.isEnabled),
            ("schedule", found.schedule == wanted.schedule), ("filter", found.content.filter == wanted.content.filter),
            ("versions", found.content.versions == wanted.content.versions),
            ("columns", found.content.fields == wanted.content.fields),
            ("format", found.content.format == wanted.content.format),
            ("encryption", found.content.encryption == wanted.content.encryption),
            ("destination", found.destination == wanted.destination),
        ]
        return parts.filter { !$0.1 }.map(\.0)
    }

    private func isSameReportPrefix(_ found: ExactText?, _ wanted: ExactText?) -> Bool {
        let missing = ExactText(reports.defaultPrefix ?? "")
        let (old, new) = (found ?? missing, wanted ?? missing)
        return old == new || (!new.isEmpty && old == ExactText(new.string + "/"))
    }
}
