import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// Comparisons of all versions.
@Suite struct HistoryTests {
    private static let columns = "Bucket,Key,VersionId,IsLatest,IsDeleteMarker,Size,LastModifiedDate,ETag"
    private static let (one, two) = (ComparedRows.digest, ComparedRows.other)

    /// A key's versions, oldest first: `1`, `2` an object of that size, digest after its size, `x` a delete marker, `-` one whose ETag
    /// tells nothing. The last one is current. A `'` puts it into the same second as the one before.
    private static func rows(_ history: String, key: String = "k", year: Int = 2025, ids: String = "v") -> [String] {
        var (rows, second) = ([String](), 0)
        let versions = history.split(separator: " ")
        for (index, version) in versions.enumerated() {
            if !version.hasSuffix("'") { second += 1 }
            let time = "\(year)-01-01T00:00:\(second < 10 ? "0" : "")\(second)Z"
            let isLast = index == versions.count - 1
            let rest =
                switch version.first {
                case "x": "true,,\(time),"
                case "1": "false,1,\(time),\(one)"
                case "2": "false,1,\(time),\(two)"
                case "3": "false,3,\(time),\(one.reversed().map(String.init).joined())"
                default: "false,1,\(time),"
                }
            rows.append("\(key),\(ids)\(index),\(isLast),\(rest)")
        }
        // A report is in no order.
        return rows.reversed()
    }

    private func compare(_ a: [String], _ b: [String]) async throws -> ComparedRows {
        try await ComparedRows(
            a, b, ComparisonOptions(question: .history, settledBefore: .init("2026-03-01")), columns: Self.columns)
    }

    @Test(
        arguments: [
            ("1", "1", "same-checksum"), ("1 2 x 3", "1 2 x 3", "same-checksum"), ("1 - x", "1 - x", "same-size"),
            // What most tools do: they copy the current version.
            ("1 2", "2", "different-history"), ("2", "1 2", "different-history"), ("1 x", "1", "different-history"),
            ("1 x 2", "1 2 x", "different-history"), ("1 2", "2 1", "suspect"), ("1 3", "1 2", "different-size"),
            ("1 -", "- 3", "different-size"),
            // Delete markers alone are no object.
            ("x", "x x", nil), ("x", "1", "extra"), ("1 x", "x", "missing"),
            // Versions of one second are in no order, whatever the other side says.
            ("1 2' 3", "2 1 3", "same-checksum"), ("1 2 3", "2 1' 3", "same-checksum"),
            ("1 2' 3", "2 1' 3", "same-checksum"),
            ("1 1' 3", "1 2 3", "suspect"), ("1 2' 3 2", "2 3 1' 2", "incomparable"),
            // The current one is the last, and so in its place.
            ("1 2'", "2 1'", "suspect"),
        ] as [(String, String, String?)])
    func `a history is the same where every version is, in order`(_ a: String, _ b: String, _ verdict: String?)
        async throws
    {
        let found = try await compare(Self.rows(a), Self.rows(b, year: 2026, ids: "other"))
        #expect(found.verdicts == [verdict].compactMap(\.self))
    }

    @Test func `keys are told in order with their numbers of versions, and an unsettled version leaves its key open`()
        async throws
    {
        let late = "m,v1,true,false,1,2026-03-02T00:00:00Z,\(Self.one)"
        let a = Self.rows("1 2", key: "b") + Self.rows("1", key: "a") + [late, "m,v0,false,false,1,,"]
        let b = Self.rows("1 2", key: "b") + Self.rows("1 1", key: "c") + ["m,v1,true,false,1,2025-01-01T00:00:00Z,"]
        let found = try await compare(a, b)
        #expect(found.told == ["+ a missing", "= b same-checksum", "- c extra", "! m unsettled"])
        #expect(found.result.summary?.counts[.differentHistory] == 0)
        #expect(found.result.summary?.counts.count == 11)
    }

    @Test func `a version that stands twice and two current ones end the comparison`() async throws {
        let good = Self.rows("1 2")
        for bad in [good + [good[1]], ["k,v1,true,false,1,,", "k,v2,true,false,1,,"]] {
            let found = try await compare(good, bad)
            #expect(found.result.summary == nil)
            #expect(found.result.target.failures.map(\.code) == [.keyRepeated])
        }
    }

    @Test func `many histories that spill and that stream say the same`() async throws {
        let rows = (0..<900).flatMap { Self.rows($0 % 3 == 0 ? "1 x 2" : "1 2", key: "key-\($0 + 1000)") }
        let other = (0..<900).flatMap { Self.rows($0 % 4 == 0 ? "1 2" : "1 x 2", key: "key-\($0 + 1000)") }
        var known: [String]?
        for (a, b, streams) in [
            (rows, other, true), (Array(rows.reversed()), other, false), (rows, Array(other.reversed()), true),
        ] {
            let found = try await ComparedRows(
                a, b, ComparisonOptions(question: .history, settledBefore: .init("2026-03-01")), memory: 1 << 14,
                columns: Self.columns, restarts: streams)
            #expect(found.told == known ?? found.told)
            known = found.told
            #expect(found.told.count == 900)
        }
    }

    @Test func `a report of current versions alone is refused`() async throws {
        await #expect(throws: InventoryError.self) {
            try await ComparedRows(["k,1,,"], ["k,1,,"], ComparisonOptions(question: .history))
        }
    }
}

/// Two reports of one bucket.
@Suite struct ChangeTests {
    private static let (early, digest, other) = (ComparedRows.early, ComparedRows.digest, ComparedRows.other)

    @Test(arguments: [
        ("k,1,\(early),\(digest)", "k,1,\(early),\(digest)", Change.same),
        ("k,1,\(early),\(digest)", "k,1,\(early),\(other)", .changed),
        ("k,1,\(early),\(digest)-2", "k,1,\(early),\(digest)-3", .changed),
        ("k,1,\(early),\(digest)", "k,1,\(early),\(digest)-3", .changed),
        ("k,1,,\(digest)", "k,2,,\(digest)", .changed), ("k,0,\(early),", "k,0,2026-01-02T00:00:00Z,", .changed),
        // A night's writes are what is asked for: nothing is unsettled.
        ("k,1,2027-01-01T00:00:00Z,x", "k,1,2027-01-01T00:00:00Z,y", .same), ("k,1,,x", "k,1,,x", .incomparable),
        ("k,1,,", "j,1,,", .added),
    ]) func `a change is what size, ETag and time tell`(_ after: String, _ before: String, _ change: Change)
        async throws
    {
        let found = try await ComparedRows([after], [before], ComparisonOptions(question: .change))
        let changes = try #require(found.result.summary?.changes)
        #expect(changes[change] == 1)
        #expect(changes[.removed] == (change == .added ? 1 : 0))
        #expect(changes.values.reduce(0, +) == (change == .added ? 2 : 1))
    }
}
