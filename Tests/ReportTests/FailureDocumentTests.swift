import Foundation
import TestShell
import Testing

/// What programs are given where a report cannot be read at all.
@Suite struct FailureDocumentTests {
    private static let good = Fixture.root.path + "/cos-obs/a"

    @Test(
        arguments: [
            (["find", "NOWHERE"], "report-runs"), (["verify", "NOWHERE"], "report-verification"),
            (["fingerprint", "NOWHERE"], "report-verification"), (["changes", "NOWHERE"], "report-changes"),
            (["compare", "NOWHERE", good], "report-comparison"), (["compare", good, "NOWHERE"], "report-comparison"),
            (["handover", "spark", good, "NOWHERE", "--out", "/tmp/never"], "report-handover"),
        ] as [([String], String)])
    func `a place that is not there has a document, with its status and the reason`(_ words: [String], _ format: String)
        async throws
    {
        let folder = try ReportFolder()
        let place = folder.path + "/nowhere"
        let result = try await Command.report(words.map { $0 == "NOWHERE" ? place : $0 } + ["--output", "json"])
        #expect(result.status == 4)
        let found = try JSON(result.output)
        #expect(found["format"].text == "cloud-inventory/\(format)/1")
        #expect(found["error"]["status"].number == 4)
        #expect(found["error"]["message"].text?.contains("'\(place)' cannot be read: No such file") == true, "\(found)")
        #expect(found["counts"].isNull)
    }

    @Test func `verify and find say that there is no report, in the fields that they always have`() async throws {
        let folder = try ReportFolder()
        let place = folder.path + "/nowhere"
        let verified = try JSON(try await Command.report(["verify", place, "--output", "json"]).output)
        #expect(verified["outcome"].text == "no-report" && verified["rung"].text == "none")
        #expect(verified["steps"]["manifest"].text == "notReached" && verified["failures"].list == [])
        let found = try JSON(try await Command.report(["find", place, "--output", "json"]).output)
        #expect(found["runs"].content == .list([]))
    }

    @Test func `a manifest that does not tell its cloud has a document that says so`() async throws {
        let folder = try ReportFolder.manifest(
            #"{"sourceBucket": "b", "fileFormat": "CSV", "fileSchema": "Bucket,Key", "files": []}"#)
        let result = try await Command.report(["verify", folder.path, "--output", "json"])
        let found = try JSON(result.output)
        #expect(result.status == 4 && found["outcome"].text == "no-report")
        #expect(found["error"]["message"].text?.contains("--cloud") == true, "\(found)")
    }

    @Test func `a comparison whose options leave out all of the source says so to programs`() async throws {
        let root = Fixture.root.path + "/cos-obs"
        let result = try await Command.report(
            ["compare", root + "/a", root + "/b", "--map", "nowhere/=", "--settled-before", "2099-01-01T00:00:00Z"]
                + ["--output", "json"])
        let found = try JSON(result.output)
        #expect(result.status == 2 && found["complete"].content == .bool(false))
        #expect(found["remarks"].list.first?.text?.hasPrefix("nothing was compared: all ") == true, "\(found)")
    }

    @Test func `a report that is compared with itself is told`() async throws {
        let result = try await Command.report(["compare", Self.good, Self.good, "--output", "json"])
        let found = try JSON(result.output)
        #expect(result.status == 0 && found["remarks"].list.count == 1)
        #expect(found["remarks"].list.first?.text?.hasPrefix("both reports are the same one, in the folder ") == true)
    }
}
