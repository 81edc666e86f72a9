import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// Whole comparisons through the library.
@Suite struct EvidenceTests {
    private static let (early, digest, other) = (ComparedRows.early, ComparedRows.digest, ComparedRows.other)

    private func compare(
        _ a: [String], _ b: [String],
        _ options: ComparisonOptions = ComparisonOptions(settledBefore: .init("2026-03-01")),
        memory: Int = 20 << 20
    ) async throws -> (ComparisonResult, [String]) {
        let compared = try await ComparedRows(a, b, options, memory: memory)
        return (compared.result, compared.told)
    }

    @Test(
        arguments: [
            ("k,1,\(early),\(digest)", "k,1,\(early),\(digest.uppercased())", "same-checksum"),
            ("k,1,\(early),\(digest)-2", "k,1,\(early),\(digest)-2", "same-checksum"),
            ("k,1,\(early),\(digest)-2", "k,1,\(early),\(digest)-3", "same-size"),
            ("k,0,\(early),\(other)", "k,0,\(early),\(digest)", "same-checksum"),
            ("k,1,\(early),\(digest)", "k,2,\(early),\(digest)", "incomparable"),
            ("k,1,\(early),\(digest)", "k,2,\(early),\(other)", "different-size"),
            ("k,1,\(early),\(digest)", "k,1,\(early),\(other)", "suspect"),
            ("k,1,\(early),x", "k,1,\(early),x", "same-size"), ("k,,\(early),x", "k,1,\(early),x", "incomparable"),
            ("k,1,2026-01-01T00:00:01Z,\(digest)", "k,1,\(early),\(other)", "stale"),
            ("k,1,2026-03-01T00:00:00Z,x", "k,2,\(early),x", "unsettled"),
            ("k,1,2026-03-01T00:00:00Z,\(digest)", "k,1,\(early),\(digest)", "same-checksum"),
        ]) func `a verdict is what is proven, and nothing more`(_ a: String, _ b: String, _ verdict: String)
        async throws
    {
        let (result, told) = try await compare([a], [b])
        #expect(told.map { $0.split(separator: " ").last.map(String.init) } == [verdict])
        #expect(result.summary?.counts[Verdict(rawValue: verdict) ?? .extra] == 1)
    }

    @Test func `an ETag is a digest only if all of it is hexadecimal`() async throws {
        // The neighbours of the digits and letters, and what differs from a digit in one bit.
        let rows = "/:@G`gpP\u{10}".flatMap { letter in
            (0..<32).map { place in
                var etag = Array(Self.digest)
                etag[place] = letter
                return "\(letter.unicodeScalars.first?.value ?? 0)-\(place),1,\(Self.early),\(String(etag))"
            }
        }.sorted()
        let (result, _) = try await compare(rows, rows)
        #expect(result.summary?.counts[.sameSize] == rows.count)
    }

    @Test func `keys are matched byte by byte, whatever they spell`() async throws {
        let (_, told) = try await compare(
            ["e%CC%81,1,,", "%C3%A9,1,,", "a+b,1,,", "a%00,1,,", "a,1,,"],
            ["%C3%A9,1,,", "a%20b,1,,", "A,1,,", "a%00%00,1,,"])
        #expect(
            told == [
                "- A extra", "+ a missing", "+ a%00 missing", "- a%00%00 extra", "= a%20b same-size",
                "+ e%CC%81 missing",
                "= %C3%A9 same-size",
            ])
    }

    @Test func `a comparison that spills says the same as one in memory`() async throws {
        let keys = (0..<6000).map { "dir/\(($0 * 7919) % 6000)/name" }
        let a = keys.enumerated().filter { $0.offset % 5 != 0 }.map { "\($0.element),1,\(Self.early)," }
        let b = keys.reversed().enumerated().filter { $0.offset % 7 != 0 }.map { "\($0.element),1,\(Self.early)," }
        let (whole, lines) = try await compare(a, b)
        let (spilled, same) = try await compare(a, b, memory: 1 << 14)
        #expect(whole.summary == spilled.summary)
        #expect(lines == same)
        #expect(lines.count == Set(a + b).count)
        let (sorted, _) = try await compare(a.sorted(), b.sorted(), memory: 1 << 14)
        #expect(sorted.summary == whole.summary)
    }

    @Test func `a key that stands twice ends the comparison, spilled or not`() async throws {
        for memory in [20 << 20, 1 << 14] {
            let rows = (0..<2000).map { "k\($0),1,," }
            let (result, _) = try await compare(rows, rows + ["k77,1,,"], memory: memory)
            #expect(result.summary == nil)
            #expect(result.target.failures.map(\.code) == [.keyRepeated])
            #expect(result.source.outcome == .verified)
        }
    }

    @Test func `the sentence says what a person needs`() async throws {
        let (result, _) = try await compare(
            ["a,1,\(Self.early),", "b,1,\(Self.early),\(Self.digest)", "c,1,\(Self.early),", "d,1,\(Self.early),"],
            ["a,1,\(Self.early),", "b,1,\(Self.early),\(Self.digest)", "c,2,\(Self.early),", "e,1,\(Self.early),"])
        #expect(
            result.summary?.sentence
                == "not complete: 1 missing, 1 different; 1 extra at the target; 1 the same by checksum, 1 by size alone"
        )
    }

    @Test func `a mapping, exclusions and folders are left out and counted`() async throws {
        let options = ComparisonOptions(
            settledBefore: .init("2026-03-01"), sourcePrefix: "old/", targetPrefix: "new/", excluded: ["tmp/"],
            skipsFolders: true)
        let (result, told) = try await compare(
            ["old/a,1,,", "old/tmp/b,1,,", "old/dir/,0,,", "other,1,,"], ["new/a,1,,", "new/c,1,,", "new/tmp/x,1,,"],
            options)
        #expect(told == ["= old/a same-size", "- old/c extra"])
        #expect(result.summary?.skippedAtSource.excluded == 1)
        #expect(result.summary?.skippedAtSource.folders == 1)
        #expect(result.summary?.skippedAtSource.outOfScope == 1)
        #expect(result.summary?.skippedAtTarget.excluded == 1)
    }
}
