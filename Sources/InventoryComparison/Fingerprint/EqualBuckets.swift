public import InventoryCore
internal import InventoryReports

/// Which buckets of two fingerprints are equal, so that their keys need not be compared one by one.
///
/// Equal digests mean equal keys with equal sizes, and with equal ETags: by accident they are equal once in 2^128 times. They
/// are no proof against somebody who makes up keys until the sums fit. Where every object of an equal bucket has an ETag
/// that proves equal bytes, or none, a comparison finds each of its keys `same-checksum`; a contradicting CRC-64 is not seen.
public struct EqualBuckets: Hashable, Sendable {
    /// What has to be equal.
    public enum Proof: String, Hashable, Sendable, CaseIterable {
        /// Keys, sizes and ETags, all of which prove equal bytes: what a comparison would say, too.
        case checksum
        /// Keys and sizes: ETags of two clouds, or of objects that were uploaded in other parts, may differ. What a comparison
        /// says of times and ETags is not looked at.
        case size
    }

    /// What had to be equal.
    public let proof: Proof
    /// Of how many buckets.
    public let bucketCount: Int
    /// The numbers of those that are not equal, in order.
    public let differing: [Int]
    /// Objects on each side of buckets that are equal by checksum.
    public let sameByChecksum: Int64
    /// Objects on each side of those that are equal by size alone.
    public let sameBySize: Int64
    /// What both were made of.
    public let source: Fingerprint
    /// The other side's.
    public let target: Fingerprint
    private let isEqual: [Bool]

    /// - Throws: `unsupported` where the two do not part keys alike, or leave out other keys.
    public init(_ source: Fingerprint, _ target: Fingerprint, by proof: Proof) throws(InventoryError) {
        guard source.bucketCount == target.bucketCount else {
            throw InventoryError(
                .unsupported,
                "the fingerprints have \(source.bucketCount) and \(target.bucketCount) buckets; make both with one number"
            )
        }
        guard source.excluded == target.excluded, source.skipsFolders == target.skipsFolders else {
            throw InventoryError(
                .unsupported, "the fingerprints leave out different keys; make both with the same options")
        }
        var (equal, byChecksum, bySize) = ([Bool](repeating: false, count: source.bucketCount), Int64(0), Int64(0))
        let (from, to) = (source.byNumber, target.byNumber)
        for number in equal.indices {
            switch (from[number], to[number]) {
            case (nil, nil): equal[number] = true
            case (let a?, let b?) where a == b && a.withoutChecksum == 0:
                equal[number] = true
                byChecksum += a.objects
            case (let a?, let b?) where proof == .size && a.isSized(like: b):
                equal[number] = true
                bySize += a.objects
            default: break
            }
        }
        (self.source, self.target, self.proof) = (source, target, proof)
        (isEqual, bucketCount, sameByChecksum, sameBySize) = (equal, equal.count, byChecksum, bySize)
        differing = equal.indices.filter { !equal[$0] }
    }

    /// Whether that bucket is equal.
    func contains(_ bucket: Int) -> Bool { isEqual[bucket] }
}

extension Fingerprint {
    fileprivate var byNumber: [Int: Bucket] { Dictionary(uniqueKeysWithValues: buckets.map { ($0.number, $0) }) }
}

extension Fingerprint.Bucket {
    /// Whether keys and sizes are equal, and all sizes told.
    fileprivate func isSized(like other: Self) -> Bool {
        objects == other.objects && bytes == other.bytes && sizes == other.sizes && withoutSize == 0
            && other.withoutSize == 0
    }
}
