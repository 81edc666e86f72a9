import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// A server that gives the secrets of a request back in a document: nothing of it is used, so that nothing of it is shown or
/// kept.
@Suite struct `Secrets given back in a document` {
    private static let token = "TokenOfTemporaryKeys0123456789abcdef"

    /// How a server may write a text.
    enum Writing: String, CaseIterable {
        case plain, upperCase, cutShort, references, comment

        func text(_ text: String, isJSON: Bool) -> String {
            switch self {
            case .plain: text
            case .upperCase: text.uppercased()
            case .cutShort: String(text.dropLast(5))
            case .references:
                text.utf8.map { isJSON ? "\\u00" + Hex.encode([$0]) : "&#\($0);" }.joined()
            case .comment: isJSON ? text.replacing("/", with: "\\/") : "\(text.prefix(9))<!-- -->\(text.dropFirst(9))"
            }
        }
    }

    /// Keeps the last answer of a cloud.
    private struct KeepingTransport: HTTPTransport {
        let cloud: EmulatedCloud
        let kept = Locked(HTTPResponse(status: 500))

        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            let answer = try await EmulatorTransport(cloud.emulator, as: cloud.provider).send(request, timeout: timeout)
            kept.withLock { $0 = answer }
            return answer
        }
    }

    /// Answers with a page in which a part of the request stands.
    private struct EchoingTransport: HTTPTransport {
        let page: HTTPResponse
        /// Of a request, what is given back.
        let text: @Sendable (HTTPRequest) -> String

        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            let body = String(decoding: page.body, as: UTF8.self).replacing("marker-to-fill", with: text(request))
            return HTTPResponse(status: page.status, headers: page.headers, body: Array(body.utf8))
        }
    }

    @Test(arguments: EmulatedProvider.allCases, Writing.allCases)
    func `are in no rule, whatever way they are written`(_ provider: EmulatedProvider, _ writing: Writing) async throws
    {
        let cloud = try EmulatedCloud(provider)
        _ = try await cloud.client().store(cloud.rule("a", prefix: "marker-to-fill"), in: cloud.bucket)
        let signature: @Sendable (HTTPRequest) -> String = { request in
            let sent = request.headers["Authorization"] ?? ""
            let last = sent.lastIndex(of: ":") ?? sent.lastIndex(of: "=")
            return last.map { String(sent[sent.index(after: $0)...]) } ?? sent
        }
        let keeping = KeepingTransport(cloud: cloud)
        #expect(try await cloud.client(keeping).rules(in: cloud.bucket).collect().count == 1)
        let page = keeping.kept.withLock { $0 }
        let isJSON = provider == .volcengineTOS
        for secret in [{ @Sendable _ in Self.token }, signature] {
            let client = cloud.client(
                EchoingTransport(page: page) { writing.text(secret($0), isJSON: isJSON) },
                credential: Credential(
                    accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret), securityToken: Secret(Self.token)))
            let error = await #expect(throws: InventoryError.self) {
                _ = try await client.rules(in: cloud.bucket).collect()
            }
            #expect(error?.code == .malformedReply, "\(String(describing: error))")
            #expect(error?.message.contains("gives back the signature or the token") == true)
        }
    }
}
