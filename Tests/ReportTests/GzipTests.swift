import Foundation
import Testing

@testable import InventoryReports

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

    /// ISA-L is installed with what the tests need; where it is, it must not be passed over in silence.
    @Test func `ISA-L is used where the machine has it`() {
        #expect((ISALMember() != nil) == (dlopen("libisal.so.2", RTLD_NOW) != nil))
    }

    @Test func `zlib and ISA-L unpack the same, whatever the pieces, and find the same damage`() throws {
        let text = (0..<3000).map { "\($0 &* 2_654_435_761 % 4093),photos/\($0 % 97)/a.jpg\n" }.joined()
        let packed = try #require(GzipMember.pack(Array(text.utf8)))
        let small = try #require(GzipMember.pack(Array(text.utf8.prefix(300))))
        var files = [
            packed, packed + small, small + small + [0, 0], small + [7], Array(packed.dropLast(5)), Self.member,
        ]
        for bit in 0..<(8 * small.count) {
            var bytes = small
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            files.append(bytes)
        }
        for (number, file) in files.enumerated() {
            for (input, output) in [(1 << 20, 1 << 17), (7, 64), (1, 4096)] {
                let zlib = Unpacked(file, by: ZlibMember(), input, output)
                guard let isal = ISALMember().map({ Unpacked(file, by: $0, input, output) }) else { return }
                // A name in the header that does not end is cut to one and damaged to the other; what stands before
                // damage may come out in part.
                #expect(zlib.isWhole == isal.isWhole, "file \(number), \(input)")
                #expect(zlib.bytes == isal.bytes || !zlib.isWhole, "file \(number), \(input)")
            }
        }
    }
}

/// What becomes of a file that is given in small pieces, and taken in small ones.
private struct Unpacked {
    var bytes: [UInt8] = []
    var isWhole = false

    init(_ file: [UInt8], by member: any MemberInflater, _ input: Int, _ output: Int) {
        var inflater = Inflater(member)
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: output)
        defer { room.deallocate() }
        for start in stride(from: 0, to: file.count, by: input) {
            // A piece of its own: what lies around it is nobody's.
            Array(file[start..<min(start + input, file.count)]).withUnsafeBufferPointer { piece in
                var rest = piece
                while true {
                    let count = inflater.inflate(&rest, to: room)
                    bytes += room[..<count]
                    if inflater.isCorrupt || rest.isEmpty && count < output { return }
                }
            }
            if inflater.isCorrupt { break }
        }
        isWhole = inflater.isAtEnd && !inflater.isCorrupt
    }
}
