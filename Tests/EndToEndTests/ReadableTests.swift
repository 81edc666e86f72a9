#if CommandLineTool && EmulatorServer
    import InventoryCore
    import InventoryEmulator
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// Instants and counts as people and as programs get them.
    @Suite(.timeLimit(.minutes(5))) struct ReadableTests {
        @Test(
            arguments: [
                (WallClock.utc, 28_800, "2026-11-30 06:37:21 UTC"), (.localTime, 28_800, "2026-11-30 14:37:21 +08:00"),
                (.localTime, 0, "2026-11-30 06:37:21 UTC"), (.localTime, -12_600, "2026-11-30 03:07:21 -03:30"),
                (.localTime, -25_200, "2026-11-29 23:37:21 -07:00"), (.localTime, 65_000, "2026-12-01 00:40:41 +18:03"),
            ])
        func `an instant is told with its zone`(_ clock: WallClock, _ offset: Int, _ text: String) throws {
            let instant = try #require(UTCInstant("2026-11-30T06:37:21Z"))
            #expect(clock.text(instant) { _ in offset } == text)
        }

        @Test(
            arguments: [
                (0, "0"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_234_567, "1,234,567"),
                (-1_000, "-1,000"),
                (-999, "-999"), (Int.max, "9,223,372,036,854,775,807"), (Int.min, "-9,223,372,036,854,775,808"),
            ])
        func `a large count is told in groups`(_ number: Int, _ text: String) {
            #expect(number.grouped == text)
        }

        @Test func `tables tell times in UTC, or by the clock on the wall, and JSON as ever`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                // A zone that needs no file: eight hours ahead.
                tool.environment["TZ"] = "XYZ-8"
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                tool.arguments = []
                let json = try await tool("runs", file, "--local-time", "--output", "json")
                let started = try #require(try JSON(json.output)["runs"][0]["started"].text)
                let instant = try #require(UTCInstant(started), "\(json)")
                let (utc, local) = (
                    WallClock.utc.text(instant), WallClock.localTime.text(instant) { _ in 8 * 3600 }
                )
                #expect(utc.hasSuffix(" UTC") && local.hasSuffix(" +08:00"))
                for (words, text) in [([], utc), (["--utc"], utc), (["--local-time"], local)] {
                    let table = try await tool.run(["runs", file] + words)
                    #expect(table.output.contains("  \(text)  "), "\(table)")
                    #expect(!table.output.contains(started), "\(table)")
                    let undo = try await tool.run(["undo", "last", file] + words + clouds.tool.arguments)
                    #expect(undo.errors.contains("apply of 'test', \(text); it stored 4 rules"), "\(undo)")
                }
                let both = try await tool("runs", file, "--utc", "--local-time")
                #expect(both.status == 64, "\(both)")
            }
        }

        @Test func `a page and the table of reports tell times by the same clock`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["TZ"] = "XYZ-8"
                let text = Samples.ruleSet().replacing("inv-1250000000", with: "photos-1250000000")
                    .replacing("acme-inv", with: "acme-photos").replacing(", Crc64]", with: "]")
                    .replacing("accept: {bk-db: [field.Crc64]}", with: "")
                let file = try tool.scratch.file("set.yaml", text)
                #expect(try await tool("apply", file).status == 0)
                let delivered = try await tool("emulate", "deliver", "\(Clouds.cos)/bk-db?\(Clouds.inCOS)")
                #expect(delivered.status == 0, "\(delivered)")
                let page = tool.scratch.path + "/page.html"
                let table = try await tool("report", "status", file, "--local-time", "--html", page)
                #expect(table.status == 2, "\(table)")
                let json = try await tool("report", "status", file, "--local-time", "--output", "json")
                let rule = try JSON(json.output)["buckets"][0]["rules"][0]
                let arrived = try #require(rule["arrived"].text.flatMap { UTCInstant($0) }, "\(json)")
                let local = WallClock.localTime.text(arrived) { _ in 8 * 3600 }
                #expect(table.output.contains("  arrived  \(local)  "), "\(table)")
                let written = try #require(tool.scratch.text(of: "page.html"))
                #expect(written.contains("\"arrived: \(local)\""), "\(written)")
                #expect(written.contains(" +08:00\","), "\(written)")
            }
        }
    }
#endif
