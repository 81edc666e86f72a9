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
        cos = try list(.cos, "ListInventoryConfigurationResult", try ProviderCatalog.codec(of: Cloud.cos.id))
        obs = try list(.obs, "ListInventoryConfiguration", try ProviderCatalog.codec(of: Cloud.obs.id))
    }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        request.host.contains(".cos.") ? cos : obs
    }
}
