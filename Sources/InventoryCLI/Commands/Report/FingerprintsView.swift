import InventoryComparison
import InventoryCore

/// Two fingerprints beside each other, as the command shows them.
struct FingerprintsView: Encodable {
    struct Side: Encodable {
        var objects: Int64
        var bytes: Int64
    }

    struct Bucket: Encodable {
        var bucket: Int
        var source: Side
        var target: Side
    }

    var format = "cloud-inventory/report-fingerprints/1"
    var equalBy: String
    var buckets: Int
    var sameByChecksum: Int64
    var sameBySize: Int64
    var differing: [Bucket]

    init(_ equal: EqualBuckets) {
        (equalBy, buckets) = (equal.proof.rawValue, equal.bucketCount)
        (sameByChecksum, sameBySize) = (equal.sameByChecksum, equal.sameBySize)
        let (source, target) = (Self.sides(equal.source), Self.sides(equal.target))
        differing = equal.differing.map { number in
            let nothing = Side(objects: 0, bytes: 0)
            return Bucket(bucket: number, source: source[number] ?? nothing, target: target[number] ?? nothing)
        }
    }

    private static func sides(_ fingerprint: Fingerprint) -> [Int: Side] {
        Dictionary(
            uniqueKeysWithValues: fingerprint.buckets.map { ($0.number, Side(objects: $0.objects, bytes: $0.bytes)) })
    }

    /// For people: the sentence first.
    var text: String {
        let same = "\(sameByChecksum.grouped) objects are the same by checksum, \(sameBySize.grouped) by size alone"
        guard !differing.isEmpty else { return "all \(buckets.grouped) buckets are equal; \(same)\n" }
        let objects = differing.reduce(0) { $0 + max($1.source.objects, $1.target.objects) }
        let table = Table(
            ["BUCKET", "SOURCE", "TARGET"],
            differing.prefix(Self.mostShown).map {
                ["\($0.bucket)", $0.source.objects.grouped, $0.target.objects.grouped]
            })
        let rest = differing.count > Self.mostShown ? "and \((differing.count - Self.mostShown).grouped) more\n" : ""
        return
            "\(differing.count.grouped) of \(buckets.grouped) buckets differ, with up to \(objects.grouped) keys; \(same)\n\n\(table.text)\(rest)"
    }

    private static let mostShown = 20
}
