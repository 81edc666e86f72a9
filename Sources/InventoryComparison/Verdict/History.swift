/// The versions of one key in one bucket, oldest first as far as the report tells: by their times, the current one last.
/// Ids of versions are of no use here: each cloud gives its own.
struct History {
    private(set) var versions: [ObjectRecord]
    /// Whether times tell their order.
    private let hasTimes: Bool

    /// nil where a version is there twice, or two of them are current.
    init?(_ versions: [ObjectRecord]) {
        self.versions = versions
        hasTimes = versions.allSatisfy { $0.flags.contains(.time) }
        guard versions.count > 1 else { return }
        guard versions.count(where: { $0.flags.contains(.latest) }) < 2,
            Set(versions.map(\.version)).count == versions.count
        else { return nil }
        let hasTimes = hasTimes
        self.versions.sort { a, b in
            let (isLast, isLater) = (a.flags.contains(.latest), b.flags.contains(.latest))
            if isLast != isLater { return isLater }
            if hasTimes, a.time != b.time { return a.time < b.time }
            return Self.contentOrder(a, b)
        }
    }

    /// Whether a version holds an object: delete markers alone are none.
    var hasObject: Bool { versions.contains { !$0.flags.contains(.deleteMarker) } }

    /// Pairs the versions of two histories of one length.
    /// - Returns: nil where the reports do not tell the order: times are in whole seconds, and some are equal. Versions of
    ///   one second are paired by what they hold, which any order allows.
    static func pairs(_ a: History, _ b: History) -> [(ObjectRecord, ObjectRecord)]? {
        var pairs: [(ObjectRecord, ObjectRecord)] = []
        while pairs.count < a.versions.count {
            let start = pairs.count
            let end = max(a.end(ofSecondAt: start), b.end(ofSecondAt: start))
            // Where both have several of one second, one has to hold the other whole.
            guard a.hasBoundary(at: end, from: start), b.hasBoundary(at: end, from: start) else { return nil }
            let (left, right) = (a.versions[start..<end], b.versions[start..<end])
            if end - start == 1 {
                pairs.append((left[start], right[start]))
            } else {
                pairs += zip(left.sorted(by: contentOrder), right.sorted(by: contentOrder))
            }
        }
        return pairs
    }

    /// Behind the last version whose order with that one is not told.
    private func end(ofSecondAt start: Int) -> Int {
        var end = start + 1
        while end < versions.count, !versions[end].flags.contains(.latest),
            !hasTimes || versions[end].time == versions[start].time
        {
            end += 1
        }
        return end
    }

    private func hasBoundary(at end: Int, from start: Int) -> Bool {
        var place = start
        while place < end { place = self.end(ofSecondAt: place) }
        return place == end
    }

    private static func contentOrder(_ a: ObjectRecord, _ b: ObjectRecord) -> Bool {
        let (x, y) = (a.content, b.content)
        return x.0 == y.0 ? x.1 < y.1 : x.0 < y.0
    }
}

extension ObjectRecord {
    /// What the row tells of the bytes, to be put in order.
    fileprivate var content: ((Int, Int64, UInt32), (UInt64, UInt64, UInt64)) {
        ((flags.contains(.deleteMarker) ? 0 : 1, size, parts), (digest.0, digest.1, crc64))
    }
}
