public import InventorySync

/// The targets of a rule-set file, interleaved: the first bucket of every group, then the second of every group, ….
/// Each is made when it is asked for. A bucket that the file names more than once is one target, where it comes first,
/// with the rules of all its places, whichever of them are selected.
public struct RuleSetTargets: Collection, Sendable {
    let file: RuleSetFile
    let selection: Selection
    private let shared: SharedBuckets

    init(file: RuleSetFile, selection: Selection) {
        self.file = file
        self.selection = selection
        shared = SharedBuckets(file)
    }

    /// A place among the targets: the bucket of that number in the group of that number.
    public struct Index: Comparable, Hashable, Sendable {
        fileprivate var bucket: Int
        var group: Int

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
        shared.target(at: .init(bucket: index.bucket, group: index.group), in: file)
    }

    /// How many there are.
    public var count: Int {
        file.groups.enumerated().reduce(0) { count, entry in
            count + entry.element.buckets.indices.count { includes(Index(bucket: $0, group: entry.offset)) }
        }
    }

    /// The group that the target of that number is in; nil for a number that no target has.
    func group(of number: Int) -> RuleSetFile.Group? {
        indices.dropFirst(number).first.map { file.groups[$0.group] }
    }

    /// Where the target of that number stands in the rule set or in a target list; nil for one that was not read.
    /// - Parameter key: one of ``RuleSetFile/Group/keyPlaces``, where this part of the target is meant: its group's, unless
    ///   the bucket has one of its own.
    public func place(of number: Int, key: String? = nil) -> DocumentLocation? {
        indices.dropFirst(number).first.flatMap { $0 < endIndex ? place(at: $0, key: key) : nil }
    }

    /// The same by the target's place among the targets.
    func place(at index: Index, key: String?) -> DocumentLocation? {
        let group = file.groups[index.group]
        let bucket = group.buckets[index.bucket]
        let isOwn =
            (key == "region" && bucket.region != nil) || (key == "credentials" && bucket.credentials != nil)
            || (key == "reports.bucket" && bucket.reportBucket != nil)
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
            if index.bucket < file.groups[index.group].buckets.count, includes(index) { return index }
            index.group += 1
        }
        return end
    }

    /// Whether that place is selected, and no earlier one of the same bucket is.
    private func includes(_ index: Index) -> Bool {
        let place = SharedBuckets.Place(bucket: index.bucket, group: index.group)
        guard let places = shared.places[place] else { return isSelected(place) }
        return places.first(where: isSelected) == place
    }

    private func isSelected(_ place: SharedBuckets.Place) -> Bool {
        let group = file.groups[place.group]
        return selection.includes(group.buckets[place.bucket].name, of: group.group.name)
    }
}
