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
}
