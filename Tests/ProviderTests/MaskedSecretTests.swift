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

    /// What a server answers a list with, to keys with this token.
    private func refusal(
        _ token: String, _ document: String
    ) async throws -> (error: InventoryError?, rules: Int?) {
        let cloud = try EmulatedCloud(.alibabaOSS)
        let transport = FixedTransport(answer: HTTPResponse(status: 404, body: Array(document.utf8)))
        let client = cloud.client(
            transport,
            credential: Credential(accessKey: "AKIDEXAMPLE", secretKey: Secret("s"), securityToken: Secret(token)))
        do {
            return (nil, try await client.rules(in: cloud.bucket).collect().count)
        } catch {
            return (error as? InventoryError, nil)
        }
    }

    @Test(arguments: ["S", "Bucket", "o", "NoSuchBucket", "NoSuchInventory", "Inventory"])
    func `A token that is part of a vendor's code spoils no code`(_ token: String) async throws {
        let text = "The specified place does not exist."
        let (error, _) = try await refusal(
            token, "<Error><Code>NoSuchBucket</Code><Message>\(text)</Message></Error>")
        #expect(error?.code == .bucketNotFound && error?.reply?.code == "NoSuchBucket")
        #expect(error?.reply?.message == text)
        let (none, rules) = try await refusal(token, "<Error><Code>NoSuchInventory</Code></Error>")
        #expect(rules == 0, "\(String(describing: none))")
    }

    @Test(arguments: [("1234567", false), ("12345678", true)])
    func `A text of less than eight bytes is no secret to be looked for`(_ token: String, _ isMasked: Bool) async throws
    {
        let (error, _) = try await refusal(
            token, "<Error><Code>AccessDenied</Code><Message>you sent \(token)</Message></Error>")
        #expect(error?.reply?.message == (isMasked ? "you sent <masked>" : "you sent \(token)"))
    }

    @Test func `What an error quotes is masked`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let token = "tok/en+0123456789"
        let body = "<ListInventoryConfigurationResult>\(token)</ListInventoryConfigurationResult>"
        let credential = Credential(accessKey: "AKIDEXAMPLE", secretKey: Secret("s"), securityToken: Secret(token))
        let client = cloud.client(ScriptedTransport(status: 200, body: body), credential: credential, retry: .never)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        #expect(error?.message.contains("among its rules: '<masked>'") == true, "\(error?.message ?? "")")
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

/// Gives one answer to everything.
private struct FixedTransport: HTTPTransport {
    let answer: HTTPResponse

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse { answer }
}
