import Foundation
import InventoryCore
import InventoryReports
import Testing

/// What manifests may look like, and what is refused with its code.
@Suite struct ManifestTests {
    static func text(_ files: String, _ rest: String = #", "fileSchema": "Bucket, Key", "fileFormat": "CSV""#) -> String
    {
        #"{"version": "2019-01-03", "sourceBucket": "acme-photos", "files": [\#(files)]\#(rest)}"#
    }

    @Test(
        arguments: [
            (text(""), nil), ("\u{FEFF}" + text(""), nil), (text("").replacing("\"CSV\"", with: "\"CSV\","), nil),
            (text("").replacing("[]", with: "[]  // none\n"), nil),
            (text("").replacing("\"CSV\"", with: "\"csv\""), nil),
            ("", "manifest-unreadable"), ("[]", "manifest-unreadable"), ("7", "manifest-unreadable"),
            (text("") + "x", "manifest-unreadable"), (String(text("").dropLast()), "manifest-unreadable"),
            (text("").replacing("\"CSV\"", with: "\"CSV\",,"), "manifest-unreadable"),
            (String(repeating: "[", count: 100_000), "manifest-unreadable"),
            (text("", ""), "manifest-incomplete"),
            (text("").replacing("Bucket, Key", with: "Bucket, Size"), "manifest-incomplete"),
            (text("").replacing("Bucket, Key", with: "Key, Key"), "manifest-incomplete"),
            (text("").replacing("\"files\"", with: "\"file\""), "manifest-incomplete"),
            (text("").replacing("[]", with: "null"), "manifest-incomplete"), (text("1"), "manifest-incomplete"),
            (text(#"{"size": 1}"#), "manifest-incomplete"), (text(#"{"key": "a"}"#), "manifest-incomplete"),
            (text(#"{"key": "a", "size": -1}"#), "manifest-incomplete"),
            (text(#"{"key": "a", "size": 0, "MD5checksum": true}"#), "file-checksum-mismatch"),
            (
                text(#"{"key": "a", "size": 0, "MD5checksum": ["d41d8cd98f00b204e9800998ecf8427e"]}"#),
                "file-checksum-mismatch"
            ),
            (text(#"{"key": "a", "size": 0, "inventoriedRecord": {}}"#), "manifest-incomplete"),
            (text(#"{"key": "a", "size": [0]}"#), "manifest-incomplete"), (text(#"[]"#), "manifest-incomplete"),
            (text("").replacing("CSV", with: "Parquet"), "format-unsupported"),
            (text("").replacing("CSV", with: "ORC"), "format-unsupported"),
            (text(#"{"key": "a", "size": 0}, {"key": "a", "size": 0}"#), "manifest-file-repeated"),
            (text(#"{"key": "x/a", "size": 0}, {"key": "x%2Fa", "size": 0}"#), "manifest-file-repeated"),
            (text(#"{"key": "/etc/passwd", "size": 0}"#), "manifest-path-unsafe"),
            (text(#"{"key": "../a", "size": 0}"#), "manifest-path-unsafe"),
            (text(#"{"key": "a/../../b", "size": 0}"#), "manifest-path-unsafe"),
            (text(#"{"key": "a/%2e%2E/b", "size": 0}"#), "manifest-path-unsafe"),
            (text(#"{"key": "%2Fetc%2Fpasswd", "size": 0}"#), "manifest-path-unsafe"),
        ] as [(String, String?)]
    ) func `every known form is read, and what is wrong has its code`(_ text: String, _ code: String?) async throws {
        let codes = try await ReportFolder.manifest(text).codes()
        if let code { #expect(codes.contains(code), "\(codes)") } else { #expect(codes == []) }
    }

    /// A count that says nothing would be a check less.
    @Test(
        arguments: [
            ("null", nil), ("7", nil), ("true", "manifest-incomplete"), ("[]", "manifest-incomplete"),
            (#"{"a": 7}"#, "manifest-incomplete"), (#""seven""#, "manifest-incomplete"),
        ] as [(String, String?)])
    func `a number of rows is a number, or not there`(_ count: String, _ code: String?) async throws {
        let manifest = Self.text("", #", "fileSchema": "Appid, Bucket, Key", "filterObjectCount": \#(count)"#)
            .replacing(#""version": "2019-01-03""#, with: #""sourceAppid": "1250000000""#)
        let folder = try ReportFolder()
        try folder.write(manifest.utf8, to: "inventory/1250000000/acme-photos/bk/20260307/manifest.json")
        let report = try #require(try await folder.store("tencent-cos").newestReport())
        #expect(report.manifestVerification.failures.map(\.code.rawValue) == [code].compactMap(\.self))
    }

    @Test func `a manifest that does not tell its cloud needs to be told`() async throws {
        let folder = try ReportFolder.manifest(Self.text("").replacing("2019-01-03", with: "1"))
        await #expect(throws: InventoryError.self) { try await folder.store().newestReport() }
        let report = try await folder.store("volcengine-tos").newestReport()
        #expect(report?.manifest?.provider == "volcengine-tos")
    }

    @Test func `a manifest of another cloud than was named is refused`() async throws {
        let folder = try ReportFolder.manifest(Self.text(""))
        await #expect(throws: InventoryError.self) { try await folder.store("amazon-s3").newestReport() }
    }

    @Test func `a hundred thousand files are listed, in order, without keeping them`() async throws {
        let files = (0..<100_000).map { (key: "inventory/file-\($0).csv", size: $0, rows: Int?.some($0)) }
        let folder = try ReportFolder.manifest(ReportFolder.manifest(files: files))
        let report = try #require(try await folder.store().newestReport())
        let manifest = try #require(report.manifest)
        #expect(manifest.files.count == files.count)
        var number = 0
        for try await file in manifest.files {
            #expect(
                file
                    == ReportFile(
                        key: ExactText(files[number].key), size: Int64(number), checksum: nil, rows: Int64(number)))
            number += 1
        }
        #expect(number == files.count)
    }

    @Test func `random bytes are never a trap`() async throws {
        var generator = SystemRandomNumberGenerator()
        let good = Array(ReportFolder.manifest(files: [("a", 1, 1), ("b", 2, 2)]).utf8)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            let folder = try ReportFolder()
            try folder.write(bytes, to: ReportFolder.run + "manifest.json")
            _ = try? await folder.verify()
        }
    }
}
