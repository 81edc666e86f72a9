import InventoryCurl
import InventoryWire
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `What goes over the wire` {
    @Test func `A PUT arrives as it was given, with Host, User-Agent and Content-Length and no other header`()
        async throws
    {
        let server = FaultServer()
        _ = try await CurlTransport().send(
            .to(
                server, .put, path: "/a/../b//c%2f%2F~", query: [QueryItem("inventory"), QueryItem("id", "ä &+=%")],
                headers: ["X-One": "1", "content-type": "application/xml", "X-One": "2", "X-Empty": ""],
                body: Array("<a/>".utf8)))
        let request = try #require(server.requests.first)
        #expect(
            request.lines == [
                "PUT /a/../b//c%2f%2F~?inventory&id=%C3%A4%20%26%2B%3D%25 HTTP/1.1",
                "Host: inventory.example",
                "User-Agent: cloud-inventory",
                "X-One: 1",
                "content-type: application/xml",
                "X-One: 2",
                "X-Empty:",
                "Content-Length: 4",
            ])
        #expect(request.body == Array("<a/>".utf8))
    }

    @Test(
        arguments: [
            (HTTPMethod.get, nil, nil), (.delete, nil, nil), (.head, nil, nil),
            (.put, nil, "0"), (.post, nil, "0"), (.post, [], "0"), (.get, [1, 2], "2"), (.delete, [1, 2], "2"),
            (HTTPMethod(rawValue: "REPORT"), [1], "1"),
        ] as [(HTTPMethod, [UInt8]?, String?)])
    func `A length is announced for a body, and for a PUT or POST without one`(
        method: HTTPMethod, body: [UInt8]?, length: String?
    ) async throws {
        let server = FaultServer()
        _ = try await CurlTransport().send(.to(server, method, body: body))
        var expected = ["\(method.rawValue) / HTTP/1.1", "Host: inventory.example", "User-Agent: cloud-inventory"]
        if let length { expected.append("Content-Length: \(length)") }
        #expect(server.requests.first?.lines == expected)
        #expect(server.requests.first?.body == body ?? [])
    }

    @Test func `A body of three megabytes and every byte value arrives unchanged and without asking first`()
        async throws
    {
        let server = FaultServer()
        let body = Array(repeatElement([UInt8](0...255), count: 12_000).joined())
        _ = try await CurlTransport().send(.to(server, .put, body: body))
        #expect(server.requests.first?.body == body)
        #expect(server.requests.first?.lines.contains { $0.hasPrefix("Expect") } == false)
    }

    @Test func `A request brings its own User-Agent and Accept`() async throws {
        let server = FaultServer()
        let transport = CurlTransport(.init(userAgent: "of the transport"))
        _ = try await transport.send(.to(server, headers: ["User-Agent": "of the request", "Accept": "text/xml"]))
        _ = try await transport.send(.to(server))
        #expect(server.requests.first?.lines.suffix(2) == ["User-Agent: of the request", "Accept: text/xml"])
        #expect(server.requests.last?.lines.suffix(1) == ["User-Agent: of the transport"])
    }

    @Test func `Host keeps its port and its case while the connection goes elsewhere`() async throws {
        let server = FaultServer()
        var request = HTTPRequest.to(server)
        request.host = "Bucket-1.Inventory.example:8443"
        _ = try await CurlTransport().send(request)
        #expect(server.requests.first?.lines[1] == "Host: Bucket-1.Inventory.example:8443")
    }

    @Test(arguments: ["127.0.0.1", "localhost", "LocalHost"])
    func `A loopback host is reached over http by its own name`(host: String) async throws {
        let server = FaultServer()
        let request = HTTPRequest(method: .get, scheme: .http, host: "\(host):\(server.port)")
        #expect(try await CurlTransport().send(request).status == 200)
        #expect(server.requests.first?.lines[1] == "Host: \(host):\(server.port)")
    }

    @Test func `An answer is given back with its headers in order and its body byte for byte`() async throws {
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let server = FaultServer { _ in
            [.respond(status: 404, headers: [("X-B", "1"), ("x-a", "  two  words "), ("X-B", "")], body: body)]
        }
        let answer = try await CurlTransport().send(.to(server))
        #expect(answer.status == 404)
        #expect(answer.headers == ["X-B": "1", "x-a": "two  words", "X-B": "", "Content-Length": "100000"])
        #expect(answer.body == body)
    }

    @Test func `An answer that comes late and a byte at a time is taken whole`() async throws {
        let gate = Gate()
        let slices = Array("HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 3\r\n\r\nabc".utf8)
        let server = FaultServer { _ in [.hold(gate), .drip(slices, everyMilliseconds: 1)] }
        let call = Task { try await CurlTransport().send(.to(server)) }
        await server.requests(atLeast: 1)
        gate.open()
        let answer = try await call.value
        #expect(answer.headers == ["X-A": "1", "Content-Length": "3"])
        #expect(answer.body == Array("abc".utf8))
    }

    @Test func `What stands behind an answer is taken for no answer to the next request`() async throws {
        let forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
        let server = FaultServer { request in
            request.number > 0
                ? [.respond(200, "true")] : [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab" + forged)]
        }
        let transport = CurlTransport()
        #expect(try await transport.send(.to(server)).body == Array("ab".utf8))
        for _ in 0..<3 { #expect(try await transport.send(.to(server)).body == Array("true".utf8)) }
    }

    @Test func `Interim answers and trailers leave no trace`() async throws {
        let server = FaultServer { _ in
            [
                .send("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"),
                .send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Real: 1\r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n"
                ),
            ]
        }
        let answer = try await CurlTransport().send(.to(server))
        #expect(answer.headers == ["Transfer-Encoding": "chunked", "X-Real": "1"])
        #expect(answer.body == Array("abc".utf8))
    }

    @Test func `The answer to HEAD has headers and no body`() async throws {
        let server = FaultServer { _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n")] }
        let transport = CurlTransport()
        let answer = try await transport.send(.to(server, .head))
        #expect(answer.headers["content-length"] == "1234")
        #expect(answer.body.isEmpty)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `A redirect is an answer like any other and is not followed`(status: Int) async throws {
        let elsewhere = FaultServer()
        let server = FaultServer { _ in [.redirect(status, to: "http://127.0.0.1:\(elsewhere.port)/")] }
        let answer = try await CurlTransport().send(.to(server))
        #expect(answer.status == status)
        #expect(answer.headers["Location"] == "http://127.0.0.1:\(elsewhere.port)/")
        #expect(elsewhere.connectionCount == 0)
    }
}
