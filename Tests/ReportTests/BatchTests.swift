import InventoryCore
import InventoryReports
import TestShell
import Testing

/// Rows through the library.
@Suite struct BatchTests {
    @Test(arguments: Fixture.all) func `batches hold what cat prints`(_ fixture: Fixture) async throws {
        for side in fixture.sides where side.truth["expect"]["outcome"].text == "verified" {
            let store = ReportStore(
                try FolderStore("\(fixture.folder)/\(side.name)"),
                provider: side.truth["options"].texts.last.map { ProviderID(rawValue: $0) })
            let report = try #require(try await store.newestReport())
            var found: [String: Int64] = [:]
            var count = 0
            for try await batch in report.rows() {
                for row in batch {
                    count += 1
                    found[String(decoding: row.key.flatMap(Self.canonical), as: UTF8.self)] = row.size ?? -1
                }
            }
            let rows = try fixture.lines("rows-\(side.name).jsonl")
            #expect(count == rows.count)
            for row in rows where row["isLatest"].content != .bool(false) {
                let key = try #require(row["key"].text)
                if side.truth["scope"].text == "current" { #expect(found[key] == row["size"].number ?? -1) }
                #expect(found[key] != nil)
            }
        }
    }

    private static func canonical(_ byte: UInt8) -> [UInt8] {
        let scalar = Unicode.Scalar(byte)
        if "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".unicodeScalars.contains(scalar) {
            return [byte]
        }
        let digits = String(byte, radix: 16, uppercase: true)
        return Array(("%" + (digits.count == 1 ? "0" : "") + digits).utf8)
    }

    @Test func `a report that fails throws at its end`() async throws {
        let folder = try ReportFolder.with((RowTests.row + "too,short\n").utf8)
        let report = try #require(try await folder.store().newestReport())
        var count = 0
        await #expect(throws: InventoryError.self) { for try await batch in report.rows() { count += batch.count } }
        #expect(count == 1)
        withExtendedLifetime(folder) {}
    }
}
