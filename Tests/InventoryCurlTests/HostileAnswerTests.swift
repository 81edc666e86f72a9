import InventoryCurl
import InventoryWire
import TestSupport
import Testing

/// An answer that is wrong, and what it must be called.
struct WrongAnswer: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kind: TransportError.Kind
    let actions: [FaultAction]

    init(_ description: String, _ kind: TransportError.Kind, _ actions: [FaultAction]) {
        (testDescription, self.kind, self.actions) = (description, kind, actions)
    }

    private static let ok = "HTTP/1.1 200 OK\r\n"

    /// What would fill the memory of a client that took it.
    static let endless: [[FaultAction]] = [
        FaultAction.endlessBody, [.send(ok + "\r\n"), .repeatForever([1])], FaultAction.headerFlood,
        [.endlessContinues(everyMilliseconds: 0)], [.send(ok + "X-Long: " + String(repeating: "x", count: 200_000))],
    ]

    static let all: [WrongAnswer] = [
        .init("an endless chunked body", .responseTooLarge, FaultAction.endlessBody),
        .init("a body beyond the limit", .responseTooLarge, [.respond(200, String(repeating: "x", count: 4097))]),
        .init("an endless body without a length", .responseTooLarge, [.send(ok + "\r\n"), .repeatForever([1])]),
        .init("a header flood", .malformedResponse, FaultAction.headerFlood),
        .init("a flood of 100 Continue", .malformedResponse, [.endlessContinues(everyMilliseconds: 0)]),
        .init(
            "a header line of 200 kB", .malformedResponse,
            [.send(ok + "X-Long: " + String(repeating: "x", count: 200_000) + "\r\n\r\n")]),
        .init("NUL in a header", .malformedResponse, [.send(ok + "X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n")]),
        .init("HTTP/0.9", .malformedResponse, [.send("just text\n"), .close]),
        .init("a folded header", .malformedResponse, [.send(ok + "X-A: 1\r\n X-B: 2\r\nContent-Length: 0\r\n\r\n")]),
        .init("a header without a name", .malformedResponse, [.send(ok + ": 1\r\nContent-Length: 0\r\n\r\n")]),
        .init("a blank before the colon", .malformedResponse, [.send(ok + "X-A : 1\r\nContent-Length: 0\r\n\r\n")]),
        .init(
            "two lengths", .malformedResponse, [.send(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")]),
        .init(
            "a length beyond any number", .malformedResponse,
            [.send(ok + "Content-Length: 99999999999999999999\r\n\r\n"), .close]),
        .init(
            "a chunk without a size", .malformedResponse,
            [.send(ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), .close]),
        .init("an upgrade nobody asked for", .connectionLost, [.send("HTTP/1.1 101 Switching\r\n\r\n"), .close]),
        .init("a status of 999", .malformedResponse, [.send("HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n")]),
        .init("no answer", .connectionLost, [.close]),
        .init("a reset", .connectionLost, [.reset]),
        .init("half a head", .connectionLost, [.send(ok + "X-A"), .close]),
        .init("a body cut short", .connectionLost, FaultAction.cut(after: 10, of: Array(repeating: 1, count: 20))),
        .init("a chunk cut short", .connectionLost, [.send(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nab"), .close]),
        .init(
            "a reset in the body", .connectionLost,
            [.send(ok + "Content-Length: 100\r\n\r\nab"), .reset]),
    ]
}

@Suite(.timeLimit(.minutes(5)))
struct `What a wrong answer comes to` {
    @Test(arguments: WrongAnswer.all)
    func `It fails with its own kind`(answer: WrongAnswer) async {
        let server = FaultServer { _ in answer.actions }
        var request = HTTPRequest.to(server)
        request.maximumResponseBytes = 4096
        let error = await CurlTransport().failure(of: request)
        #expect(error?.kind == answer.kind)
        #expect(error?.mayHaveReachedServer == true)
        #expect(error?.message.contains("inventory.example") == true)
    }

    @Test func `Memory does not grow with what a server sends`() async {
        // In a process of its own, whose memory nobody else uses.
        await #expect(processExitsWith: .success) {
            func highWater() -> Int {
                let line = contents(of: "/proc/self/status")?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
                return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
            }
            let transport = CurlTransport()
            func callEach(_ times: Int) async {
                for actions in WrongAnswer.endless {
                    let server = FaultServer { _ in actions }
                    for _ in 0..<times { _ = await transport.failure(of: .to(server)) }
                }
            }
            await callEach(1)
            let before = highWater()
            await callEach(4)
            #expect(before > 0 && highWater() - before < 8 << 10, "kilobytes")
            await transport.shutDown()
        }
    }

    @Test(arguments: [FaultAction.close, .reset])
    func `A server that ends connections before reading a request has not certainly been missed`(end: FaultAction) async
    {
        let server = FaultServer(onAccept: { _ in [end] })
        let error = await CurlTransport().failure(of: .to(server, .put, body: Array(repeating: 1, count: 1 << 20)))
        // Where the reset comes at once, it is still the connecting that fails.
        #expect(error?.kind == .connectionLost || (error?.kind == .connectionRefused && !error!.mayHaveReachedServer))
    }

    @Test(arguments: [false, true])
    func `A body of exactly the limit is taken`(isChunked: Bool) async throws {
        let body = String(repeating: "x", count: 4096)
        let server = FaultServer { _ in
            isChunked
                ? [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n\(body)\r\n0\r\n\r\n")]
                : [.respond(200, body)]
        }
        var request = HTTPRequest.to(server)
        request.maximumResponseBytes = 4096
        #expect(try await CurlTransport().send(request).body.count == 4096)
    }

    @Test func `A limit of nothing takes an empty body only`() async throws {
        let server = FaultServer { $0.target == "/empty" ? [.respond(204)] : [.respond(200, "x")] }
        var request = HTTPRequest.to(server, path: "/empty")
        request.maximumResponseBytes = 0
        #expect(try await CurlTransport().send(request).status == 204)
        request.path = "/full"
        #expect(await CurlTransport().failure(of: request)?.kind == .responseTooLarge)
    }

    @Test func `A compressed body nobody asked for stays compressed`() async throws {
        // 48 kB that unpack to 50 MB.
        let folder = try Folder()
        try await Command.run("sh", "-c", "head -c 50000000 /dev/zero | gzip -n > \(folder.path)/bomb")
        let gzip = try #require(folder.bytes("bomb"))
        #expect((40_000..<60_000).contains(gzip.count))
        let server = FaultServer { _ in [.respond(status: 200, headers: [("Content-Encoding", "gzip")], body: gzip)] }
        let answer = try await CurlTransport().send(.to(server))
        #expect(answer.body == gzip)
        #expect(server.requests.first?.lines.contains { ASCII.lowercased($0).hasPrefix("accept-encoding") } == false)
    }

    @Test func `A failure says nothing of headers, query, body or answer`() async {
        let server = FaultServer { _ in [.send("HTTP/1.1 200 OK\r\nX-Canary-Reply\r\n\r\n")] }
        let error = await CurlTransport().failure(
            of: .to(
                server, .put, query: [QueryItem("sign", "canary")], headers: ["Authorization": "canary"],
                body: Array("canary".utf8)))
        #expect(error.map { ASCII.lowercased("\($0)").contains("canary") } == false)
    }
}
