import InventoryComparison
import InventoryCore
import InventoryReports
import Testing

/// Rows in order are merged while they are read; rows that are not go another way to the same result.
@Suite struct ComparisonOrderTests {
    private static func rows(_ range: Range<Int>, size: Int = 1) -> [String] {
        range.map { number in "dir/\(number + 100_000),\(size),\(ComparedRows.early)," }
    }

    private static let nowhere = ScratchFolder("/nonexistent")
    private static let memory = 1 << 16

    @Test func `rows in order need no scratch file, however many they are`() async throws {
        let (a, b) = (Self.rows(0..<3000), Self.rows(10..<3010))
        let found = try await ComparedRows(a, b, memory: Self.memory, scratch: Self.nowhere, restarts: true)
        #expect(found.restarts == 0)
        #expect(found.result.summary?.counts[.sameSize] == 2990)
        #expect(found.result.summary?.counts[.missing] == 10)
        #expect(found.result.summary?.counts[.extra] == 10)
        #expect(found.told.count == 3010)
        // Where nothing may be told twice, they wait in a file.
        await #expect(throws: InventoryError.self) {
            try await ComparedRows(a, b, memory: Self.memory, scratch: Self.nowhere)
        }
    }

    @Test(arguments: [0, 1, 1499, 2999])
    func `rows that do not go on in order are all told anew, and none is lost`(_ place: Int) async throws {
        var a = Self.rows(0..<3000)
        a.insert(a.remove(at: place), at: place == 0 ? 2999 : 0)
        let b = Self.rows(0..<3000, size: 2)
        for (x, y) in [(a, b), (b, a), (a, a)] {
            let found = try await ComparedRows(x, y, memory: Self.memory, restarts: true)
            let known = try await ComparedRows(x.sorted(), y.sorted(), memory: Self.memory)
            #expect(found.told == known.told)
            #expect(found.result.summary == known.result.summary)
            // A first row out of order shows in the first piece: nothing was told yet.
            #expect(found.restarts == (place == 0 ? 1 : found.restarts))
        }
        let late = try await ComparedRows(
            Self.rows(0..<3000) + ["a,1,,"], b, memory: Self.memory, restarts: true)
        #expect(late.restarts == 1)
        #expect(late.told.count == 3001 && late.told.first == "+ a missing")
    }

    @Test func `rows out of order from the first go through the sorter at once`() async throws {
        let a = Self.rows(0..<3000).reversed().map(\.self)
        let found = try await ComparedRows(a, Self.rows(0..<3000), memory: Self.memory, restarts: true)
        #expect(found.restarts == 0)
        #expect(found.result.summary?.counts[.sameSize] == 3000)
    }

    @Test func `a key that stands twice ends the comparison, wherever its two rows lie`() async throws {
        let rows = Self.rows(0..<3000)
        for place in [0, 1, 700, 2999] {
            var twice = rows
            twice.insert(rows[place], at: place)
            let found = try await ComparedRows(rows, twice, memory: Self.memory, restarts: true)
            #expect(found.result.summary == nil)
            #expect(found.result.target.failures.map(\.code) == [.keyRepeated])
            #expect(found.result.source.outcome == .verified)
            #expect(found.result.source.rows == 3000 && found.result.target.rows == 3001)
        }
    }

    @Test func `what is wrong at a report's end leaves no summary, whatever was told before`() async throws {
        let rows = Self.rows(0..<3000)
        let found = try await ComparedRows(rows, rows + ["z,none,,"], memory: Self.memory, restarts: true)
        #expect(found.result.summary == nil)
        #expect(found.result.target.failures.map(\.code) == [.rowValue])
        #expect(!found.told.isEmpty)
    }

    private struct Refusal: Error {}

    @Test func `an error of whoever is told ends the reading`() async throws {
        let text = Self.rows(0..<3000).map { "acme-photos,\($0)\n" }.joined()
        let folders = try [text, text].map { try ReportFolder.with($0.utf8) }
        var comparison = Comparison(
            of: try #require(try await folders[0].store().newestReport()),
            with: try #require(try await folders[1].store().newestReport()))
        comparison.memory = Self.memory
        for startOver in [nil, {}] as [(() -> Void)?] {
            await #expect(throws: Refusal.self) {
                try await comparison.run(startOver: startOver) { _ in throw Refusal() }
            }
        }
        withExtendedLifetime(folders) {}
    }
}
