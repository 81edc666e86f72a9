import CloudInventory
import InventoryCore
import InventoryWire

@testable import InventoryCLI
@testable import InventoryCurl

extension FuzzTarget {
    /// An address as somebody types it, and a server's URL. What is refused is refused in a sentence for a terminal.
    static func address(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            let address = try RuleAddress(text)
            guard !address.bucket.name.isEmpty else { fatalError("an address without a bucket") }
            _ = try? address.requireID()
            _ = try? address.requireBucketAlone()
        } catch {
            check(error.message)
        }
        for provider in Vendors.ids {
            _ = try? RuleAddress(text, of: provider, region: text)
        }
        do { _ = try ServerURL(text, option: "--proxy").connectTarget } catch { check(error.message) }
    }

    private static func check(_ sentence: String) {
        guard sentence.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            fatalError("a sentence holds control characters")
        }
    }

    /// An answer as libcurl hands it over, line by line and then in pieces, and as it is read after that.
    static func answer(_ bytes: [UInt8]) {
        let limit = 256
        let request = HTTPRequest(method: .get, host: "h.example", maximumResponseBytes: limit)
        guard let route = try? RequestRules.route(of: request, settings: settings) else {
            fatalError("the request is refused")
        }
        let transfer = Transfer(
            RequestBlock(request, route: route), route: route, request: request, timeout: .seconds(1))
        var rest = bytes[...]
        while !transfer.head.isComplete, let end = rest.firstIndex(of: 0x0A) {
            let line = Array(rest[...end])
            rest = rest[(end + 1)...]
            guard line.withUnsafeBytes(transfer.receiveHead) == line.count else { return check(transfer) }
        }
        while !rest.isEmpty {
            let piece = Array(rest.prefix(50))
            rest = rest.dropFirst(50)
            guard piece.withUnsafeBytes(transfer.receiveBody) == piece.count else { return check(transfer) }
        }
        guard transfer.body.count <= limit else { fatalError("more was taken than is allowed") }
        let status = bytes.first.map { 100 + Int($0) * 2 } ?? 200
        guard
            let response = try? RawAnswer(status: status, head: transfer.head, body: transfer.body)
                .response(from: "h.example")
        else { return }
        for field in response.headers.fields {
            guard field.name.utf8.allSatisfy(RequestRules.isTokenByte), !field.name.isEmpty,
                !field.value.utf8.contains(0x0A)
            else { fatalError("a header that is none") }
        }
    }

    private static let settings = Settings(CurlTransport.Options())

    /// Whoever breaks off says why.
    private static func check(_ transfer: Transfer) {
        guard transfer.breach != nil else { fatalError("the transfer was broken off without a reason") }
    }
}
