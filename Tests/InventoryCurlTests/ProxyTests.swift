import InventoryWire
import TestSupport
import Testing

@testable import InventoryCurl

@Suite(.timeLimit(.minutes(5)))
struct `How a proxy is used` {
    let certificates: TestCertificates
    let server: TLSServer

    init() async throws {
        certificates = try await TestCertificates()
        server = try await TLSServer(certificates.leaf(for: "inventory.example"))
    }

    private func transport(_ proxy: CurlTransport.Proxy) -> CurlTransport {
        CurlTransport(.init(proxy: proxy, authorities: .file(certificates.authority)))
    }

    /// A proxy that leads to the server, whatever the name.
    private func makeProxy() -> FaultServer { FaultServer { [port = server.port] _ in [.tunnel(port: port)] } }

    @Test func `Through a tunnel that shows it the host and nothing of the request`() async throws {
        let proxy = makeProxy()
        let request = HTTPRequest(
            method: .get, host: "inventory.example", path: "/path", headers: ["Authorization": "signature"])
        #expect(try await transport(.http("127.0.0.1", proxy.port)).send(request).status == 200)
        let seen = try #require(proxy.requests.first)
        #expect(seen.lines.first == "CONNECT inventory.example:443 HTTP/1.1")
        #expect(!seen.lines.contains { $0.contains("signature") || $0.contains("/path") })
        #expect(!seen.lines.contains { $0.hasPrefix("Proxy-Authorization") })
    }

    @Test func `With its credentials, which the server does not get`() async throws {
        let proxy = makeProxy()
        let credentials = CurlTransport.Proxy.Credentials(user: "user", password: Secret("pass:word"))
        let transport = transport(.http("127.0.0.1", proxy.port, credentials: credentials))
        let answer = try await transport.send(HTTPRequest(method: .get, host: "inventory.example"))
        #expect(answer.status == 200)
        #expect(proxy.requests.first?.lines.contains("Proxy-Authorization: Basic dXNlcjpwYXNzOndvcmQ=") == true)
    }

    @Test(arguments: [
        (407, TransportError.Kind.proxyAuthenticationRequired), (403, .proxyRefused), (502, .proxyRefused),
    ])
    func `Its refusal is told from the server's`(status: Int, kind: TransportError.Kind) async {
        let proxy = FaultServer { _ in
            [.respond(status: status, headers: [("Proxy-Authenticate", "Basic realm=\"a\"")]), .close]
        }
        let error = await transport(.http("127.0.0.1", proxy.port)).failure(
            of: HTTPRequest(method: .get, host: "inventory.example"))
        #expect(error?.kind == kind)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.message.contains("127.0.0.1:\(proxy.port)") == true)
    }

    @Test func `A proxy that is not there is named`() async {
        let proxy = ClosedPort()
        let error = await transport(.http("127.0.0.1", proxy.port)).failure(
            of: HTTPRequest(method: .get, host: "inventory.example"))
        #expect(error?.kind == .connectionRefused)
        #expect(error?.message.contains("the proxy 127.0.0.1:\(proxy.port)") == true)
    }

    @Test(arguments: [
        (["inventory.example"], true), (["EXAMPLE"], true), ([".example"], true), (["other.example", "example"], true),
        ([], false), (["ventory.example"], false), (["a.inventory.example"], false), (["", "."], false),
    ])
    func `Exceptions stand for a host and the names below it`(exceptions: [String], isDirect: Bool) async throws {
        let proxy = makeProxy()
        let transport = transport(.http("127.0.0.1", proxy.port, exceptions: exceptions))
        // 0.0.0.0 leads to this machine as well, and is no loopback address by its text.
        let answer = try await transport.send(.secure(server.port, address: "0.0.0.0"))
        #expect(answer.status == 200)
        #expect(proxy.connectionCount == (isDirect ? 0 : 1))
    }

    @Test func `Not for loopback addresses`() async throws {
        let proxy = makeProxy()
        let transport = transport(.http("127.0.0.1", proxy.port))
        let other = FaultServer()
        #expect(try await transport.send(.to(other)).status == 200)
        #expect(try await transport.send(.secure(server.port)).status == 200)
        let plain = HTTPRequest(method: .get, scheme: .http, host: "localhost:\(other.port)")
        #expect(try await transport.send(plain).status == 200)
        #expect(proxy.connectionCount == 0)
    }

    @Test(arguments: ["metadata.tencentyun.com", "Metadata.TencentYun.com", "169.254.169.254", "100.100.100.200"])
    func `Not for metadata services`(host: String) throws {
        // By the rules alone: the machine that runs this may have such a service.
        let settings = Settings(.init(proxy: .http("127.0.0.1", 3128)))
        let plain = try RequestRules.route(of: HTTPRequest(method: .get, scheme: .http, host: host), settings: settings)
        #expect(plain.isCleartext)
        #expect(plain.proxy == nil)
        let other = try RequestRules.route(of: HTTPRequest(method: .get, host: "inventory.example"), settings: settings)
        #expect(other.proxy == "127.0.0.1:3128")
    }

    @Test func `Over TLS where it speaks that, and only if it is trusted`() async throws {
        let front = try await TLSServer(certificates.leaf(for: "localhost"))
        let request = HTTPRequest(method: .get, host: "inventory.example")
        // s_server is no proxy and answers CONNECT with nothing a tunnel could be made of; so far it must come.
        let trusted = await transport(.https("localhost", front.port)).failure(of: request, timeout: .seconds(2))
        #expect(trusted?.kind != .untrustedServer)
        let system = CurlTransport(.init(proxy: .https("localhost", front.port)))
        let error = await system.failure(of: request)
        #expect(error?.kind == .untrustedServer)
        #expect(error?.message.contains("the certificate of the proxy localhost:\(front.port)") == true)
    }
}
