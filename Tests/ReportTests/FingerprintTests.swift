import Foundation
import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// Fingerprints of reports, and comparisons that pass over what they prove equal.
@Suite struct FingerprintTests {
    private static let early = ComparedRows.early

    /// Objects of which each has an ETag that is a digest.
    private static func rows(_ range: Range<Int>) -> [String] {
        range.map { number in
            let digits = String(number, radix: 16)
            return "dir/\(number),\(number),\(early),\(String(repeating: "0", count: 32 - digits.count) + digits)"
        }
    }

    private static func folder(_ rows: [String]) throws -> ReportFolder {
        try ReportFolder.with(rows.map { "acme-photos,\($0)\n" }.joined().utf8)
    }

    private static func report(_ folder: ReportFolder) async throws -> Report {
        try #require(try await folder.store().newestReport())
    }

    private static func fingerprint(
        _ rows: [String], _ options: FingerprintOptions = FingerprintOptions(buckets: 64)
    ) async throws -> Fingerprint {
        let folder = try folder(rows)
        defer { withExtendedLifetime(folder) {} }
        return try #require(try await report(folder).fingerprint(options).fingerprint)
    }

    @Test func `a fingerprint is the sum of hashes that anybody can compute`() async throws {
        // printf %s a%20b/%C3%A9 | sha256sum; the same with ' 7', and with ' 7 0123…'.
        let found = try await Self.fingerprint(
            ["a+b/%C3%A9,7,\(Self.early),\(ComparedRows.other.uppercased())"], FingerprintOptions(buckets: 1000))
        let bucket = try #require(found.buckets.first)
        #expect(bucket.number == 0x0236_a2a1 % 1000)
        #expect(bucket.sizes == "70a2f06761b5fe15799e5935d4394bff")
        #expect(bucket.checksums == "c557c4b6061eec87a011ea8da3f5481c")
        #expect(bucket.objects == 1 && bucket.bytes == 7 && bucket.withoutSize == 0 && bucket.withoutChecksum == 0)
        #expect(found.rows == 1 && found.buckets.count == 1 && found.bucketCount == 1000)
    }

    @Test func `the order of rows does not matter`() async throws {
        let rows = Self.rows(0..<500)
        let (a, b) = (try await Self.fingerprint(rows), try await Self.fingerprint(rows.reversed()))
        #expect(a == b && a.objects == 500 && a.buckets.count == 64)
        #expect(try EqualBuckets(a, b, by: .checksum).differing == [])
    }

    @Test(arguments: ["changed", "missing", "extra", "other ETag"])
    func `one object that differs is found in its bucket, and nowhere else`(_ what: String) async throws {
        let rows = Self.rows(0..<500)
        var other = rows
        switch what {
        case "changed": other[77] = other[77].replacingOccurrences(of: ",77,", with: ",78,")
        case "missing": other.remove(at: 77)
        case "extra": other.append("dir/new,1,\(Self.early),\(ComparedRows.digest)")
        default: other[77] = "dir/77,77,\(Self.early),\(ComparedRows.digest)"
        }
        let found = try EqualBuckets(try await Self.fingerprint(rows), try await Self.fingerprint(other), by: .checksum)
        let own = try await Self.fingerprint([what == "extra" ? "dir/new,1,," : "dir/77,77,,"])
        #expect(found.differing == own.buckets.map(\.number))
        // By size alone another ETag makes no difference.
        let bySize = try EqualBuckets(found.source, found.target, by: .size)
        #expect(bySize.differing == (what == "other ETag" ? [] : found.differing))
        #expect(bySize.sameByChecksum == found.sameByChecksum)
    }

    @Test func `what proves nothing is never equal by checksum`() async throws {
        for row in ["dir/x,1,\(Self.early),", "dir/x,1,\(Self.early),\"not a digest\"", "dir/x,,\(Self.early),"] {
            let one = try await Self.fingerprint(Self.rows(0..<10) + [row])
            let found = try EqualBuckets(one, one, by: .checksum)
            #expect(found.differing.count == 1)
            let isSized = !row.contains("x,,")
            #expect(try EqualBuckets(one, one, by: .size).differing.count == (isSized ? 0 : 1))
        }
        let empty = try await Self.fingerprint(["dir/x,0,\(Self.early),"])
        #expect(try EqualBuckets(empty, empty, by: .checksum).differing == [])
    }

    /// Two reports that differ here and there, in every way, and their comparison with and without fingerprints.
    @Test(arguments: [false, true])
    func `buckets that differ have all differences, and the counts are those of all`(_ isShuffled: Bool) async throws {
        var (a, b) = (Self.rows(0..<3000), Self.rows(10..<3010))
        b[50] = "dir/60,61,\(Self.early),\(ComparedRows.digest)"
        b[51] = "dir/61,61,\(Self.early),"
        b[52] = "dir/62,62,2026-05-01T00:00:00Z,"
        a += ["tmp/a,1,,", "folder/,0,,"]
        b += ["tmp/b,1,,"]
        if isShuffled { (a, b) = (a.reversed(), b.reversed()) }
        let options = ComparisonOptions(settledBefore: .init("2026-03-01"), excluded: ["tmp/"], skipsFolders: true)
        let made = FingerprintOptions(buckets: 512, excluded: ["tmp/"], skipsFolders: true)
        let folders = [try Self.folder(a), try Self.folder(b)]
        let reports = [try await Self.report(folders[0]), try await Self.report(folders[1])]
        let prints = [
            try #require(try await reports[0].fingerprint(made).fingerprint),
            try #require(try await reports[1].fingerprint(made).fingerprint),
        ]
        var comparison = Comparison(of: reports[0], with: reports[1], options)
        comparison.memory = 1 << 16
        func told(_ comparison: Comparison) async throws -> (ComparisonSummary?, [String]) {
            var told: [String] = []
            let result = try await comparison.run {
                guard $0.verdict != .sameChecksum else { return }
                told.append("\($0.verdict) \(String(decoding: $0.key, as: UTF8.self))")
            }
            return (result.summary, told)
        }
        let whole = try await told(comparison)
        comparison.equalBuckets = try EqualBuckets(prints[0], prints[1], by: .checksum)
        let equal = try #require(comparison.equalBuckets)
        #expect(equal.differing.count < 40 && equal.sameByChecksum > 2000)
        let parts = try await told(comparison)
        #expect(parts.0 == whole.0 && parts.1 == whole.1)
        #expect(whole.1.count == 23 && whole.0?.skippedAtSource.excluded == 1 && whole.0?.skippedAtSource.folders == 1)
        withExtendedLifetime(folders) {}
    }

    @Test func `fingerprints of other reports, keys or buckets are refused`() async throws {
        let folders = [try Self.folder(Self.rows(0..<9)), try Self.folder(Self.rows(0..<8))]
        let reports = [try await Self.report(folders[0]), try await Self.report(folders[1])]
        let (a, b) = (try await Self.fingerprint(Self.rows(0..<9)), try await Self.fingerprint(Self.rows(0..<8)))
        func run(_ a: Fingerprint, _ b: Fingerprint, _ options: ComparisonOptions = ComparisonOptions()) async throws {
            var comparison = Comparison(of: reports[0], with: reports[1], options)
            comparison.equalBuckets = try EqualBuckets(a, b, by: .checksum)
            _ = try await comparison.run { _ in }
        }
        try await run(a, b)
        // Of the other report, which has another number of rows; of another run; of other keys.
        await #expect(throws: InventoryError.self) { try await run(a, a) }
        var old = b
        old.manifest = "inventory/acme-photos/bk-db/2026-03-03T21-50Z/manifest.json"
        await #expect(throws: InventoryError.self) { try await run(a, old) }
        await #expect(throws: InventoryError.self) { try await run(a, b, ComparisonOptions(excluded: ["tmp/"])) }
        await #expect(throws: InventoryError.self) { try await run(a, b, ComparisonOptions(sourcePrefix: "dir/")) }
        await #expect(throws: InventoryError.self) { try await run(a, b, ComparisonOptions(question: .history)) }
        let coarse = try await Self.fingerprint(Self.rows(0..<8), FingerprintOptions(buckets: 63))
        #expect(throws: InventoryError.self) { try EqualBuckets(a, coarse, by: .checksum) }
        let folded = try await Self.fingerprint(Self.rows(0..<8), FingerprintOptions(buckets: 64, skipsFolders: true))
        #expect(throws: InventoryError.self) { try EqualBuckets(a, folded, by: .checksum) }
        await #expect(throws: InventoryError.self) { try await Self.fingerprint([], FingerprintOptions(buckets: 0)) }
        withExtendedLifetime(folders) {}
    }

    @Test func `a document that cannot be is refused`() async throws {
        let made = try await Self.fingerprint(Self.rows(0..<50) + ["dir/x,1,,"])
        let text = String(decoding: try JSONEncoder().encode(made), as: UTF8.self)
        #expect(try JSONDecoder().decode(Fingerprint.self, from: Data(text.utf8)) == made)
        let bucket = try #require(made.buckets.first)
        for (old, new) in [
            ("report-fingerprint\\/1", "report-fingerprint\\/2"), ("\"buckets\":64", "\"buckets\":0"),
            ("\"buckets\":64", "\"buckets\":32769"), ("\"buckets\":64", "\"buckets\":9"),
            (bucket.sizes, "A" + bucket.sizes.dropFirst()), (bucket.sizes, bucket.sizes + "0"),
            ("\"rows\":51", "\"rows\":50"), ("\"rows\":51", "\"rows\":-1"), ("\"withoutSize\":0", "\"withoutSize\":-1"),
            ("\"objects\":\(bucket.objects)", "\"objects\":9223372036854775807"),
            ("\"withoutChecksum\":0", "\"withoutChecksum\":9"), ("\"bucket\":\(bucket.number)", "\"bucket\":63"),
        ] {
            let changed = text.replacingOccurrences(of: old, with: new)
            #expect(changed != text, "\(old)")
            #expect(throws: DecodingError.self) {
                _ = try JSONDecoder().decode(Fingerprint.self, from: Data(changed.utf8))
            }
        }
    }

    @Test func `a report that fails has no fingerprint`() async throws {
        let folder = try ReportFolder.with(Array("acme-photos,a,1,,\n".utf8), rows: 2)
        let (verification, fingerprint) = try await Self.report(folder).fingerprint()
        #expect(verification.outcome == .failed && fingerprint == nil)
    }

    @Test func `sizes are added modulo 2^63`() async throws {
        let rows = ["a,9223372036854775807,,", "b,9223372036854775807,,", "c,3,,"]
        let found = try await Self.fingerprint(rows, FingerprintOptions(buckets: 1))
        #expect(found.buckets.map(\.bytes) == [1])
    }
}
