import Foundation
import InventoryCore
import InventoryReports
import InventoryVendorFacts
import Testing

/// What is said of a rule's reports by what lies in its folder.
@Suite struct StatusTests {
    static let now = UTCInstant("2026-03-05T12:00:00Z")!
    static let run = "inventory/acme-photos/bk-db/2026-03-04T21-50Z/"

    private func status(
        _ folder: ReportFolder, _ schedule: Schedule = .daily, isEnabled: Bool = true, now: UTCInstant = now,
        cloud: VendorFacts = .huaweiOBS, bucket: ExactText = "acme-photos"
    ) async throws -> ReportStatus {
        let rule = InventoryRule(
            id: "bk-db", isEnabled: isEnabled, schedule: schedule, content: InventoryContent(),
            destination: Destination(bucket: "acme-inv", prefix: "inventory"))
        return try await ReportStore.status(
            of: rule, in: BucketAddress(bucket), of: cloud.capabilities, objects: try FolderStore(folder.path), now: now
        )
    }

    private static func manifest(_ rows: Int...) -> String {
        ReportFolder.manifest(files: rows.enumerated().map { ("f\($0)", 1, $1) })
    }

    @Test(
        arguments: [
            (manifest(3, 4), ReportStatus.State.arrived, Int64(7)), ("{", .broken, nil),
            (manifest(1).replacing("files", with: "nothing"), .broken, nil),
            (manifest(1).replacing("acme-photos", with: "acme-videos"), .broken, nil),
            (manifest(1).replacing(#""version": "2019-01-03""#, with: #""sourceAppid": "1""#), .broken, nil),
            // Another engine reads it: it is there.
            (manifest(5).replacing("CSV", with: "Parquet"), .arrived, nil),
            (manifest(), .arrived, 0),
        ] as [(String, ReportStatus.State, Int64?)])
    func `a manifest that can be used has arrived, another is broken with the reason`(
        _ text: String, _ state: ReportStatus.State, _ rows: Int64?
    ) async throws {
        let folder = try ReportFolder()
        try folder.write(text.utf8, to: Self.run + "manifest.json")
        let found = try await status(folder)
        #expect(found.state == state)
        #expect(found.report?.rows == rows)
        #expect(found.defects.isEmpty == (state != .broken))
        #expect(found.report?.run.manifest.string == Self.run + "manifest.json")
    }

    /// The run began at 21:50 of the 4th, and a day is granted.
    @Test(arguments: [
        (Schedule.daily, "2026-03-06T21:50:59Z", ReportStatus.State.arrived),
        (.daily, "2026-03-06T21:52:00Z", .overdue), (.weekly, "2026-03-12T21:50:59Z", .arrived),
        (.weekly, "2026-03-12T21:52:00Z", .overdue), (.monthly(day: 4), "2026-04-05T21:50:59Z", .arrived),
        (.monthly(day: nil), "2026-04-05T21:52:00Z", .overdue),
        // Nobody but the vendor knows how often that is.
        (.other(VendorName("x-cloud:Fortnightly")!), "2031-01-01T00:00:00Z", .arrived),
        (.daily, "2031-01-01T00:00:00Z", .overdue),
    ]) func `a report is overdue when schedule and grace have passed`(
        _ schedule: Schedule, _ now: String, _ state: ReportStatus.State
    ) async throws {
        let folder = try ReportFolder()
        try folder.write(Self.manifest(1).utf8, to: Self.run + "manifest.json")
        let found = try await status(folder, schedule, now: try #require(UTCInstant(now)))
        #expect(found.state == state)
        #expect(found.report != nil)
    }

    @Test func `without any run it is never, switched off it is off, without a list unreadable`() async throws {
        let folder = try ReportFolder()
        let never = try await status(folder)
        #expect(never.state == .never && never.folder == "inventory/acme-photos/bk-db/")
        #expect(try await status(folder, isEnabled: false).state == .off)
        // Rows without a manifest: the first run, under way.
        try folder.write("x".utf8, to: Self.run + "files/a.csv")
        let begun = try await status(folder)
        #expect(begun.state == .incomplete && begun.unfinished?.manifest.string == Self.run + "manifest.json")
        let broken = try ReportFolder()
        try broken.write("x".utf8, to: "inventory/acme-photos/bk-db")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: broken.path + "/inventory")
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: broken.path + "/inventory")
        }
        guard geteuid() != 0 else { return }
        #expect(try await status(broken).state == .unreadable)
    }

    @Test func `the newest run counts over the turn of a year, among files that are named alike`() async throws {
        let folder = try ReportFolder()
        let place = "inventory/1250000000/photos/bk-db/"
        let text = """
            {"sourceAppid": "1250000000", "sourceBucket": "photos", "fileFormat": "CSV", "fileSchema": "Key",
            "filterObjectCount": "9", "files": []}
            """
        for day in ["20251230", "20251231"] { try folder.write(text.utf8, to: "\(place)\(day)/manifest.json") }
        try folder.write("x".utf8, to: "\(place)20251231aaaaaaaaaaaaaaaaaaaaaaaa.csv.gz")
        try folder.write("x".utf8, to: "\(place)20269999/part")
        let found = try await status(
            folder, now: try #require(UTCInstant("2026-01-01T20:00:00Z")), cloud: .tencentCOS,
            bucket: "photos-1250000000")
        #expect(found.state == .arrived && found.report?.rows == 9)
        #expect(found.report?.run.manifest.string == "\(place)20251231/manifest.json")
    }
}
