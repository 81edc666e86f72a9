import InventoryWire
import SpecKit
import Testing

/// Every exchange is what its operation asks for.
struct ExchangeCaseTests {
    /// What clouds call the parameter that names the rule.
    private static let idNames = ["id", "inventoryId"]

    @Test(arguments: Cases.exchanges) func `The request line is that of the operation`(exchange: ExchangeCase) {
        let line = exchange.requestLine
        let method: [ExchangeCase.Operation: String] = [
            .put: "PUT", .get: "GET", .list: "GET", .delete: "DELETE", .post: "POST",
        ]
        #expect(line.method == method[exchange.operation])
        #expect(line.path == "/")
        #expect(line.query.first == RequestLine.QueryPair(name: "inventory", value: nil))
        #expect(line.query.contains { Self.idNames.contains($0.name) } == (exchange.operation != .list))
    }

    @Test(arguments: Cases.exchanges) func `A document that is sent has the id of the query`(exchange: ExchangeCase)
        throws
    {
        let writes = [.put, .post].contains(exchange.operation)
        #expect(exchange.request.body.isEmpty == !writes)
        guard writes else { return }
        let root = try Document.root(exchange.request.body)
        #expect(root.name == (root.isJSON ? "" : "InventoryConfiguration"))
        #expect(root.child("Id")?.text == exchange.requestLine.query.first { Self.idNames.contains($0.name) }?.value)
        #expect((root.child("Schedule") == nil) == (exchange.operation == .post))
        #expect((root.child("IsEnabled") == nil) == (exchange.operation == .post))
    }

    @Test(arguments: Cases.exchanges) func `A reply has its operation's status and root`(exchange: ExchangeCase) throws
    {
        guard exchange.status < 300 else {
            let root = try Document.root(exchange.reply.body)
            #expect(root.isJSON || root.name == "Error")
            return
        }
        let isEmpty = exchange.operation == .delete || (exchange.operation == .put && exchange.vendor == "amazon-s3")
        #expect(exchange.status == (isEmpty ? 204 : 200))
        let list = [
            "tencent-cos": "ListInventoryConfigurationResult", "huawei-obs": "ListInventoryConfiguration",
            "amazon-s3": "ListInventoryConfigurationsResult", "volcengine-tos": "",
            "alibaba-oss": "ListInventoryConfigurationsResult",
        ][exchange.vendor]
        let roots: [ExchangeCase.Operation: String] = [
            .get: list == "" ? "" : "InventoryConfiguration", .list: try #require(list), .post: "PostInventoryResult",
        ]
        let root = exchange.reply.body.isEmpty ? nil : try Document.root(exchange.reply.body).name
        #expect(root == roots[exchange.operation])
    }

    @Test(arguments: Cases.exchanges) func `A length that is no placeholder is right`(exchange: ExchangeCase) {
        for message in [exchange.request, exchange.reply] where exchange.note?.contains("length") != true {
            guard let length = message["Content-Length"] else { continue }
            #expect(Int(length) == message.body.count)
        }
    }

    @Test(arguments: Cases.exchanges) func `Both sides carry the headers that every exchange has`(
        exchange: ExchangeCase
    ) throws {
        let dates = ["amazon-s3": "X-Amz-Date", "volcengine-tos": "x-tos-date", "alibaba-oss": "x-oss-date"]
        let date = dates[exchange.vendor] ?? "Date"
        for header in ["Host", date, "Authorization"] { #expect(exchange.request[header] != nil, "\(header)") }
        let id = [
            "tencent-cos": "x-cos-request-id", "huawei-obs": "x-obs-request-id", "amazon-s3": "x-amz-request-id",
            "volcengine-tos": "x-tos-request-id", "alibaba-oss": "x-oss-request-id",
        ][exchange.vendor]
        for header in [try #require(id), "Date"] { #expect(exchange.reply[header] != nil, "\(header)") }
    }
}
