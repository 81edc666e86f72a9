import CloudInventory

/// Both clouds' answers to a list, the same for every bucket, without any network.
struct CannedClouds: HTTPTransport {
    private let cos: HTTPResponse
    private let obs: HTTPResponse

    init(_ fleet: Fleet) throws {
        func list(_ cloud: Cloud, _ root: String, _ codec: any RuleCodec) throws -> HTTPResponse {
            let rules = try (0..<fleet.rulesEach).map { try codec.encode(cloud.rule($0)).text }.joined()
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/xml"],
                body: Array("<\(root)>\(rules)<IsTruncated>false</IsTruncated></\(root)>".utf8))
        }
        cos = try list(.cos, "ListInventoryConfigurationResult", try Vendors.vendor(Cloud.cos.id).rules)
        obs = try list(.obs, "ListInventoryConfiguration", try Vendors.vendor(Cloud.obs.id).rules)
    }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        request.host.contains(".cos.") ? cos : obs
    }
}
