import Foundation
import InventoryReports
import TestShell
import Testing

/// What rows may look like, and what is refused with its code.
@Suite struct RowTests {
    static let row = #""acme-photos","a","1","2026-01-02T03:04:05Z","""# + "\n"

    @Test(
        arguments: [
            ("", []), ("\n\n", []), (row, []), (row + "\n" + row.replacing("\"a\"", with: "\"b\""), []),
            (row.replacing("\n", with: "\r\n"), []), (String(row.dropLast()), []),
            (row.replacing("\"", with: ""), []), (ReportFolder.columns + "\n" + row, []),
            (row + ReportFolder.columns + "\n", ["row-value"]), (#""acme-photos","a"#, ["row-malformed"]),
            (row.replacing("\"a\"", with: "\"a\"b"), ["row-malformed"]),
            (row.replacing("\"a\"", with: "a\"b"), ["row-malformed"]),
            (row.replacing("\"a\"", with: "\"a\u{0}\""), ["row-malformed"]),
            (row.replacing("\n", with: "\r"), ["row-malformed"]), (row + "acme-photos\n", ["row-width"]),
            (row.replacing("\n", with: ",\"more\"\n"), ["row-width"]), ("\"\"\n", ["row-width"]),
            (row.replacing("\"1\"", with: "\"9223372036854775807\""), []),
            (row.replacing("\"1\"", with: "\"9223372036854775808\""), ["row-value"]),
            (row.replacing("\"1\"", with: "\"-1\""), ["row-value"]),
            (row.replacing("\"1\"", with: "\"1.0\""), ["row-value"]), (row.replacing("\"1\"", with: "null"), []),
            (row.replacing("\"a\"", with: "\"%\""), ["key-undecodable"]),
            (row.replacing("\"a\"", with: "\"%4\""), ["key-undecodable"]),
            (row.replacing("\"a\"", with: "\"%zz\""), ["key-undecodable"]),
            (row.replacing("\"a\"", with: "\"%FF%00%0A\""), []), (row.replacing("\"a\"", with: "\"\""), ["key-empty"]),
            (row.replacing("\"a\"", with: String(repeating: "%61", count: 1024)), []),
            (row.replacing("\"a\"", with: String(repeating: "x", count: 1025)), ["key-too-long"]),
            (row.replacing("acme-photos", with: "acme-photo"), ["bucket-mismatch"]),
            (String(repeating: "x", count: 1_100_000) + "\n", ["row-too-long"]),
        ] as [(String, [String])]
    ) func `every form is read, and what is wrong has its code`(_ file: String, _ codes: [String]) async throws {
        #expect(try await ReportFolder.with(file.utf8).codes() == codes)
    }

    @Test(
        arguments: [
            ("2026-01-02T03:04:05Z", true), ("2026-01-02T03:04:05.000Z", true), ("2026-01-02 03:04:05", true),
            ("2026-01-02T03-04-05Z", true), ("2026-01-02T11:04:05+08:00", true), ("2026-01-02T11:04:05+0800", true),
            ("2026-01-01T23:04:05-04:00", true), ("2026-02-29T03:04:05Z", false), ("2026-13-02T03:04:05Z", false),
            ("2026-01-02T24:04:05Z", false), ("2026-01-02T03:04:05.Z", false), ("2026-01-02T03:04-05Z", false),
            ("2026-01-02", false), ("2026-01-02T03:04:05Zx", false), ("yesterday at about noon", false), ("", true),
        ]) func `a date is read in every form that reports have`(_ date: String, _ isDate: Bool) async throws
    {
        let folder = try ReportFolder.with(Self.row.replacing("2026-01-02T03:04:05Z", with: date).utf8)
        #expect(try await folder.codes() == (isDate ? [] : ["row-value"]))
        guard isDate, !date.isEmpty else { return }
        let result = try await Command.report(["cat", folder.path])
        #expect(result.output.contains(#""modified":"2026-01-02T03:04:05Z""#))
    }

    @Test func `one failed row does not hide another, nor the rest`() async throws {
        let folder = try ReportFolder.with(("acme-photos\n" + Self.row + Self.row.replacing("\"a\"", with: "%")).utf8)
        let found = try await folder.verify()
        #expect(found.failures.map(\.code) == [.rowWidth, .keyUndecodable])
        #expect(found.failures.map(\.row) == [1, 3])
        #expect(found.rows == 3)
        #expect(found.steps[.rows] == .failed && found.steps[.keys] == .failed)
    }

    @Test(
        arguments: [
            ("%", "acme-photos\n", [.keyUndecodable, .rowWidth]), ("%", "\"", [.keyUndecodable, .rowMalformed]),
            ("", "\"", [.keyEmpty, .rowMalformed]),
        ] as [(String, String, [VerificationFailure.Code])]
    ) func `many bad rows of one kind hide none of another`(
        _ key: String, _ end: String, _ codes: [VerificationFailure.Code]
    ) async throws {
        let bad = String(repeating: Self.row.replacing("\"a\"", with: key), count: 100)
        let found = try await ReportFolder.with((bad + end).utf8).verify()
        #expect(found.steps[.rows] == .failed && found.steps[.keys] == .failed && found.rung == .files)
        #expect(Set(found.failures.map(\.code)) == Set(codes))
        #expect(found.failureCount == 101 && found.failures.count == 21)
    }

    @Test func `lying counts are seen`() async throws {
        #expect(try await ReportFolder.with(Self.row.utf8, rows: 1).codes() == [])
        #expect(try await ReportFolder.with(Self.row.utf8, rows: 2).codes() == ["count-mismatch"])
    }
}
