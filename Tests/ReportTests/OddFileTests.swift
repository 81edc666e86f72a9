import Foundation
import TestShell
import Testing

/// Files that no page describes and that people have: what is harmless is read, and what is not is named with its place.
@Suite struct OddFileTests {
    private func verify(_ folder: ReportFolder) async throws -> (status: Int32, found: JSON) {
        let result = try await Command.report(["verify", folder.path, "--output", "json"])
        return (result.status, try JSON(result.output))
    }

    @Test(
        arguments: [
            "\u{FEFF}" + RowTests.row, "\u{FEFF}" + RowTests.row.replacing("\"", with: ""),
            "\u{FEFF}" + ReportFolder.columns + "\n" + RowTests.row,
            ReportFolder.columns.lowercased() + "\n" + RowTests.row,
            ReportFolder.columns.uppercased() + "\r\n" + RowTests.row,
        ])
    func `a byte order mark and a header in other letters are no rows`(_ text: String) async throws {
        for file in [Array(text.utf8), Gzip.member(Array(text.utf8))] {
            let folder = try ReportFolder.with(file, rows: 1)
            let (status, found) = try await verify(folder)
            #expect(status == 0 && found["rows"].number == 1, "\(found)")
            let rows = try await Command.report(["cat", folder.path])
            #expect(rows.output.hasPrefix(#"{"key":"a","size":1,"#) && rows.status == 0, "\(rows)")
        }
    }

    @Test func `a row that spells the schema in small letters is a row where it can be read`() async throws {
        let folder = try ReportFolder.with("acme-photos,key\n".utf8, columns: "Bucket,Key")
        #expect(try await verify(folder).found["rows"].number == 1)
        let named = try ReportFolder()
        let key = ReportFolder.run + "files/A_1.csv"
        try named.write("bucket,key\n".utf8, to: key)
        try named.write(
            ReportFolder.manifest(columns: "Bucket,Key", files: [(key, 11, 1)]).replacing(
                "acme-photos\",", with: "bucket\","
            )
            .utf8, to: ReportFolder.run + "manifest.json")
        let (status, found) = try await verify(named)
        #expect(status == 0 && found["rows"].number == 1, "\(found)")
    }

    @Test func `a header that is not the schema is named with what is wrong`() async throws {
        let folder = try ReportFolder.with(
            (ReportFolder.columns.replacing("Size", with: "Bytes") + "\n" + RowTests.row).utf8)
        let failure = try await verify(folder).found["failures"].list.first
        #expect(failure?["code"].text == "row-value" && failure?["row"].number == 1)
        #expect(
            failure?["message"].text?.contains("a size 'Bytes', which is no whole number") == true, "\(failure as Any)")
    }

    @Test func `a row of another bucket and a time out of all years are named`() async throws {
        for (old, new, code, words) in [
            (
                "acme-photos", "acme-photo", "bucket-mismatch",
                "of the bucket 'acme-photo', and the manifest of 'acme-photos'"
            ),
            ("2026-01-02T03:04:05Z", "9999-12-31T23:59:59-23:59", "row-value", "a time '9999-12-31T23:59:59-23:59'"),
            ("2026-01-02T03:04:05Z", "0000-01-01T00:00:00+00:01", "row-value", "a time '0000-01-01T00:00:00+00:01'"),
        ] {
            let (status, found) = try await verify(try ReportFolder.with(RowTests.row.replacing(old, with: new).utf8))
            let failure = found["failures"].list.first
            #expect(status == 1 && failure?["code"].text == code)
            #expect(failure?["message"].text?.contains(words) == true, "\(found)")
        }
    }

    @Test func `a row of another account is named with it`() async throws {
        let folder = try ReportFolder()
        let (rule, file) = ("inventory/1250000000/photos/bk-db/", "0123.csv")
        let row = "1250000001,photos,a\n"
        try folder.write(row.utf8, to: rule + file)
        let manifest = ReportFolder.manifest(columns: "Appid,Bucket,Key", files: [(rule + file, row.utf8.count, nil)])
            .replacing("acme-photos", with: "photos")
            .replacing(#""version": "2019-01-03""#, with: #""sourceAppid": "1250000000""#)
        try folder.write(manifest.utf8, to: rule + "20260304/manifest.json")
        let failure = try await verify(folder).found["failures"].list.first
        let words = "of the bucket 'photos' of the account '1250000001', and the manifest of 'photos-1250000000'"
        #expect(failure?["message"].text?.contains(words) == true, "\(failure as Any)")
    }

    @Test func `whoever names a part of the bucket is told which folder is meant`() async throws {
        let folder = try ReportFolder.with(RowTests.row.utf8)
        let words = "name the one that is laid out like the whole bucket"
        for part in ["inventory", "inventory/acme-photos", "inventory/acme-photos/bk-db"] {
            let result = try await Command.report(["verify", folder.path + "/" + part])
            #expect(result.status == 1 && result.output.contains(words), "\(result)")
        }
        try FileManager.default.removeItem(atPath: folder.path + "/" + ReportFolder.run + "files/A_1.csv")
        let missing = try await Command.report(["verify", folder.path])
        #expect(missing.status == 1 && !missing.output.contains(words), "\(missing)")
    }

    @Test func `empty lines are bounded, and no rows`() async throws {
        let few = try await verify(
            try ReportFolder.with((String(repeating: "\n", count: 1000) + RowTests.row + "\r\n\n").utf8, rows: 1))
        #expect(few.status == 0 && few.found["rows"].number == 1)
        let many = RowTests.row + String(repeating: "\n", count: 1_100_000)
        let (status, found) = try await verify(try ReportFolder.with(many.utf8))
        let failure = found["failures"].list.first
        #expect(status == 1 && failure?["code"].text == "row-too-long", "\(found)")
        #expect(failure?["row"].number == 2 && failure?["file"].text == ReportFolder.run + "files/A_1.csv")
        #expect(failure?["message"].text?.contains("comes after more than 1048576 empty lines") == true)
    }

    @Test func `a checksum that is no MD5 is told of its file, and the others are held against theirs`() async throws {
        let folder = try ReportFolder()
        let names = ["A", "B", "C"].map { ReportFolder.run + "files/\($0).csv" }
        for name in names { try folder.write([], to: name) }
        let sums = ["d41d8cd98f00b204e9800998ecf8427e", "1B2M2Y8AsgTpgAmY7PhCfg==", "00000000000000000000000000000000"]
        let files = zip(names, sums).map { #"{"key": "\#($0)", "size": 0, "MD5checksum": "\#($1)"}"# }
        let manifest = ReportFolder.manifest(files: []).replacing("[]", with: "[\(files.joined(separator: ","))]")
        try folder.write(manifest.utf8, to: ReportFolder.run + "manifest.json")
        let (status, found) = try await verify(folder)
        #expect(status == 1 && found["rung"].text == "files" && found["steps"]["manifest"].text == "passed", "\(found)")
        let failures = found["failures"].list
        #expect(failures.map { $0["code"].text } == ["file-checksum-mismatch", "file-checksum-mismatch"])
        #expect(failures.map { $0["file"].text } == [names[1], names[2]])
        #expect(failures.first?["message"].text?.contains("is not an MD5 (32 hexadecimal digits)") == true)
    }
}
