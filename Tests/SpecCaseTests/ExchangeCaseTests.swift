import InventoryCore
import InventoryCurl
import InventoryProviderKit
import InventoryVendorFacts
import InventoryWire
import SpecKit
import TestSupport
import Testing

@Suite("Spec: exchanges of the vendors' pages, over a socket")
struct ExchangeCaseTests {
    @Test("The request is as printed and the reply is understood", arguments: SpecCases.exchanges)
    func exchange(_ exchange: ExchangeCase) async throws {
        let vendor = try #require(SpecCases.values[exchange.vendor])
        let server = FaultServer { _ in [.send(Self.reply(exchange))] }
        defer { server.stop() }
        let transport = CurlTransport()
        let provider = HTTPProvider(
            vendor,
            options: ProviderOptions(
                transport: transport,
                credentials: FixedCredential(Credential(accessKey: "access", secretKey: Secret("secret"))),
                connectTo: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true), retry: .never))

        let outcome = try await perform(exchange, provider)
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.lines[0] == "\(exchange.requestLine.method) \(exchange.requestLine.target) HTTP/1.1")
        for header in exchange.request.headers where !Self.ofTheirClient.contains(header.name) {
            #expect(
                request.lines.dropFirst().contains { $0.lowercased().hasPrefix(header.name.lowercased() + ":") },
                "the page sends \(header.name)")
        }
        #expect(request.lines.contains("Host: " + (exchange.request["Host"] ?? "")))
        if !exchange.request.body.isEmpty {
            #expect(try outline(request.body) == outline(exchange.request.body))
        }
        #expect(outcome.status == exchange.status)
        for header in exchange.reply.headers where header.name.hasPrefix("x-") {
            #expect(outcome.requestIDs.keys.contains(header.name), "\(header.name) is kept")
        }
        if exchange.status >= 300, let code = Self.element("Code", in: exchange.reply.body) {
            #expect(outcome.vendorCode == code)
        }
        if let jobID = Self.element("JobId", in: exchange.reply.body), exchange.reply["Content-Length"] != "0" {
            #expect(outcome.jobID == jobID)
        }
    }

    /// Headers that a page's samples have because curl made them.
    private static let ofTheirClient: Set<String> = ["User-Agent", "Accept", "Expect"]

    private struct Outcome {
        var status: Int
        var requestIDs: [String: String]
        var vendorCode: String?
        var jobID: String?

        init(_ receipt: Receipt, jobID: String? = nil) {
            (status, requestIDs, self.jobID) = (receipt.status, receipt.requestIDs, jobID)
        }

        init(_ reply: VendorReply) { (status, requestIDs, vendorCode) = (reply.status, reply.requestIDs, reply.code) }
    }

    /// Makes the call that the page shows, with the document of the page translated there and back.
    private func perform(
        _ exchange: ExchangeCase, _ provider: HTTPProvider
    ) async throws -> Outcome {
        let query = exchange.requestLine.query
        func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
        let id = ExactText(value(provider.vendor.requests.idParameter) ?? "")
        let bucket = try self.bucket(exchange)
        let body = exchange.request.body
        do {
            switch exchange.operation {
            case .put:
                return Outcome(try await provider.store(provider.vendor.rules.decodeRule(body).rule, in: bucket))
            case .get:
                let stored = try await provider.rule(id, in: bucket)
                #expect(stored.rule.id == id)
                #expect(stored.findings.isEmpty)
                return Outcome(Receipt(status: 200, requestIDs: Self.requestIDs(exchange)))
            case .list:
                let token = value("continuation-token").map {
                    String(decoding: PercentEncoding.decode($0), as: UTF8.self)
                }
                let page = try await provider.rules(in: bucket, after: token.map { PageCursor(token: $0) })
                #expect(!page.entries.isEmpty)
                return Outcome(page.receipt)
            case .delete: return Outcome(try await provider.removeRule(id, in: bucket))
            case .post:
                let job = try #require(provider.vendor.jobs).decodeJob(body).value
                let receipt = try await provider.startOneOffJob(job, in: bucket)
                return Outcome(receipt.receipt, jobID: receipt.jobID)
            }
        } catch let error as InventoryError {
            #expect(exchange.status >= 300, "\(error)")
            return Outcome(try #require(error.reply))
        }
    }

    private func bucket(_ exchange: ExchangeCase) throws -> BucketAddress {
        let labels = try #require(exchange.request["Host"]).split(separator: ".")
        let isJoined = ["tos-", "oss-"].contains { labels[1].hasPrefix($0) }
        let region = isJoined ? labels[1].dropFirst(4) : labels[2]
        return BucketAddress(ExactText(String(labels[0])), region: ExactText(String(region)))
    }

    /// The reply as it goes on the wire: with the length that the body has. (The pages print others.)
    private static func reply(_ exchange: ExchangeCase) -> [UInt8] {
        let body = exchange.reply["Content-Length"] == "0" ? [] : exchange.reply.body
        let headers = exchange.reply.headers.filter { $0.name != "Content-Length" }.map {
            "\($0.name): \($0.value)\r\n"
        }
        let length = exchange.status == 204 ? "" : "Content-Length: \(body.count)\r\n"
        return Array("\(exchange.reply.startLine)\r\n\(headers.joined())\(length)\r\n".utf8) + body
    }

    private static func requestIDs(_ exchange: ExchangeCase) -> [String: String] {
        Dictionary(
            exchange.reply.headers.filter { $0.name.hasPrefix("x-") }.map { ($0.name, $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func element(_ name: String, in body: [UInt8]) -> String? {
        (try? root(of: body))?.children.first { $0.name == name }?.text
    }

    private static func root(of body: [UInt8]) throws -> DocumentElement {
        try body.first == UInt8(ascii: "{") ? JSONReader.read(body).root : XMLReader.read(body).root
    }

    /// A document without the order of siblings of different names.
    private func outline(_ body: [UInt8]) throws -> String {
        func text(_ element: DocumentElement) -> String {
            let children = element.children.enumerated().sorted {
                ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
            }
            return
                "\(element.name)(\(children.isEmpty ? element.text : children.map { text($0.element) }.joined(separator: ",")))"
        }
        return text(try Self.root(of: body))
    }
}
