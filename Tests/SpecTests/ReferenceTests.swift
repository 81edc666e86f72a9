import InventoryWire
import SpecKit
import Testing

/// Everything that the vendors' pages name occurs in an exchange.
struct ReferenceTests {
    /// One entry, and the page that it is of.
    struct Named: Sendable, CustomStringConvertible {
        var vendor: String
        var page: String
        var entry: ReferenceEntry

        var description: String { "\(page): \(entry.kind) \(entry.section.map { "\($0): " } ?? "")\(entry.name)" }
    }

    static let all: [Named] = Vendor.all.flatMap { vendor -> [Named] in
        let file = try? SpecFolder.locate().reference(of: vendor.folder)
        return (file?.pages ?? []).flatMap { page in
            page.entries.map { Named(vendor: vendor.folder, page: page.page, entry: $0) }
        }
    }

    @Test func `The lists are as long as the pages`() {
        let counts = Dictionary(grouping: Self.all, by: \.page).mapValues(\.count)
        #expect(
            counts == [
                "cos-c-sdk-inventory.txt": 71, "cos-js-sdk-inventory.txt": 66, "cos-post-bucket-inventory.txt": 38,
                "cos-get-bucket-inventory.txt": 31, "obs-put-bucket-inventory.txt": 37,
            ])
        #expect(Self.all.count == 243)
    }

    @Test(arguments: all) func `What a page names occurs in its exchange`(named: Named) throws {
        let exchange = try #require(
            Cases.exchanges.first { $0.vendor == named.vendor && $0.name == named.entry.exchange },
            "there is no exchange '\(named.entry.exchange)'")
        switch named.entry.trace {
        case .requestLine(let start): #expect(exchange.request.startLine.hasPrefix(start))
        case .query(let name):
            #expect(exchange.requestLine.query.contains { $0.name == name && $0.value?.isEmpty == false })
        case .header(let name): #expect(exchange.request[name]?.isEmpty == false)
        case .element(let path): try expect(path, in: exchange.request.body)
        case .replyStatus: #expect(exchange.status >= 200)
        case .replyHeader(let name): #expect(exchange.reply[name]?.isEmpty == false)
        case .replyElement(let path): try expect(path, in: exchange.reply.body)
        case .replyCode(let code):
            #expect(try XMLReader.read(exchange.reply.body).root.child("Code")?.text == code)
        }
    }

    private func expect(_ path: [String], in document: [UInt8]) throws {
        let root = try XMLReader.read(document).root
        #expect(root.name == path.first)
        #expect(root.text(at: path.dropFirst()) != nil, "no \(path.joined(separator: "/"))")
    }

    @Test func `An exchange that no name of a page needs is one of the known ones`() {
        let used = Set(Self.all.map { "\($0.vendor)/\($0.entry.exchange)" })
        let unused = Cases.exchanges.map { "\($0.vendor)/\($0.name)" }.filter { !used.contains($0) }
        #expect(
            // The pages of OSS, S3 and TOS are not among those that the lists were made of.
            unused.filter { name in !["alibaba-oss/", "amazon-s3/", "volcengine-tos/"].contains { name.hasPrefix($0) } }
                == [
                    "huawei-obs/delete", "huawei-obs/get-not-found", "huawei-obs/get", "huawei-obs/list",
                    "tencent-cos/c-sdk-delete-id1", "tencent-cos/c-sdk-delete-id2", "tencent-cos/c-sdk-put-id1",
                    "tencent-cos/c-sdk-put-id2", "tencent-cos/get-not-found", "tencent-cos/post-duplicate",
                    "tencent-cos/put-inventory-full",
                ])
    }
}
