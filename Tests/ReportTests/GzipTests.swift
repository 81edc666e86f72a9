import InventoryReports
import Testing

@Suite struct GzipTests {
    static let bytes = Array((0..<9).map { RowTests.row.replacing("\"a\"", with: "\"\($0)\"") }.joined().utf8)
    static let member = Gzip.member(bytes)

    @Test(
        arguments: [
            (member, 9, []), (member + member, 18, []), (member + [0, 0, 0], 9, []), (Gzip.member([]), 0, []),
            (Array(member.dropLast()), 9, ["file-truncated"]), (Array(member.prefix(200)), nil, ["file-truncated"]),
            (Array(member.prefix(2)), 0, ["file-truncated"]), (member + [1], 9, ["file-corrupt"]),
            (member + [0, 1], 9, ["file-corrupt"]), (member + member.prefix(5), 9, ["file-truncated"]),
            (changed(member, at: 15 + 34), 9, ["file-corrupt"]),
            (changed(member, at: 15), 0, ["row-malformed", "file-corrupt"]),
            (changed(member, at: member.count - 6), 9, ["file-corrupt"]),
            (bytes, 9, []),
        ] as [([UInt8], Int64?, [String])]
    ) func `gzip is read whole or called by what is wrong`(_ file: [UInt8], _ rows: Int64?, _ codes: [String])
        async throws
    {
        let folder = try ReportFolder.with(file)
        let found = try await folder.verify()
        #expect(try await folder.codes() == codes)
        if let rows { #expect(found.rows == rows) }
    }

    private static func changed(_ bytes: [UInt8], at place: Int) -> [UInt8] {
        var bytes = bytes
        bytes[place] ^= 1
        return bytes
    }
}
