internal import InventoryReports

/// Takes the rows of a report and adds them up.
final class FingerprintSink: RowSink {
    private struct Sum {
        var objects: Int64 = 0
        var bytes: Int64 = 0
        var withoutSize: Int64 = 0
        var withoutChecksum: Int64 = 0
        var sizes = SIMD4<UInt32>()
        var checksums = SIMD4<UInt32>()
    }

    private let scope: ComparedScope
    private var keys: KeyBuckets
    private var sums: [Sum]
    private(set) var skipped = SkippedObjects()

    init(_ options: FingerprintOptions) {
        scope = ComparedScope(prefix: options.prefix, options.compared)
        keys = KeyBuckets(options.buckets)
        sums = [Sum](repeating: Sum(), count: options.buckets)
    }

    func take(_ row: borrowing RawRow) throws {
        guard row.isLatest, !row.isDeleteMarker else { return }
        let record = ObjectRecord(row, hasVersion: false)
        let isSized = record.flags.contains(.size)
        if let counter = scope.reason(toSkip: record.key, isEmpty: record.size == 0) {
            skipped[keyPath: counter] += 1
            return
        }
        let number = try keys.bucket(of: scope.rest(of: record.key))
        let added = try keys.digests(of: record)
        sums[number].objects += 1
        if !isSized { sums[number].withoutSize += 1 }
        if !record.hasProof { sums[number].withoutChecksum += 1 }
        sums[number].sizes &+= added.sizes
        sums[number].checksums &+= added.checksums
        sums[number].bytes = (sums[number].bytes &+ record.size) & .max
    }

    /// The buckets that hold something.
    var buckets: [Fingerprint.Bucket] {
        sums.enumerated().filter { $0.element.objects > 0 }.map { number, sum in
            Fingerprint.Bucket(
                number: number, objects: sum.objects, bytes: sum.bytes, withoutSize: sum.withoutSize,
                withoutChecksum: sum.withoutChecksum, sizes: Self.text(sum.sizes), checksums: Self.text(sum.checksums))
        }
    }

    private static func text(_ words: SIMD4<UInt32>) -> String {
        words.indices.map { index in
            let digits = String(words[index], radix: 16)
            return String(repeating: "0", count: 8 - digits.utf8.count) + digits
        }.joined()
    }
}
