import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// What an engine gets, and what its answer is worth. The engines themselves are tried in `Tests/Interop/test_engines.py`.
@Suite struct HandoverTests {
    private static let rows = "acme-photos,a,1,2026-01-01T00:00:00Z,\nacme-photos,b,2,2026-01-01T00:00:00Z,\n"

    private static func prepared(
        _ engine: HandoverEngine, _ folders: [ReportFolder], files: String = "/srv/", rows: String = rows
    ) async throws -> Handover.Preparation {
        let source = try #require(try await folders[0].store().newestReport())
        let target = try #require(try await folders[1].store().newestReport())
        return try await Handover.prepare(
            Comparison(of: source, with: target), for: engine, sourceFiles: files, targetFiles: files)
    }

    private static func pair(_ rows: String = rows) throws -> [ReportFolder] {
        try [0, 1].map { _ in try ReportFolder.with(Array(rows.utf8), rows: 2) }
    }

    /// The files that a script writes.
    private static func answer(
        files: String = "source,0,2,2,2,2\ntarget,0,2,2,2,2\n", facts: String = "", counts: String = "same-size,2\n",
        verdicts: String = "same-size,a,1,1\nsame-size,%FF,2,2\n"
    ) throws -> ReportFolder {
        let folder = try ReportFolder()
        for (name, text) in [("files", files), ("facts", facts), ("counts", counts), ("verdicts", verdicts)] {
            try folder.write(text.utf8, to: "\(name).csv")
        }
        return folder
    }

    @Test(arguments: [HandoverEngine.duckdb, .spark])
    func `an engine's answer is told like our own`(_ engine: HandoverEngine) async throws {
        let folders = try Self.pair()
        let handover = try #require(try await Self.prepared(engine, folders).handover)
        let facts = "source,skipped,folders,3\ntarget,skipped,excluded,4\n"
        let answer = try Self.answer(facts: facts)
        var keys: [[UInt8]] = []
        let result = try await handover.result(in: try FolderStore(answer.path), hasSucceeded: true) {
            keys.append($0.key)
        }
        let summary = try #require(result?.summary)
        #expect(keys == [[0x61], [0xFF]])
        #expect(summary.counts[.sameSize] == 2 && summary.counts.count == Verdict.all(of: .copy).count)
        #expect(summary.isComplete)
        #expect(summary.skippedAtSource.folders == 3 && summary.skippedAtTarget.excluded == 4)
        #expect(result?.source.outcome == .verified && result?.source.rows == 2)
    }

    @Test func `what an engine has not read makes no answer`() async throws {
        let folders = try Self.pair()
        let duckdb = try #require(try await Self.prepared(.duckdb, folders).handover)
        let spark = try #require(try await Self.prepared(.spark, folders).handover)
        func result(_ handover: Handover, _ answer: ReportFolder, succeeded: Bool = true) async throws
            -> ComparisonResult?
        {
            try await handover.result(in: try FolderStore(answer.path), hasSucceeded: succeeded) { _ in }
        }
        // DuckDB's rows were counted here before, Spark's are by the manifest.
        let short = try Self.answer(files: "source,0,1,1,1,1\ntarget,0,2,2,2,2\n")
        await #expect(throws: InventoryError.self) { try await result(duckdb, short) }
        let lost = try #require(try await result(spark, short))
        #expect(lost.summary == nil && lost.source.failures.map(\.code) == [.countMismatch])
        // A file that is not told of, a list that is cut, a script that has failed.
        await #expect(throws: InventoryError.self) {
            try await result(duckdb, try Self.answer(files: "source,0,2,2,2,2\n"))
        }
        await #expect(throws: InventoryError.self) {
            try await result(duckdb, try Self.answer(verdicts: "same-size,a,1,1\n"))
        }
        #expect(try await result(duckdb, try Self.answer(), succeeded: false) == nil)
        #expect(try await result(duckdb, try ReportFolder(), succeeded: false) == nil)
        for (fact, code) in [
            ("target,repeated,a,1", VerificationFailure.Code.keyRepeated), ("target,problem,key-empty,7", .keyEmpty),
        ] {
            let found = try #require(try await result(spark, try Self.answer(facts: fact + "\n"), succeeded: false))
            #expect(found.summary == nil && found.target.failures.map(\.code) == [code])
            #expect(found.source.outcome == .verified)
        }
    }

    @Test func `a script names each file, so that it cannot mean several`() async throws {
        let duckdb = try #require(try await Self.prepared(.duckdb, try Self.pair(), files: "/it's [a]*/").handover)
        #expect(duckdb.script().contains("'/it''s [[]a][*]/\(ReportFolder.run)files/A_1.csv'"))
        #expect(duckdb.script().contains("('source', 0, '/it''s [a]*/\(ReportFolder.run)files/A_1.csv', 2, true)"))
        let spark = try #require(try await Self.prepared(.spark, try Self.pair(), files: "s3a://\"é/").handover)
        #expect(spark.script().contains(#"("source", 0, "s3a://\"\U000000e9/"# + ReportFolder.run))
    }

    @Test func `a report that fails is not handed over`() async throws {
        for engine in HandoverEngine.allCases {
            let folders = [
                try ReportFolder.with(Array(Self.rows.utf8), rows: 2), try ReportFolder.with(Array("x\n".utf8)),
            ]
            let prepared = try await Self.prepared(engine, folders)
            #expect(prepared.handover == nil && prepared.target.outcome == .failed)
        }
    }

    @Test func `what an engine cannot read is refused by name`() async throws {
        let gzip = Gzip.member(Array(Self.rows.utf8))
        for (engine, bytes) in [(HandoverEngine.athena, gzip), (.duckdb, gzip + [0, 0])] {
            let folders = [
                try ReportFolder.with(bytes, rows: 2), try ReportFolder.with(Array(Self.rows.utf8), rows: 2),
            ]
            await #expect(throws: InventoryError.self) { try await Self.prepared(engine, folders) }
        }
    }

    @Test func `DuckDB is told of UTF-8, and gets no bytes that it refuses`() async throws {
        func script(_ key: [UInt8], rows: Int = 1) async throws -> String? {
            let bytes = (0..<rows).flatMap { Array("acme-photos,\($0)".utf8) + key + Array(",1,,\n".utf8) }
            let folders = try [0, 1].map { _ in try ReportFolder.with(bytes, rows: rows) }
            return try await Self.prepared(.duckdb, folders).handover?.script()
        }
        // Letters of two to four bytes, in many more of them than are read at once, so that some are cut.
        for rows in [1, 3000] {
            let utf8 = try #require(try await script((0..<100).flatMap { _ in Array("é日😀".utf8) }, rows: rows))
            #expect(utf8.contains("encoding = 'utf-8'") && !utf8.contains("latin-1"))
        }
        let latin1 = try #require(try await script([0xE9, 0xA0, 0xFF]))
        #expect(latin1.contains("encoding = 'latin-1'") && !latin1.contains("'utf-8'"))
        #expect(try await script([])?.contains("encoding = 'latin-1'") == true)
        // No UTF-8: a first byte without the next, a byte that is never one, a letter that is cut; and 80 to 9F.
        for key in [[0xE9, 0x9F], [0xFF, 0x80], [0xF0, 0x9F, 0x98]] as [[UInt8]] {
            await #expect(throws: InventoryError.self) { try await script(key) }
        }
    }

    @Test(
        arguments: [
            (
                "Parquet",
                "message s3.inventory { required binary bucket (STRING);  required binary key (UTF8); optional int64 "
                    + "last_modified_date (TIMESTAMP(MILLIS,true)); optional binary e_tag (UTF8); optional boolean is_latest;}"
            ),
            ("ORC", "struct<bucket:string,key:string,last_modified_date:timestamp,e_tag:string,is_latest:boolean>"),
        ]) func `a report that is no CSV is refused here, and its columns are known`(_ format: String, _ schema: String)
        async throws
    {
        let text = """
            {"sourceBucket": "a", "destinationBucket": "arn:aws:s3:::b", "version": "2016-11-30", "fileFormat": "\(format)", \
            "fileSchema": "\(schema)", "files": []}
            """
        let folder = try ReportFolder.manifest(text)
        defer { withExtendedLifetime(folder) {} }
        let report = try #require(try await folder.store().newestReport())
        #expect(report.manifest == nil && report.manifestVerification.failures.map(\.code) == [.formatUnsupported])
        let manifest = try #require(report.columnar?.manifest)
        #expect(manifest.columns == ["bucket", "key", "last_modified_date", "e_tag", "is_latest"])
        #expect(manifest.hasVersions && manifest.hasColumn(["ETag"]))
    }
}
