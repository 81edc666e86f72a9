import Foundation
import TestShell
import Testing

/// Where lists are written, and what becomes of those of an earlier run.
@Suite struct ListPlaceTests {
    private static let good = Fixture.root.path + "/cos-obs"

    private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

    @Test func `no file of the reports that are read is written over`() async throws {
        let report = try ReportFolder.with(RowTests.row.utf8)
        let manifest = report.path + "/" + ReportFolder.run + "manifest.json"
        let before = text(manifest)
        let links = try ReportFolder()
        try FileManager.default.createSymbolicLink(
            atPath: links.path + "/link", withDestinationPath: report.path)
        let target = Self.good + "/b"
        for words in [
            ["compare", report.path, target, "--work", "oms=\(manifest)"],
            ["compare", target, report.path, "--work", "oms=\(links.path)/link/\(ReportFolder.run)manifest.json"],
            ["compare", report.path, target, "--work", "inventory=\(report.path)"],
            ["changes", report.path, "--work", "rclone=\(manifest)"], ["fingerprint", report.path, "--out", manifest],
        ] {
            let result = try await Command.report(words + ["--output", "json"])
            #expect(result.status == 4, "\(words): \(result)")
            #expect(
                result.output.contains("among the reports in '\(report.path)', which are only read"),
                "\(words): \(result)")
        }
        #expect(text(manifest) == before)
        // What is new beside them, or a list made anew, is no file of theirs.
        for _ in 1...2 {
            let made = try await Command.report(["compare", report.path, target, "--lists", report.path + "/lists"])
            #expect(made.status == 2 && text(report.path + "/lists/verdicts.jsonl") != nil, "\(made)")
        }
    }

    @Test func `lists of an earlier run are not taken for today's`() async throws {
        let out = try ReportFolder()
        let (list, inventory) = (out.path + "/oms.txt", out.path + "/inventory")
        let words = [
            "--lists", out.path, "--work", "oms=\(list)", "--work", "inventory=\(inventory)", "--output", "json",
        ]
        func make() async throws {
            let made = try await Command.report(["compare", Self.good + "/a", Self.good + "/b"] + words)
            #expect(made.status == 2 && text(list) != nil, "\(made)")
            #expect(try await Command.report(["verify", inventory]).status == 0)
        }
        let bad = Fixture.root.path + "/bad-obs-file-missing"
        for (source, target, status) in [
            (bad + "/a", bad + "/b", 1), (Self.good + "/a", out.path + "/nowhere", 4),
            (out.path + "/nowhere", Self.good, 4),
        ] as [(String, String, Int32)] {
            try await make()
            let failed = try await Command.report(["compare", source, target] + words)
            #expect(failed.status == status, "\(failed)")
            for name in ["verdicts.jsonl", "combined.txt", "oms.txt"] {
                #expect(text(out.path + "/" + name) == nil, "\(name)")
            }
            #expect(try await Command.report(["verify", inventory]).status == 4)
        }
    }

    @Test func `a report of a cloud is not taken away`() async throws {
        let out = try ReportFolder()
        let place = ["acme-photos", "work", "2026-03-04T21-50Z", "manifest.json"].joined(separator: "/")
        try out.write(ReportFolder.manifest(files: []).utf8, to: place)
        _ = try await Command.report(
            ["compare", out.path + "/nowhere", Self.good + "/b", "--work", "inventory=\(out.path)"])
        #expect(text(out.path + "/" + place) != nil)
    }
}
