#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import InventoryWire
    import TestShell
    import Testing

    /// Reports that the emulator writes for its rules, found and verified by the command.
    @Suite(.timeLimit(.minutes(5))) struct DeliveredReportTests {
        /// A rule of one of the clouds that the command reaches over a socket.
        struct Ordered: Sendable, CustomTestStringConvertible {
            var provider: EmulatedProvider
            var bucket: String
            var destination: String
            var address: String
            var query: String
            var testDescription: String { provider.rawValue }
        }

        static let all = [
            Ordered(
                provider: .tencentCOS, bucket: "photos-1250000000", destination: "inv-1250000000",
                address: Clouds.cos, query: Clouds.inCOS),
            Ordered(
                provider: .huaweiOBS, bucket: "acme-photos", destination: "acme-inv", address: Clouds.obs,
                query: Clouds.inOBS),
        ]
        static let keys = ["a b+c", "db/1", "db/日志", "logs/100%"]

        /// Runs the body with a rule stored by the command for what lies below `db/`, and the order to deliver its report.
        private func run(
            _ ordered: Ordered, _ body: (Clouds, ReportDelivery, _ rule: String) async throws -> Void
        ) async throws {
            let region = ordered.provider == .tencentCOS ? "ap-guangzhou" : "cn-north-4"
            let more = EmulatedBucket(provider: ordered.provider, name: ordered.destination, region: region)
            try await Clouds.run(more: [more]) { clouds in
                for key in Self.keys {
                    clouds.emulator.place(EmulatedObject(key, .text(key)), in: ordered.bucket, of: ordered.provider)
                }
                let text =
                    "id: bk-db\nschedule: daily\nfields: [Size]\nprefix: db/\n"
                    + "reports: {bucket: \(ordered.destination), prefix: inventory}\n"
                let stored = try await clouds.tool(
                    "put", "\(ordered.address)?\(ordered.query)", clouds.tool.scratch.file("rule.yaml", text))
                try #require(stored.status == 0, "\(stored)")
                let delivery = ReportDelivery(rule: "bk-db", bucket: ordered.bucket)
                try await body(clouds, delivery, "\(ordered.address)/bk-db?\(ordered.query)")
            }
        }

        @Test(arguments: all) func `a delivered report is found and verified by its rule`(_ ordered: Ordered)
            async throws
        {
            try await run(ordered) { clouds, delivery, rule in
                try #require(clouds.emulator.deliver(delivery, of: ordered.provider) != nil)
                let verified = try await clouds.tool("report", "verify", rule, "--output", "json")
                #expect(verified.status == 0, "\(verified)")
                #expect(try JSON(verified.output)["rows"].number == 2)
                let rows = try await clouds.tool("report", "cat", rule)
                let found = try rows.output.split(separator: "\n").map { try JSON(String($0))["key"].text }
                #expect(found == ["db/1", "db/%E6%97%A5%E5%BF%97"])
            }
        }

        @Test(arguments: all) func `a lost and a late report are not there until they come, and a cut one fails`(
            _ ordered: Ordered
        ) async throws {
            try await run(ordered) { clouds, delivery, rule in
                for fault in [ReportDelivery.Fault.lost, .late] {
                    var faulty = delivery
                    faulty.fault = fault
                    clouds.emulator.deliver(faulty, of: ordered.provider)
                    let verified = try await clouds.tool("report", "verify", rule, "--output", "json")
                    #expect(verified.status == 4, "\(verified)")
                }
                clouds.emulator.deliver(delivery, of: ordered.provider)
                #expect(try await clouds.tool("report", "verify", rule).status == 0)
                var cut = delivery
                cut.fault = .cut
                clouds.emulator.deliver(cut, of: ordered.provider)
                let verified = try await clouds.tool("report", "verify", rule, "--output", "json")
                #expect(verified.status == 1, "\(verified)")
                #expect(
                    try JSON(verified.output)["failures"].list.contains { $0["code"].text == "file-size-mismatch" })
            }
        }

        @Test func `rows delivered twice are told by the count of COS`() async throws {
            try await run(Self.all[0]) { clouds, delivery, rule in
                var doubled = delivery
                doubled.fault = .doubled
                clouds.emulator.deliver(doubled, of: .tencentCOS)
                let verified = try await clouds.tool("report", "verify", rule, "--output", "json")
                #expect(verified.status == 1, "\(verified)")
                #expect(try JSON(verified.output)["failures"].list.contains { $0["code"].text == "count-mismatch" })
            }
        }

        /// A rule for everything, every version of it, in the words that the clouds share.
        private static func document(of provider: EmulatedProvider) -> String {
            let fields = ["Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded"]
            guard provider != .volcengineTOS else {
                return """
                    {"Id": "r", "IsEnabled": true, "Destination": {"TOSBucketDestination": {"Format": "CSV", "Bucket": "inv-1",
                    "Prefix": "p"}}, "Schedule": {"Frequency": "Daily"}, "IncludedObjectVersions": "All",
                    "OptionalFields": {"Field": ["\(fields.joined(separator: "\", \""))"]}}
                    """
            }
            return """
                <InventoryConfiguration><Id>r</Id><IsEnabled>true</IsEnabled><Destination><XBucketDestination>\
                <Format>CSV</Format><Bucket>x:y::inv-1</Bucket><Prefix>p</Prefix></XBucketDestination></Destination>\
                <Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions>\
                <OptionalFields>\(fields.map { "<Field>\($0)</Field>" }.joined())</OptionalFields></InventoryConfiguration>
                """
        }

        @Test(arguments: EmulatedProvider.clouds) func `every cloud's layout is verified from a folder`(
            _ provider: EmulatedProvider
        ) async throws {
            try await Clouds.run { clouds in
                clouds.emulator.place(Array(Self.document(of: provider).utf8), as: "r", in: "b-1", of: provider)
                for key in Self.keys {
                    clouds.emulator.place(EmulatedObject(key, .text(key)), in: "b-1", of: provider)
                }
                // Another version of one, and one that is deleted.
                clouds.emulator.place(
                    EmulatedObject("db/1", .text("new"), versionID: "v2"), in: "b-1", of: provider)
                clouds.emulator.place(EmulatedObject("gone", .deleteMarker, versionID: "v1"), in: "b-1", of: provider)
                let delivery = ReportDelivery(rule: "r", bucket: "b-1")
                let root = try URL(filePath: clouds.tool.scratch.file("reports.txt", "")).deletingLastPathComponent()
                    .appending(path: "reports")
                for object in try #require(clouds.emulator.deliver(delivery, of: provider)) {
                    guard case .bytes(let bytes) = object.content else { continue }
                    let file = root.appending(path: object.key)
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try Data(bytes).write(to: file)
                }
                let verified = try await clouds.tool(
                    "report", "verify", root.path, "--cloud", provider.rawValue, "--output", "json")
                #expect(verified.status == 0, "\(verified)")
                #expect(try JSON(verified.output)["rows"].number == Int64(Self.keys.count + 2))
                let columns = try JSON(verified.output)["columns"].list.compactMap(\.text)
                #expect(columns.contains("IsLatest") && columns.suffix(2) == ["StorageClass", "IsMultipartUploaded"])
                #expect(try JSON(verified.output)["cloud"].text == provider.rawValue)
            }
        }
    }
#endif
