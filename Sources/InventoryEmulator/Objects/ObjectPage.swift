/// One page of a list: what it shows, and where the next one goes on.
struct ObjectPage: Sendable {
    var entries: [ObjectShelf.Entry] = []
    var prefixes: [[UInt8]] = []
    /// The last thing of a page after which there is more: a key, or a common prefix.
    var next: [UInt8]?
    /// The version that the page ended with, where that was no common prefix.
    var nextVersion: String?

    /// - Parameters:
    ///   - start: the first entry that may stand in it.
    ///   - marker: what was shown before: common prefixes up to it are left out.
    init(
        of entries: [ObjectShelf.Entry], from start: Int, marker: [UInt8], prefix: [UInt8], delimiter: [UInt8],
        limit: Int
    ) {
        guard limit > 0 else { return }
        var index = max(start, ObjectShelf.first(in: entries) { !$0.key.lexicographicallyPrecedes(prefix) })
        var last: (key: [UInt8], version: String?)?
        while index < entries.count, entries[index].key.starts(with: prefix) {
            let entry = entries[index]
            let common = Self.common(entry.key, prefix, delimiter)
            if let common, !marker.lexicographicallyPrecedes(common) {
                index = Self.behind(common, in: entries, from: index)
                continue
            }
            guard self.entries.count + prefixes.count < limit else {
                (next, nextVersion) = (last?.key, last?.version)
                return
            }
            if let common {
                prefixes.append(common)
                last = (common, nil)
                index = Self.behind(common, in: entries, from: index)
            } else {
                self.entries.append(entry)
                last = (entry.key, entry.versionID)
                index += 1
            }
        }
    }

    /// The key up to and with the first delimiter behind the prefix; nil where there is none.
    private static func common(_ key: [UInt8], _ prefix: [UInt8], _ delimiter: [UInt8]) -> [UInt8]? {
        guard !delimiter.isEmpty, key.count >= prefix.count + delimiter.count else { return nil }
        for start in prefix.count...(key.count - delimiter.count) where key[start...].starts(with: delimiter) {
            return Array(key[..<(start + delimiter.count)])
        }
        return nil
    }

    private static func behind(_ common: [UInt8], in entries: [ObjectShelf.Entry], from index: Int) -> Int {
        max(
            index + 1,
            ObjectShelf.first(in: entries) { common.lexicographicallyPrecedes($0.key) && !$0.key.starts(with: common) })
    }
}
