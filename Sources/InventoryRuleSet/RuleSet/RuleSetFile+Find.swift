internal import InventoryCore
public import InventorySync

extension RuleSetFile {
    /// Whether buckets of it are to be looked up in their accounts, with ``find(with:)``, before there are targets of them.
    public var isToBeFound: Bool { groups.contains { $0.pattern != nil } }

    /// Looks the buckets up that are not named, in the lists of their accounts, over the network, and makes targets of them.
    /// Each is in the region that the list says.
    /// - Parameters:
    ///   - targets: the names of the targets that are meant; nil for all. The others are left without buckets.
    ///   - allowsShrinking: whether far fewer buckets are believed than the last run had, by the sync's journal.
    /// - Returns: what was found, by the name of the target.
    /// - Throws: as ``InventorySync/findBuckets(_:of:)`` does; `planRefused` for far fewer buckets than there were; and
    ///   ``DocumentError`` where a bucket that was found is named elsewhere in the file with other wishes. Then nothing has
    ///   changed.
    public mutating func find(
        with sync: InventorySync, targets: Set<String>? = nil, allowsShrinking: Bool = false
    ) async throws -> [String: FoundBuckets] {
        var found: [String: FoundBuckets] = [:]
        var file = self
        let last = try sync.lastFound(of: ruleSet.name)
        for index in groups.indices {
            guard let pattern = groups[index].pattern, targets?.contains(groups[index].group.name) ?? true else {
                continue
            }
            let group = groups[index].group
            let here = try await sync.findBuckets(pattern, of: group)
            if !allowsShrinking, let before = last[group.name],
                let objection = InventorySync.objection(to: here.buckets.count, after: before)
            {
                throw InventoryError(
                    .planRefused, "target '\(Printable.quoted(group.name))': \(objection)", provider: group.provider)
            }
            found[group.name] = here
            file.groups[index].buckets = here.buckets.map { entry in
                TargetGroup.Bucket(name: entry.name, region: entry.region == group.region ? nil : entry.region)
            }
            let place = groups[index].keyPlaces["buckets"]
            file.groups[index].places = here.buckets.compactMap { _ in place }
        }
        try file.requireOneWishPerBucket { throw $0 }
        self = file
        return found
    }
}
