/// The objects of one bucket, every version, in the order of lists: keys by their UTF-8 bytes, newest version first.
struct ObjectShelf: Sendable {
    struct Entry: Sendable {
        var object: EmulatedObject
        var key: [UInt8]
        var isLatest: Bool
        var etag: String

        var versionID: String { object.versionID ?? "null" }
        var isDeleteMarker: Bool { object.content == .deleteMarker }
    }

    /// Every version.
    private(set) var versions: [Entry] = []
    /// What a plain list shows: the newest versions that are no delete markers.
    private(set) var current: [Entry] = []

    init(_ objects: [EmulatedObject]) {
        let oldestFirst = objects.enumerated().map { number, object in
            (
                number: number,
                entry: Entry(
                    object: object, key: Array(object.key.utf8), isLatest: false, etag: object.content.etag)
            )
        }
        versions = oldestFirst.sorted { first, second in
            if first.entry.key == second.entry.key { return first.number > second.number }
            return first.entry.key.lexicographicallyPrecedes(second.entry.key)
        }.map(\.entry)
        mark()
    }

    /// Puts an object: a new version where it has an id of its own, else in the place of the one with the same id.
    mutating func put(_ object: EmulatedObject) {
        let entry = Entry(object: object, key: Array(object.key.utf8), isLatest: false, etag: object.content.etag)
        var same = Self.range(of: entry.key, in: versions)
        if let index = versions[same].firstIndex(where: { $0.versionID == entry.versionID }) {
            versions.remove(at: index)
            same = same.lowerBound..<(same.upperBound - 1)
        }
        for index in same { versions[index].isLatest = false }
        versions.insert(entry, at: same.lowerBound)
        versions[same.lowerBound].isLatest = true
        let shown = Self.range(of: entry.key, in: current)
        current.replaceSubrange(shown, with: entry.isDeleteMarker ? [] : [versions[same.lowerBound]])
    }

    private mutating func mark() {
        for index in versions.indices {
            versions[index].isLatest = index == 0 || versions[index - 1].key != versions[index].key
        }
        current = versions.filter { $0.isLatest && !$0.isDeleteMarker }
    }

    /// Where the entries of a key stand.
    private static func range(of key: [UInt8], in entries: [Entry]) -> Range<Int> {
        let start = first(in: entries) { !$0.key.lexicographicallyPrecedes(key) }
        return start..<(entries[start...].firstIndex { $0.key != key } ?? entries.count)
    }

    /// The newest version of a key, delete marker or not; nil where there never was such a key.
    func latest(_ key: [UInt8]) -> Entry? {
        let index = Self.first(in: versions) { !$0.key.lexicographicallyPrecedes(key) }
        guard index < versions.count, versions[index].key == key else { return nil }
        return versions[index]
    }

    /// One version of a key.
    func version(_ id: String, of key: [UInt8]) -> Entry? { versions.first { $0.key == key && $0.versionID == id } }

    /// The first index whose entry is as asked for, which all after it must be too.
    static func first(in entries: [Entry], where isBehind: (Entry) -> Bool) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(entries[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
