import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A server that gives the secrets of a request back with a refusal: what it says is passed on without them.
@Suite struct `Secrets given back in a refusal` {
    @Test(arguments: EmulatedProvider.allCases, ["message", "code", "host", "header", "location", "problem"])
    func `Whatever a server gives back of a request's secrets is masked`(
        _ provider: EmulatedProvider, _ place: String
    ) async throws {
        let cloud = try EmulatedCloud(provider)
        let events = Locked<[CallEvent]>([])
        let transport = EchoingTransport(place: place)
        var options = ProviderOptions(
            transport: transport,
            credentials: FixedCredential(
                Credential(accessKey: "AKIDEXAMPLE", secretKey: Secret("s"), securityToken: Secret("tok/en+0123456789"))
            ),
            retry: .never, services: cloud.services)
        options.observer = { event in events.withLock { $0.append(event) } }
        let client = HTTPProvider(try Vendors.vendor(cloud.id), options: options)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket, after: nil)
        }
        let said =
            "\(error.map { "\($0) \(String(describing: $0.reply))" } ?? "") \(events.withLock { $0.map(\.metadata) })"
        let authorization = try #require(transport.authorization.withLock { $0 })
        let signature = EchoingTransport.signature(in: authorization)
        for secret in ["tok/en+0123456789", "tok%2Fen%2B0123456789", authorization, signature] {
            #expect(!said.contains(secret))
        }
        // Of what is no list nothing is quoted.
        #expect(said.contains("<masked>") == (place != "problem"), "\(said)")
    }
}

/// Refuses every request with an answer that has the request's token and signature in it.
private struct EchoingTransport: HTTPTransport {
    let place: String
    let authorization = Locked<String?>(nil)

    /// What stands behind the header's last `:` or `=`, which some servers quote alone.
    static func signature(in authorization: String) -> String {
        // Base64 may end in a `=` of its own.
        let last = authorization.lastIndex(of: ":") ?? authorization.lastIndex(of: "=") ?? authorization.startIndex
        return String(authorization[last...].dropFirst())
    }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        let authorization = request.headers["Authorization"] ?? ""
        self.authorization.withLock { $0 = authorization }
        let token = "tok/en+0123456789"
        let sent = "\(token), tok%2Fen%2B0123456789, \(authorization) and in it \(Self.signature(in: authorization))"
        let text = "you sent \(sent)".filling(["&": "&amp;", "<": "&lt;"])
        var headers = HTTPHeaders()
        for name in [
            "x-cos-request-id", "x-obs-request-id", "x-amz-request-id", "x-tos-request-id", "x-oss-request-id",
        ] {
            headers[name] = place == "header" ? text : "r"
        }
        headers["Location"] = place == "location" ? "https://example.com/\(token)" : nil
        let parts: [(String, String)] = [
            ("Code", place == "code" ? text : "AccessDenied"), ("Message", place == "message" ? text : "no"),
            // The document's id is taken before the header's.
            (place == "header" ? "Other" : "RequestId", place == "host" ? text : "r"),
        ]
        let document =
            place == "problem"
            ? "<List>\(text)</List>"
            : "<Error>" + parts.map { "<\($0.0)>\($0.1)</\($0.0)>" }.joined() + "</Error>"
        return HTTPResponse(status: place == "problem" ? 200 : 403, headers: headers, body: Array(document.utf8))
    }
}
