import Foundation
import InventoryCore
import InventoryReports
import Testing

/// Inventories made by listing: whole, or not there.
@Suite(.timeLimit(.minutes(5))) struct SnapshotTests {
    private static let address = BucketAddress("acme-photos", region: "eu-west-1")

    /// Names as they occur: flat and deep, with a beginning that all share, and with letters of every length.
    private static let keys: [String] = (0..<10_000).map { number in
        let text = String(number)
        let padded = String(repeating: "0", count: 8 - text.count) + text
        return switch number % 5 {
        case 0: "logs/2026/\(padded).gz"
        case 1: "a b+c/\(padded)%41"
        case 2: "日志/\(padded)/é\u{301}"
        case 3: "\u{1F600}\(padded)\n\""
        default: padded
        }
    }

    private func snapshot(
        of bucket: ListedBucket, to folder: ReportFolder, under prefix: ExactText = "", at second: Int64 = 1_790_000_000
    ) -> Snapshot {
        var system = SystemServices.system
        system.now = { UTCInstant(secondsSinceEpoch: second) }
        return Snapshot(
            of: Self.address, under: prefix, in: bucket, of: "amazon-s3", to: folder.path + "/snapshots", system: system
        )
    }

    /// The rows of the newest report as its own reader reads them, once it has verified it.
    private func rows(in folder: ReportFolder) async throws -> [ExactText: String] {
        let store = ReportStore(try FolderStore(folder.path + "/snapshots"))
        let report = try #require(try await store.newestReport())
        let verification = try await report.verify()
        #expect(verification.outcome == .verified && verification.rung == .keys, "\(verification.failures)")
        var rows: [ExactText: String] = [:]
        for try await batch in report.rows() {
            for row in batch {
                let key = ExactText(String(decoding: row.key, as: UTF8.self))
                let etag = String(decoding: row.etag, as: UTF8.self)
                let text = "\(row.size ?? -1) \(row.modified?.description ?? "") \(etag)"
                #expect(rows.updateValue(text, forKey: key) == nil, "twice: \(key)")
            }
        }
        return rows
    }

    private static func expected(_ keys: [String]) -> [ExactText: String] {
        let sorted = keys.map { ExactText($0) }.sorted().enumerated()
        return Dictionary(
            uniqueKeysWithValues: sorted.map { number, key in
                let time = UTCInstant(secondsSinceEpoch: 1_700_000_000 + Int64(number))
                return (key, "\(number) \(time) 0123456789abcdef0123456789abcdef")
            })
    }

    @Test(arguments: [1, 8]) func `every object is listed once, in parts, with few requests more than there are pages`(
        _ workers: Int
    ) async throws {
        let (bucket, folder) = (ListedBucket(Self.keys), try ReportFolder())
        var snapshot = snapshot(of: bucket, to: folder)
        snapshot.workers = workers
        let done = try await snapshot.run()
        #expect(done.objects == 10_000 && !done.isContinued)
        #expect(done.manifest == "acme-photos/snapshot/2026-09-21T14-13Z/manifest.json")
        #expect(workers == 1 ? done.files == 1 : done.files > 4, "\(done)")
        #expect(done.requests == bucket.requests && bucket.requests < 300, "\(done)")
        #expect(try await rows(in: folder) == Self.expected(Self.keys))
    }

    @Test func `what begins with a prefix is listed alone`() async throws {
        let (bucket, folder) = (ListedBucket(Self.keys), try ReportFolder())
        let done = try await snapshot(of: bucket, to: folder, under: "日志/").run()
        #expect(done.objects == 2000)
        let rows = try await rows(in: folder)
        #expect(rows.count == 2000 && rows.keys.allSatisfy { $0.hasPrefix("日志/") })
    }

    @Test(arguments: [0, 1, 100, 101]) func `small buckets have reports too`(_ count: Int) async throws {
        let (bucket, folder) = (ListedBucket(Array(Self.keys.prefix(count))), try ReportFolder())
        #expect(try await snapshot(of: bucket, to: folder).run().objects == count)
        #expect(try await rows(in: folder).count == count)
    }

    @Test(arguments: 0..<12) func `a page that fails leaves no report, and the next attempt goes on`(_ seed: Int)
        async throws
    {
        let (bucket, folder) = (ListedBucket(Self.keys), try ReportFolder())
        let (at, store) = (3 + seed * 11, try ReportStore(FolderStore(folder.path)))
        bucket.fail { $0 >= at }
        await #expect(throws: InventoryError.self) { try await snapshot(of: bucket, to: folder).run() }
        #expect(try await store.newestComplete() == nil)
        // What had come is kept.
        let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(kept.contains { $0.hasSuffix(".csv.gz") }, "\(kept)")
        bucket.fail(where: nil)
        // Some time later: the report is still of the time at which the list began.
        let done = try await snapshot(of: bucket, to: folder, at: 1_790_009_000).run()
        #expect(done.isContinued && done.started == UTCInstant(secondsSinceEpoch: 1_790_000_000))
        #expect(done.objects == 10_000)
        #expect(try await rows(in: folder) == Self.expected(Self.keys))
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/snapshots")
        #expect(files.count { $0.hasSuffix(".csv.gz") } == done.files, "\(files)")
        #expect(!files.contains { $0.hasSuffix(".jsonl") }, "\(files)")
    }

    /// What a process leaves that was killed while it wrote: bytes that no line of the journal counts, and half a line.
    @Test func `what a killed process had half written does not count`() async throws {
        let (bucket, folder) = (ListedBucket(Self.keys), try ReportFolder())
        bucket.fail { $0 >= 60 }
        var alone = snapshot(of: bucket, to: folder)
        // One worker's rows are soon enough to be stored before they are all there.
        alone.workers = 1
        let attempt = alone
        await #expect(throws: InventoryError.self) { try await attempt.run() }
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        let written = files.filter { $0.hasSuffix(".csv.gz") || $0.hasSuffix(".jsonl") }
        #expect(written.count == 2, "\(files)")
        for name in written {
            let file = try #require(FileHandle(forWritingAtPath: folder.path + "/" + name))
            try file.seekToEnd()
            try file.write(contentsOf: Data(#"{"file":"half"#.utf8))
            try file.close()
        }
        bucket.fail(where: nil)
        #expect(try await snapshot(of: bucket, to: folder).run().isContinued)
        #expect(try await rows(in: folder) == Self.expected(Self.keys))
    }

    @Test func `a folder of another bucket, prefix or report is not written to`() async throws {
        let (bucket, folder) = (ListedBucket(Self.keys), try ReportFolder())
        bucket.fail { $0 >= 20 }
        await #expect(throws: InventoryError.self) { try await snapshot(of: bucket, to: folder).run() }
        bucket.fail(where: nil)
        await #expect(throws: InventoryError.self) { try await snapshot(of: bucket, to: folder, under: "logs/").run() }
        var other = snapshot(of: bucket, to: folder)
        other.bucket.name = "acme-videos"
        await #expect(throws: InventoryError.self) { try await other.run() }
        other.bucket.name = "../acme"
        await #expect(throws: InventoryError.self) { try await other.run() }
        #expect(try await snapshot(of: bucket, to: folder).run().isContinued)
    }

    @Test func `a list that is not in the order of names is no list`() async throws {
        let folder = try ReportFolder()
        let snapshot = Snapshot(
            of: Self.address, in: Disordered(), of: "amazon-s3", to: folder.path, system: .system)
        await #expect(throws: InventoryError.self) { try await snapshot.run() }
        #expect(try await ReportStore(FolderStore(folder.path)).newestComplete() == nil)
    }

    /// As directory buckets are listed.
    private struct Disordered: OrderedObjectStore {
        func objects(
            in bucket: BucketAddress, under prefix: ExactText, behind key: ExactText, limit: Int?
        ) async throws -> ObjectPage {
            ObjectPage(objects: ["b", "a"].map { ObjectEntry(key: $0, size: 1) }, folders: [], next: nil)
        }

        func objects(
            in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
        ) async throws -> ObjectPage { try await objects(in: bucket, under: prefix, behind: "", limit: nil) }

        func read(
            _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
        ) async throws -> ObjectContent { throw InventoryError(.unsupported, "this bucket is only listed") }
    }
}
