import Glibc
import InventoryCurl
import InventoryWire
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `How connections are used` {
    @Test func `A connection is kept for the next request`() async throws {
        let server = FaultServer()
        let transport = CurlTransport()
        for _ in 0..<5 { _ = try await transport.send(.to(server, .put, body: [1])) }
        #expect(server.connectionCount == 1)
    }

    @Test func `A kept connection is not inherited by programs that the process starts`() async throws {
        let server = FaultServer()
        let transport = CurlTransport()
        _ = try await transport.send(.to(server))
        #expect(openConnections(to: server).map { fcntl($0, F_GETFD) } == [FD_CLOEXEC])
        _ = try await transport.send(.to(server))
        #expect(server.connectionCount == 1)
    }

    @Test func `Hosts that are asked one after another leave two connections open`() async throws {
        let server = FaultServer()
        let transport = CurlTransport()
        for number in 0..<12 {
            var request = HTTPRequest.to(server)
            request.connectTo = ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true)
            request.host = "bucket-\(number).example"
            _ = try await transport.send(request)
        }
        #expect(server.connectionCount == 12)
        #expect(openConnections(to: server).count == 2)
    }

    /// This process's descriptors of connections to the server.
    private func openConnections(to server: FaultServer) -> [Int32] {
        processEntries("fd").compactMap { Int32($0) }.filter { descriptor in
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutableBytes(of: &address) {
                getpeername(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
            }
            return code == 0 && UInt16(bigEndian: address.sin_port) == server.port
        }
    }

    @Test func `A request that is not repeatable has a connection of its own`() async throws {
        let server = FaultServer()
        let transport = CurlTransport()
        var request = HTTPRequest.to(server, .post, body: [1])
        _ = try await transport.send(request)
        request.isRepeatable = false
        _ = try await transport.send(request)
        request.isRepeatable = true
        _ = try await transport.send(request)
        #expect(server.requests.map(\.connection) == [0, 1, 0])
    }

    @Test(arguments: [FaultAction.close, .reset])
    func `A request that is not repeatable arrives once, even where a kept connection would break`(end: FaultAction)
        async throws
    {
        let server = FaultServer { $0.number == 0 ? [.respond(200)] : [end] }
        let transport = CurlTransport()
        _ = try await transport.send(.to(server))
        var request = HTTPRequest.to(server, .post, body: [1])
        request.isRepeatable = false
        let error = await transport.failure(of: request)
        #expect(error?.kind == .connectionLost)
        #expect(error?.mayHaveReachedServer == true)
        #expect(server.requests.count == 2)
    }

    /// The reason for the test above. Should this one fail, libcurl has stopped doing so.
    @Test func `libcurl sends a repeatable request again when a kept connection breaks`() async throws {
        let server = FaultServer { $0.number == 0 ? [.respond(200)] : [.close] }
        let transport = CurlTransport()
        _ = try await transport.send(.to(server))
        let error = await transport.failure(of: .to(server, .post, body: [1]))
        #expect(error?.kind == .connectionLost)
        #expect(server.requests.count == 3)
    }

    @Test func `Beyond the limit calls wait their turn, first come first served`() async throws {
        let gate = Gate()
        let server = FaultServer { $0.number == 0 ? [.hold(gate), .respond(200)] : [.respond(200)] }
        let transport = CurlTransport(.init(maximumConcurrentTransfers: 1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await transport.send(.to(server, path: "/first")) }
            await server.requests(atLeast: 1)
            for _ in 0..<20 { group.addTask { _ = try await transport.send(.to(server, path: "/later")) } }
            let error = await transport.failure(of: .to(server, path: "/impatient"), timeout: .milliseconds(200))
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == false)
            #expect(server.requests.count == 1)
            gate.open()
            try await group.waitForAll()
        }
        #expect(server.requests.count == 21)
        #expect(server.requests.allSatisfy { $0.target != "/impatient" })
        #expect(server.connectionCount == 1)
    }

    @Test func `A cancelled call that waits its turn never reaches the server`() async throws {
        let gate = Gate()
        let server = FaultServer { $0.number == 0 ? [.hold(gate), .respond(200)] : [.respond(200)] }
        let transport = CurlTransport(.init(maximumConcurrentTransfers: 1))
        let first = Task { try await transport.send(.to(server)) }
        await server.requests(atLeast: 1)
        let waiting = Task { try await transport.send(.to(server, path: "/cancelled")) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        gate.open()
        _ = try await first.value
        _ = try await transport.send(.to(server))
        #expect(server.requests.map(\.target) == ["/", "/"])
    }

    @Test func `A port that nobody listens on refuses the connection`() async {
        let closed = ClosedPort()
        var request = HTTPRequest(method: .get, host: "inventory.example")
        request.connectTo = ConnectTarget(host: "127.0.0.1", port: closed.port, isCleartext: true)
        let error = await CurlTransport().failure(of: request)
        #expect(error?.kind == .connectionRefused)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.message.contains("inventory.example") == true)
    }

    @Test func `A name without an address is an unknown host`() async {
        let error = await CurlTransport().failure(of: HTTPRequest(method: .get, host: "no-such-name.invalid"))
        #expect(error?.kind == .unknownHost || error?.kind == .timedOut)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.message.contains("no-such-name.invalid") == true)
    }
}
