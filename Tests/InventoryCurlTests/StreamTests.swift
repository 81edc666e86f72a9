import InventoryCurl
import InventoryWire
import TestSupport
import Testing

extension HTTPTransport {
    /// With a stall time-out that only a broken transport reaches.
    func stream(_ request: HTTPRequest) async throws -> HTTPStream {
        try await stream(request, stallTimeout: .seconds(20))
    }
}

extension HTTPStream {
    /// Reads what comes, and how it ends.
    func read() async -> (count: Int, error: (any Error)?) {
        var count = 0
        do {
            while let piece = try await next() { count += piece.count }
            return (count, nil)
        } catch {
            return (count, error)
        }
    }
}

private func head(_ length: Int, _ more: String = "") -> FaultAction {
    .send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\(more)\r\n")
}

@Suite(.timeLimit(.minutes(5)))
struct `A stream` {
    @Test(arguments: [0, 1, 16_384, 3_000_000])
    func `Hands out every byte in order`(count: Int) async throws {
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 8) }
        let server = FaultServer { _ in [.respond(status: 200, headers: [("ETag", "\"a\"")], body: body)] }
        let stream = try await CurlTransport().stream(.to(server))
        #expect(stream.status == 200)
        #expect(stream.headers["etag"] == "\"a\"")
        #expect(stream.length == Int64(count))
        var received: [UInt8] = []
        while let piece = try await stream.next() {
            #expect(!piece.isEmpty && piece.count <= 300_000)
            received += piece
        }
        #expect(received == body)
        #expect(try await stream.next() == nil)
    }

    @Test func `Is there with its head, before the body has come`() async throws {
        let gate = Gate()
        let server = FaultServer { _ in [head(2), .hold(gate), .send("ab")] }
        let stream = try await CurlTransport().stream(.to(server))
        #expect(stream.status == 200)
        gate.open()
        #expect(await stream.read().count == 2)
    }

    @Test func `Slows the server down to the reader's pace`() async throws {
        let mebibyte = [UInt8](repeating: 7, count: 1 << 20)
        let sent = Locked(0)
        let count = 48
        let chunk: [FaultAction] = [.send(mebibyte), .run { sent.withLock { $0 += 1 } }]
        let body = [head(count << 20)] + Array(repeatElement(chunk, count: count).joined())
        let server = FaultServer { $0.target == "/object" ? body : [.respond(204)] }
        let transport = CurlTransport()
        let stream = try await transport.stream(.to(server, path: "/object"))
        // Time in which the network thread would take all that the server has.
        for _ in 0..<300 { _ = try await transport.send(.to(server)) }
        // What the sockets' buffers hold, a quarter of a mebibyte, and nothing else.
        #expect(sent.withLock { $0 } < 24)
        #expect(await stream.read().count == count << 20)
        #expect(sent.withLock { $0 } == count)
    }

    @Test func `Does not count the reader's own slowness as a stall`() async throws {
        let body = [UInt8](repeating: 7, count: 8 << 20)
        let server = FaultServer { request in
            request.target == "/object"
                ? [.respond(status: 200, body: body)]
                : [head(30), .drip(Array(repeating: 1, count: 30), everyMilliseconds: 100)]
        }
        let transport = CurlTransport()
        let stream = try await transport.stream(.to(server, path: "/object"), stallTimeout: .seconds(1))
        // Three seconds in which nothing is read.
        _ = try await transport.send(.to(server))
        let (count, error) = await stream.read()
        #expect(count == body.count)
        #expect(error == nil)
    }

    @Test func `Gives an answer of any status, which can be collected`() async throws {
        let server = FaultServer { _ in [.respond(404, "<Error/>")] }
        let stream = try await CurlTransport().stream(.to(server))
        let response = try await stream.collected(atMost: 8)
        #expect(response.status == 404)
        #expect(response.body == Array("<Error/>".utf8))
        let longer = try await CurlTransport().stream(.to(server))
        let error = await #expect(throws: TransportError.self) { try await longer.collected(atMost: 7) }
        #expect(error?.kind == .responseTooLarge)
    }

    @Test func `Keeps its transport alive`() async throws {
        let gate = Gate()
        let server = FaultServer { _ in [head(2), .hold(gate), .send("ab")] }
        var transport: CurlTransport? = CurlTransport()
        let stream = try await transport?.stream(.to(server))
        transport = nil
        gate.open()
        #expect(await stream?.read().count == 2)
    }

    @Test func `Of a transport without streams is a whole answer`() async throws {
        struct Plain: HTTPTransport {
            func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
                HTTPResponse(status: 206, headers: ["A": "b"], body: [1, 2])
            }
        }
        let stream = try await Plain().stream(HTTPRequest(method: .get, host: "inventory.example"))
        #expect(stream.status == 206)
        #expect(try await stream.next() == [1, 2])
        #expect(try await stream.next() == nil)
    }
}

@Suite(.timeLimit(.minutes(5)))
struct `When streams end early` {
    @Test(arguments: [0, 10, 99])
    func `A body that breaks off is an error after its bytes`(count: Int) async throws {
        let server = FaultServer { _ in FaultAction.cut(after: count, of: Array(repeating: 1, count: 100)) }
        let (read, error) = try await CurlTransport().stream(.to(server)).read()
        #expect(read == count)
        #expect((error as? TransportError)?.kind == .connectionLost)
    }

    @Test func `A chunked body without its end is an error`() async throws {
        let server = FaultServer { _ in
            [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"), .close]
        }
        let (read, error) = try await CurlTransport().stream(.to(server)).read()
        #expect(read == 2)
        #expect(error is TransportError)
    }

    @Test func `More than was announced is not read`() async throws {
        let server = FaultServer { _ in [head(2), .send("abHTTP/1.1 200 OK\r\n\r\n")] }
        let (read, error) = try await CurlTransport().stream(.to(server)).read()
        #expect(read == 2)
        #expect(error == nil)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\n: a\r\n\r\n", "SSH-2.0-OpenSSH\r\n",
    ])
    func `A head that is none is an error`(text: String) async {
        let server = FaultServer { _ in [.send(text), .close] }
        await #expect(throws: TransportError.self) { _ = try await CurlTransport().stream(.to(server)) }
    }

    @Test(arguments: Stall.all.filter { !$0.testDescription.hasPrefix("an endless") })
    func `A server that sends next to nothing is an error by the stall time-out`(stall: Stall) async {
        let server = FaultServer { _ in stall.actions }
        let transport = CurlTransport()
        let elapsed = await ContinuousClock().measure {
            let error = await #expect(throws: TransportError.self) {
                let stream = try await transport.stream(.to(server), stallTimeout: .seconds(1))
                if let error = await stream.read().error { throw error }
            }
            #expect(error?.kind == .timedOut)
            #expect(error?.message.contains("bytes a second") == true)
        }
        // libcurl looks once a second, and counts from the first look that found too little.
        #expect(elapsed <= .seconds(15))
        await server.allConnectionsClosed()
    }

    @Test func `An endless body is read as long as the reader wants it`() async throws {
        let server = FaultServer { _ in FaultAction.endlessBody }
        var stream: HTTPStream? = try await CurlTransport().stream(.to(server))
        var count = 0
        while count < 5_000_000, let piece = try await stream?.next() { count += piece.count }
        #expect(count >= 5_000_000)
        stream = nil
        await server.allConnectionsClosed()
    }

    @Test func `Cancelled while it waits for its head, the connection closes`() async {
        let server = FaultServer { _ in [.blackHole] }
        let task = Task { try await CurlTransport().stream(.to(server)) }
        await server.requests(atLeast: 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await server.allConnectionsClosed()
    }

    @Test func `Cancelled while its reader waits, the connection closes`() async throws {
        let server = FaultServer { _ in [head(9), .blackHole] }
        let transport = CurlTransport()
        let stream = try await transport.stream(.to(server))
        let task = Task { try await stream.next() }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await server.allConnectionsClosed()
    }

    @Test func `Shut down, the reader is told`() async throws {
        let server = FaultServer { _ in [head(9), .blackHole] }
        let transport = CurlTransport()
        let stream = try await transport.stream(.to(server))
        await transport.shutDown()
        #expect((await stream.read().error as? TransportError)?.kind == .shutDown)
    }

    @Test func `Waiting for its turn ends too`() async throws {
        let server = FaultServer { _ in [head(9), .blackHole] }
        let transport = CurlTransport(.init(maximumConcurrentTransfers: 1))
        let first = try await transport.stream(.to(server))
        let error = await #expect(throws: TransportError.self) {
            _ = try await transport.stream(.to(server), stallTimeout: .milliseconds(200))
        }
        #expect(error?.kind == .timedOut)
        withExtendedLifetime(first) {}
    }
}
