public import InventorySync

/// The targets of a rule-set file, interleaved: the first bucket of every group, then the second of every group, ….
/// Each is made when it is asked for.
public struct RuleSetTargets: Collection, Sendable {
    let file: RuleSetFile
    let selection: Selection

    /// A place among the targets: the bucket of that number in the group of that number.
    public struct Index: Comparable, Hashable, Sendable {
        fileprivate var bucket: Int
        fileprivate var group: Int

        /// In the order of the targets.
        public static func < (left: Index, right: Index) -> Bool {
            (left.bucket, left.group) < (right.bucket, right.group)
        }
    }

    /// The first bucket of the first group that is selected.
    public var startIndex: Index { selected(from: Index(bucket: 0, group: 0)) }

    /// Behind the last bucket of the longest group.
    public var endIndex: Index { Index(bucket: file.groups.map(\.buckets.count).max() ?? 0, group: 0) }

    /// The next selected one: of the next group, or the next bucket of the first.
    public func index(after index: Index) -> Index {
        selected(from: Index(bucket: index.bucket, group: index.group + 1))
    }

    /// Makes the target.
    public subscript(index: Index) -> SyncTarget {
        let group = file.groups[index.group]
        return group.group.target(group.buckets[index.bucket], rules: file.ruleSet.rules)
    }

    /// How many there are.
    public var count: Int {
        file.groups.reduce(0) { count, group in
            count + group.buckets.count { selection.includes($0.name, of: group.group.name) }
        }
    }

    /// Where the target of that number stands in the rule set or in a target list; nil for one that was not read.
    /// - Parameter key: `provider`, `region`, `endpoint`, `reports.bucket` or `reports.region`, where this part of the target is meant: its group's, unless the
    ///   bucket has one of its own.
    public func place(of number: Int, key: String? = nil) -> DocumentLocation? {
        guard let index = indices.dropFirst(number).first, index < endIndex else { return nil }
        let group = file.groups[index.group]
        let bucket = group.buckets[index.bucket]
        let isOwn =
            (key == "region" && bucket.region != nil) || (key == "reports.bucket" && bucket.reportBucket != nil)
        if let key, !isOwn, let place = group.keyPlaces[key] { return place }
        return group.places.indices.contains(index.bucket) ? group.places[index.bucket] : nil
    }

    /// The first selected bucket that is there or behind.
    private func selected(from index: Index) -> Index {
        var index = index
        let end = endIndex
        while index < end {
            guard index.group < file.groups.count else {
                index = Index(bucket: index.bucket + 1, group: 0)
                continue
            }
            let group = file.groups[index.group]
            if index.bucket < group.buckets.count,
                selection.includes(group.buckets[index.bucket].name, of: group.group.name)
            {
                return index
            }
            index.group += 1
        }
        return end
    }
}
