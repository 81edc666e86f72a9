import InventoryCurl
import InventoryWire
import TestSupport
import Testing

/// What a request must not hold, and a value that holds it.
struct BadRequest: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let spoil: @Sendable (inout HTTPRequest) -> Void

    init(_ description: String, _ spoil: @escaping @Sendable (inout HTTPRequest) -> Void) {
        (testDescription, self.spoil) = (description, spoil)
    }

    private static let controls = ["\r", "\n", "\r\n", "\0", "\u{1}", "\t", "\u{1F}", "\u{7F}"]

    static let all: [BadRequest] =
        controls.flatMap { control -> [BadRequest] in
            let name = control.unicodeScalars.map { "U+" + String($0.value, radix: 16) }.joined(separator: " ")
            return [
                BadRequest("\(name) in the method") { $0.method = HTTPMethod(rawValue: "GET\(control)") },
                BadRequest("\(name) in the host") { $0.host = "inventory\(control).example" },
                BadRequest("\(name) in the path") { $0.path = "/a\(control)b" },
                BadRequest("\(name) in a header name") { $0.headers = ["X\(control)A": "1"] },
                BadRequest("\(name) in a header value") { $0.headers = ["X-A": "1\(control)X-B: 2"] },
                BadRequest("\(name) in the address to connect to") { $0.connectTo?.host = "127.0.0.1\(control)" },
            ]
        }
        + ["GET /", "GET HTTP/1.1", "", "CONNECT", "GÉT"].map { method in
            BadRequest("the method '\(method)'") { $0.method = HTTPMethod(rawValue: method) }
        }
        + [
            "", "a b", "a/b", "a?b", "a#b", "a@b", "user:pass@a", "a:", "a:0", "a:65536", "a:8x", "a:+80", "[::1",
            "[::1]x",
            "[g::1]", "::1", "bücket.example", "a%41", "a\\b", "*",
        ].map { host in BadRequest("the host '\(host)'") { $0.host = host } }
        + ["", "a", "*", "/a b", "/a?b", "/a#b", "/ä", "http://other.example/"].map { path in
            BadRequest("the path '\(path)'") { $0.path = path }
        }
        + ["", " ", "X A", "X:A", "X;A", "Ä", ":path", "X(A)"].map { name in
            BadRequest("the header name '\(name)'") { $0.headers = HTTPHeaders([.init(name: name, value: "1")]) }
        }
        + [
            "Host", "host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Expect", "TE",
            "Trailer",
            "Upgrade", "Proxy-Connection", "Proxy-Authorization",
        ].map { name in BadRequest("the header \(name)") { $0.headers = HTTPHeaders([.init(name: name, value: "1")]) } }
        + [
            BadRequest("a body with HEAD") { ($0.method, $0.body) = (.head, [1]) },
            BadRequest("port 0 to connect to") { $0.connectTo?.port = 0 },
            BadRequest("a bracketed address to connect to") { $0.connectTo?.host = "[::1]" },
        ]
}

@Suite(.timeLimit(.minutes(5)))
struct `What is refused before any network use` {
    @Test(arguments: BadRequest.all)
    func `A request that is not what it seems`(bad: BadRequest) async throws {
        let server = FaultServer()
        var request = HTTPRequest.to(server)
        bad.spoil(&request)
        let error = await CurlTransport().failure(of: request)
        #expect(error?.kind == .invalidRequest)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error.map { ASCII.hasControlCharacter($0.message) } == false)
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
        "inventory.example", "169.254.169.253", "100.100.100.201", "metadata.tencentyun.com:8080", "10.0.0.1", "127.1",
        "0.0.0.0",
    ])
    func `Cleartext to another machine`(host: String) async {
        let error = await CurlTransport().failure(of: HTTPRequest(method: .get, scheme: .http, host: host))
        #expect(error?.kind == .invalidRequest)
        #expect(error?.message.contains("use https") == true)
    }

    @Test(arguments: ["0.0.0.0", "10.0.0.1", "example.com", "::"])
    func `Cleartext to another machine that stands for a cloud`(address: String) async {
        let server = FaultServer()
        for scheme in [HTTPRequest.Scheme.https, .http] {
            for host in ["inventory.example", "127.0.0.1", "metadata.tencentyun.com"] {
                var request = HTTPRequest(method: .get, scheme: scheme, host: host)
                request.connectTo = ConnectTarget(host: address, port: server.port, isCleartext: true)
                let error = await CurlTransport().failure(of: request)
                #expect(error?.kind == .invalidRequest)
            }
        }
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
        CurlTransport.Options(userAgent: "a\r\nX: 1"),
        .init(proxy: .http("pro xy", 80)), .init(proxy: .http("proxy", 0)), .init(proxy: .http("a@proxy", 80)),
        .init(proxy: .http("proxy", 80, credentials: .init(user: "a:b", password: Secret("c")))),
        .init(proxy: .http("proxy", 80, credentials: .init(user: "a", password: Secret("c\n")))),
        .init(authorities: .file("")), .init(authorities: .file("a\0b")),
    ])
    func `Options that cannot be honoured`(options: CurlTransport.Options) async {
        let server = FaultServer()
        let error = await CurlTransport(options).failure(of: .to(server))
        #expect(error?.kind == .invalidRequest)
        #expect(server.connectionCount == 0)
    }

    @Test func `Any text arrives as intended or is refused`() async throws {
        let server = FaultServer()
        let transport = CurlTransport()
        var random = SeededGenerator(seed: 1)
        let alphabet: [Unicode.Scalar] =
            (0..<0x80).map { Unicode.Scalar(UInt8($0)) } + [
                "ä", "e", "\u{301}", "中", "😀", "\u{85}", "\u{2028}", "\u{FEFF}",
            ]
        func text() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...5, using: &random) { text.append(alphabet.randomElement(using: &random)!) }
            return String(text)
        }
        var arrived = 0
        for _ in 0..<400 {
            var request = HTTPRequest.to(
                server, query: [QueryItem(text(), text()), QueryItem(text())], headers: ["X-Value": "a" + text() + "b"])
            if Bool.random(using: &random) { request.path = "/" + text() }
            let count = server.requests.count
            do {
                _ = try await transport.send(request)
                arrived += 1
                let received = try #require(server.requests.last)
                try #require(server.requests.count == count + 1)
                #expect(Array(received.lines[0].utf8) == Array("GET \(request.target) HTTP/1.1".utf8))
                #expect(received.lines.count == 4)
                #expect(Array(received.lines[3].utf8) == Array("X-Value: \(request.headers["X-Value"]!)".utf8))
            } catch let error as TransportError {
                #expect(error.kind == .invalidRequest)
                #expect(server.requests.count == count)
            }
        }
        #expect((50...350).contains(arrived))
    }
}
