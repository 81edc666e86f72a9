#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import InventoryWire
    import TestShell
    import Testing

    /// `report find`, `verify` and `cat` on reports in a cloud, by the rule that ordered them and by the place where they lie.
    @Suite(.timeLimit(.minutes(5))) struct CloudReportTests {
        /// A cloud with one report: addresses of its rule and of the place, and what is in it.
        struct Delivery: Sendable, CustomTestStringConvertible {
            var testDescription: String
            var rule: String
            var place: String
            var manifest: String
            var rows: Int
            var destination: String
            var bucket: EmulatedBucket
        }

        private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Vectors/reports")

        /// The report of a fixture, as its folder is laid out.
        private static let ofOBS: Delivery = {
            let root = fixtures.appending(path: "options/b")
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
            let objects = names.compactMap { name -> EmulatedObject? in
                guard let text = try? String(contentsOf: root.appending(path: name), encoding: .utf8) else {
                    return nil
                }
                return EmulatedObject(name, .text(text))
            }
            return Delivery(
                testDescription: "OBS", rule: "\(Clouds.obs)/bk-db?\(Clouds.inOBS)",
                place: "obs://acme-inv/inventory/?\(Clouds.inOBS)",
                manifest: "inventory/acme-photos/bk-db/2026-05-02T23-50Z/manifest.json", rows: 28,
                destination: "acme-inv",
                bucket: EmulatedBucket(
                    provider: .huaweiOBS, name: "acme-inv", region: "cn-north-4", objects: objects))
        }()

        private static let ofCOS: Delivery = {
            let folder = "inventory/1250000000/photos/bk-db/"
            let rows = "\"1250000000\",\"photos\",\"a%20b%2Bc\",\"3\"\n\"1250000000\",\"photos\",\"d\",\"4\"\n"
            let md5 = (try? Digest.md5(Array(rows.utf8))).map(Hex.encode) ?? ""
            let manifest = """
                {"sourceAppid": "1250000000", "sourceBucket": "photos", "destinationAppid": "1250000000",
                "destinationBucket": "inv", "fileFormat": "CSV", "listObjectCount": "2", "listStorageSize": "7",
                "filterObjectCount": "2", "filterStorageSize": "7", "fileSchema": "Appid, Bucket, Key, Size",
                "files": [{"key": "\(folder)0.csv", "size": "\(rows.utf8.count)", "md5Checksum": "\(md5)"}]}
                """
            let run = folder + "20260502/"
            return Delivery(
                testDescription: "COS", rule: "\(Clouds.cos)/bk-db?\(Clouds.inCOS)",
                place: "cos://inv-1250000000/\(folder)?\(Clouds.inCOS)", manifest: run + "manifest.json", rows: 2,
                destination: "inv-1250000000",
                bucket: EmulatedBucket(
                    provider: .tencentCOS, name: "inv-1250000000", region: "ap-guangzhou",
                    objects: [
                        EmulatedObject(folder + "0.csv", .text(rows)),
                        EmulatedObject(run + "manifest.json", .text(manifest)),
                        EmulatedObject(
                            run + "manifest.checksum",
                            .text((try? Digest.md5(Array(manifest.utf8))).map(Hex.encode) ?? "")),
                        // An unfinished run, which is newer.
                        EmulatedObject(folder + "20260503/part", .text("")),
                    ]))
        }()

        static let all = [ofCOS, ofOBS]

        private static func rule(_ delivery: Delivery) -> String {
            "id: bk-db\nschedule: daily\nfields: [Size]\nreports: {bucket: \(delivery.destination), prefix: inventory}\n"
        }

        @Test(arguments: all) func `a rule leads to its reports, and so does their place`(_ delivery: Delivery)
            async throws
        {
            try await Clouds.run(more: [delivery.bucket]) { clouds in
                let tool = clouds.tool
                let bucket = delivery.rule.replacing("/bk-db", with: "")
                let stored = try await tool("put", bucket, tool.scratch.file("rule.yaml", Self.rule(delivery)))
                #expect(stored.status == 0, "\(stored)")
                for address in [delivery.rule, delivery.place] {
                    let found = try await tool("report", "find", address, "--output", "json")
                    #expect(found.status == 0, "\(found)")
                    let complete = try JSON(found.output)["runs"].list.first { $0["complete"].content == .bool(true) }
                    #expect(complete?["manifest"].text == delivery.manifest)

                    let verified = try await tool("report", "verify", address, "--output", "json")
                    #expect(verified.status == 0, "\(verified)")
                    #expect(try JSON(verified.output)["rows"].number == Int64(delivery.rows))

                    let rows = try await tool("report", "cat", address)
                    #expect(rows.status == 0, "\(rows)")
                    #expect(rows.output.split(separator: "\n").count == delivery.rows)
                }
            }
        }

        @Test func `a report of one cloud is compared with itself across the network`() async throws {
            try await Clouds.run(more: [Self.ofOBS.bucket]) { clouds in
                let compared = try await clouds.tool(
                    "report", "compare", Self.ofOBS.place, Self.ofOBS.place, "--output", "json")
                #expect(try JSON(compared.output)["counts"]["missing"].number == 0, "\(compared)")
            }
        }

        @Test(arguments: all) func `a damaged file is told by its rung`(_ delivery: Delivery) async throws {
            var bucket = delivery.bucket
            let file = try #require(bucket.objects.firstIndex { $0.key.hasSuffix(".csv") })
            bucket.objects[file].content = .text("x")
            try await Clouds.run(more: [bucket]) { clouds in
                let verified = try await clouds.tool("report", "verify", delivery.place, "--output", "json")
                #expect(verified.status == 1, "\(verified)")
                let codes = try JSON(verified.output)["failures"].list.map { $0["code"].text }
                #expect(codes.contains("file-size-mismatch"))
            }
        }

        @Test func `an address of S3 is one, though its scheme has a digit`() async throws {
            let bucket = EmulatedBucket(provider: .amazonS3, name: "acme-inv", region: "eu-west-1")
            try await Clouds.run(more: [bucket]) { clouds in
                var tool = clouds.tool
                tool.environment["AWS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                tool.environment["AWS_SECRET_ACCESS_KEY"] = "testSecretEXAMPLE"
                let none = try await tool("report", "verify", "s3://acme-inv/reports/?region=eu-west-1")
                #expect(none.status == 4 && clouds.emulator.requestCount > 0, "\(none)")
                let absent = try await tool("report", "verify", "s3://acme-inv/bk-db?region=eu-west-1")
                #expect(absent.status == 1 && absent.errors.contains("there is no such rule"), "\(absent)")
            }
        }

        @Test func `a place without reports, and a rule that is not there, are said`() async throws {
            try await Clouds.run { clouds in
                let none = try await clouds.tool("report", "verify", "\(Clouds.cos)/reports/?\(Clouds.inCOS)")
                #expect(none.status == 4, "\(none)")
                let absent = try await clouds.tool("report", "verify", "\(Clouds.cos)/bk-db?\(Clouds.inCOS)")
                #expect(absent.status == 1, "\(absent)")
                #expect(absent.errors.contains("there is no such rule"), "\(absent)")
                let foreign = try await clouds.tool("report", "find", "azure://b/p/?region=r")
                #expect(foreign.status == 64, "\(foreign)")
                #expect(foreign.errors.contains("no cloud has addresses that begin with 'azure://'"), "\(foreign)")
            }
        }
    }
#endif
