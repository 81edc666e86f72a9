extension Evidence {
    /// The verdict on two histories of one key, either of which may be none; nil where neither has an object.
    func verdict(_ source: History?, _ target: History?) -> Verdict? {
        let isUnsettled = [source, target].contains { $0?.versions.contains(where: self.isUnsettled) ?? false }
        switch (source?.hasObject ?? false, target?.hasObject ?? false) {
        case (false, false): return nil
        case (true, false): return isUnsettled ? .unsettled : .missing
        case (false, true): return isUnsettled ? .unsettled : .extra
        case (true, true): break
        }
        guard let source, let target else { return nil }
        let isOfOneLength = source.versions.count == target.versions.count
        let pairs = isOfOneLength ? History.pairs(source, target) : nil
        let verdicts = pairs?.map { verdict(ofVersions: $0.0, $0.1) }
        if let verdicts, verdicts.allSatisfy({ $0 == .sameChecksum }) { return .sameChecksum }
        if isUnsettled { return .unsettled }
        guard isOfOneLength, source.markers == target.markers else { return .differentHistory }
        guard let verdicts else { return .incomparable }
        return Self.worstFirst.first(where: verdicts.contains) ?? .incomparable
    }

    /// Two delete markers are the same; a marker is never the same as an object.
    private func verdict(ofVersions source: ObjectRecord, _ target: ObjectRecord) -> Verdict {
        switch (source.flags.contains(.deleteMarker), target.flags.contains(.deleteMarker)) {
        case (true, true): .sameChecksum
        case (false, false): verdict(source, target)
        default: .differentHistory
        }
    }

    /// What one pair of versions makes of the whole: proven differences first.
    private static var worstFirst: [Verdict] {
        [
            .differentHistory, .differentSize, .differentChecksum, .incomparable, .stale, .suspect, .sameSize,
            .sameChecksum,
        ]
    }
}

extension History {
    fileprivate var markers: Int { versions.count { $0.flags.contains(.deleteMarker) } }
}
