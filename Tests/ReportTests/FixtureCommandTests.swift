import Foundation
import TestShell
import Testing

/// Every pair of reports of `Tests/Vectors/reports`, through the built command.
@Suite struct FixtureCommandTests {
    @Test func `the fixtures are there`() { #expect(Fixture.all.count == 17) }

    @Test(arguments: Fixture.all) func `find names the newest complete run first`(_ fixture: Fixture) async throws {
        for side in fixture.sides {
            let result = try await Command.report(
                ["find", "\(fixture.folder)/\(side.name)", "--output", "json"] + side.truth["options"].texts)
            let found = try JSON(result.output)
            #expect(result.status == 0)
            #expect(found["format"].text == "cloud-inventory/report-runs/1")
            let newest = found["runs"].list.first { $0["complete"].content == .bool(true) }
            #expect(newest?["manifest"] == side.truth["manifest"])
        }
    }

    @Test(arguments: Fixture.all) func `verify says which rung a report stands on`(_ fixture: Fixture) async throws {
        for side in fixture.sides {
            let expected = side.truth["expect"]
            let result = try await Command.report(
                ["verify", "\(fixture.folder)/\(side.name)", "--output", "json"] + side.truth["options"].texts)
            let found = try JSON(result.output)
            #expect(found["format"].text == "cloud-inventory/report-verification/1")
            #expect(found["manifest"] == side.truth["manifest"])
            switch expected["outcome"].text {
            case "verified":
                #expect(result.status == 0)
                #expect(found["outcome"].text == "verified")
                #expect(found["rung"] == expected["rung"])
                #expect(found["steps"] == expected["steps"])
                #expect(found["rows"] == side.truth["rows"])
                #expect(found["cloud"] == side.truth["cloud"])
            case "failed":
                #expect(result.status == 1)
                #expect(found["outcome"].text == "failed")
                #expect(expected["rung"].list.contains(found["rung"]))
                let codes = Set(found["failures"].list.compactMap { $0["code"].text })
                #expect(!codes.isDisjoint(with: expected["codes"].texts))
            default: break
            }
        }
    }

    @Test(arguments: Fixture.all) func `cat prints every row, and none that is not there`(_ fixture: Fixture)
        async throws
    {
        for side in fixture.sides where side.truth["expect"]["outcome"].text == "verified" {
            let result = try await Command.report(
                ["cat", "\(fixture.folder)/\(side.name)", "--output", "jsonl"] + side.truth["options"].texts)
            #expect(result.status == 0)
            var printed: [JSON: Int] = [:]
            for line in result.output.split(separator: "\n") { printed[try JSON(String(line)), default: 0] += 1 }
            for row in try fixture.lines("rows-\(side.name).jsonl") { printed[row, default: 0] -= 1 }
            #expect(printed.filter { $0.value != 0 }.isEmpty)
        }
    }

    @Test(arguments: Fixture.all) func `compare concludes what is known of every key`(_ fixture: Fixture) async throws {
        let (truth, lists) = (fixture.truth["compare"], try ReportFolder())
        let words =
            ["compare", "\(fixture.folder)/a", "\(fixture.folder)/b", "--output", "json"] + truth["options"].texts
        for more in [[], ["--settled-before", truth["settledBefore"].text ?? ""]] {
            let result = try await Command.report(
                words + more + ["--lists", lists.path, "--work", "oms=\(lists.path)/oms"])
            let found = try JSON(result.output)
            #expect(result.status == (truth["exit"].number.map { Int32($0) }))
            #expect(found["format"].text == "cloud-inventory/report-comparison/1")
            #expect(found["counts"] == truth["counts"])
            guard !truth["counts"].isNull else {
                #expect(
                    !FileManager.default.fileExists(atPath: lists.path + "/verdicts.jsonl"), "nothing was concluded")
                continue
            }
            #expect(found["complete"] == truth["complete"])
            #expect(found["skipped"] == truth["skipped"])
            try check(lists, of: fixture)
        }
    }

    private func check(_ lists: ReportFolder, of fixture: Fixture) throws {
        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: lists.path + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
        }
        let known = try fixture.lines("keys.jsonl").filter { !$0["verdict"].isNull }
        let told = try lines("verdicts.jsonl").map { try JSON($0) }
        #expect(told.map { [$0["key"], $0["verdict"]] } == known.map { [$0["key"], $0["verdict"]] })
        let signs = [
            "same-checksum": "=", "same-size": "=", "missing": "+", "extra": "-", "unsettled": "!", "incomparable": "!",
        ]
        #expect(
            try lines("combined.txt")
                == known.map { "\(signs[$0["verdict"].text ?? ""] ?? "*") \($0["key"].text ?? "")" })
        let work = known.filter { ["+", "*"].contains(signs[$0["verdict"].text ?? ""] ?? "*") }
        #expect(try lines("oms") == work.compactMap { $0["key"].text })
    }

    private func compare(_ words: [String]) async throws -> Shell.Result {
        let folder = Fixture.root.path + "/cos-obs"
        return try await Command.report(["compare", folder + "/a", folder + "/b", "--output", "json"] + words)
    }

    @Test(arguments: [["--map", "nowhere/="], ["--map", "nowhere/=elsewhere/"], ["--exclude", ""]])
    func `a comparison of nothing is never complete`(_ words: [String]) async throws {
        let result = try await compare(words)
        #expect(result.status != 0, "\(result)")
        #expect(!result.output.contains("\"complete\":true"), "\(result)")
    }

    @Test func `options that exclude each other are refused before anything is read`() async throws {
        let folder = try ReportFolder()
        let place = folder.path + "/list"
        for words in [
            ["--map", "a/=b/", "--map", "c/=d/"], ["--work", "oms=\(place)", "--work", "oms=\(place)2"],
            ["--work", "oms=\(place)", "--work", "rclone=\(folder.path)/./list"],
            ["--lists", folder.path, "--work", "oms=\(folder.path)/combined.txt"], ["--work", "oms=\(folder.path)"],
        ] {
            let result = try await compare(words)
            #expect([4, 64].contains(result.status), "\(words): \(result)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `a list replaces no link`() async throws {
        let folder = try ReportFolder()
        try folder.write("mine".utf8, to: "kept")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/list", withDestinationPath: folder.path + "/kept")
        let result = try await compare(["--work", "oms=\(folder.path)/list"])
        #expect(result.status == 4, "\(result)")
        #expect(try String(contentsOfFile: folder.path + "/kept", encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["kept", "list"])
    }

    @Test func `a word that is not UTF-8 is refused, and not taken for another`() async throws {
        let folder = Fixture.all[0].folder
        let words = "compare '\(folder)/a' '\(folder)/b' --exclude \"$(printf 'caf\\351')\""
        let refused = try await Shell.run(
            ["sh", "-c", "'\(Command.program)' report \(words) 2>&1"], in: "/tmp",
            environment: ["PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "detect_leaks=0"])
        #expect(refused.status == 64 && refused.output.contains("word 6 of the command line, 'caf"), "\(refused)")
        #expect(refused.output.contains("is not UTF-8"), "\(refused)")
    }
}
