/// Concludes from two rows of one key what they prove, and nothing more.
struct Evidence {
    /// Rows written at or after that moment, in seconds since 1970, may have been seen by one scan only.
    var settledBefore: Int64
    /// Whether the CRC-64 of both sides is the same one.
    var comparesCRC64: Bool
    /// Whether an ETag that may be an MD5 is known to be one, on either side.
    var sourceTellsMD5: Bool
    var targetTellsMD5: Bool

    func isUnsettled(_ record: ObjectRecord) -> Bool {
        record.flags.contains(.time) && record.time >= settledBefore
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
