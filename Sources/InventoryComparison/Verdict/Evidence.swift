/// Concludes from two rows of one key what they prove, and nothing more.
struct Evidence {
    /// Rows written at or after that moment, in seconds since 1970, may have been seen by one scan only.
    var settledBefore: Int64
    /// Whether both rows are of one bucket, so that its ETags and times can be compared.
    var isOfOneBucket: Bool
    /// Whether the CRC-64 of both sides is the same one.
    var comparesCRC64: Bool
    /// Whether an ETag that may be an MD5 is known to be one, on either side.
    var sourceTellsMD5: Bool
    var targetTellsMD5: Bool

    func isUnsettled(_ record: ObjectRecord) -> Bool {
        record.flags.contains(.time) && record.time >= settledBefore
    }

    /// The verdict on the current versions of a key; nil where there is no object: a delete marker is one that is not there.
    func verdict(_ source: ObjectRecord?, _ target: ObjectRecord?) -> Verdict? {
        switch (source.flatMap(\.object), target.flatMap(\.object)) {
        case (nil, nil): return nil
        case (let a?, let b?): return isOfOneBucket ? change(a, b) : verdict(a, b)
        case (let a, _):
            let isUnsettled = [source, target].contains { $0.map(self.isUnsettled) ?? false }
            return isUnsettled ? .unsettled : a == nil ? .extra : .missing
        }
    }

    /// The verdict on an object that is on both sides: the first rule that holds.
    func verdict(_ source: ObjectRecord, _ target: ObjectRecord) -> Verdict {
        let both = source.flags.intersection(target.flags)
        let sizesDiffer = both.contains(.size) && source.size != target.size
        let isSame = provesSame(source, target, both)
        let checksumsDiffer = provesDifferent(source, target, both)
        if isSame { return sizesDiffer || checksumsDiffer ? .incomparable : .sameChecksum }
        if isUnsettled(source) || isUnsettled(target) { return .unsettled }
        if sizesDiffer { return .differentSize }
        if checksumsDiffer { return .differentChecksum }
        guard both.contains(.size) else { return .incomparable }
        if both.contains(.time), source.time > target.time { return .stale }
        return both.contains(.mayBeMD5) && source.digest != target.digest ? .suspect : .sameSize
    }

    /// The verdict on an object in two reports of one bucket: whatever was written anew has another time or ETag.
    private func change(_ after: ObjectRecord, _ before: ObjectRecord) -> Verdict {
        let both = after.flags.intersection(before.flags)
        if both.contains(.size), after.size != before.size { return .differentSize }
        let kinds: ObjectRecord.Flags = [.digest, .partsDigest]
        let hasDigests = !after.flags.isDisjoint(with: kinds) && !before.flags.isDisjoint(with: kinds)
        if hasDigests, both.isDisjoint(with: kinds) || after.digest != before.digest || after.parts != before.parts {
            return .differentChecksum
        }
        if both.contains(.crc64), after.crc64 != before.crc64 { return .differentChecksum }
        if both.contains(.time), after.time != before.time { return .stale }
        return hasDigests || both.contains(.time) ? .sameChecksum : .incomparable
    }

    private func provesSame(_ source: ObjectRecord, _ target: ObjectRecord, _ both: ObjectRecord.Flags) -> Bool {
        if both.contains(.digest) || both.contains(.partsDigest) && source.parts == target.parts,
            source.digest == target.digest
        {
            return true
        }
        if comparesCRC64, both.contains(.crc64), source.crc64 == target.crc64 { return true }
        return both.contains(.size) && source.size == 0 && target.size == 0
    }

    /// By a checksum.
    private func provesDifferent(_ source: ObjectRecord, _ target: ObjectRecord, _ both: ObjectRecord.Flags) -> Bool {
        if comparesCRC64, both.contains(.crc64), source.crc64 != target.crc64 { return true }
        return sourceTellsMD5 && targetTellsMD5 && both.contains(.mayBeMD5) && source.digest != target.digest
    }
}

extension ObjectRecord {
    /// The record, unless it is a delete marker.
    fileprivate var object: ObjectRecord? { flags.contains(.deleteMarker) ? nil : self }
}
