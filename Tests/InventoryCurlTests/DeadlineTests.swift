import InventoryCurl
import InventoryWire
import TestSupport
import Testing

/// A way of not answering.
struct Stall: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let actions: [FaultAction]

    static let all: [Stall] = [
        Stall(testDescription: "nothing", actions: [.blackHole]),
        Stall(testDescription: "half a head", actions: [.send("HTTP/1.1 200 OK\r\nX-A: "), .blackHole]),
        Stall(
            testDescription: "a dripped head",
            actions: [
                .drip(
                    Array(("HTTP/1.1 200 OK\r\nX-A: " + String(repeating: "a", count: 2000)).utf8), everyMilliseconds: 5
                )
            ]),
        Stall(
            testDescription: "half a body",
            actions: [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), .blackHole]),
        Stall(
            testDescription: "a dripped body",
            actions: [
                .send("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"),
                .drip(Array(repeating: 1, count: 2000), everyMilliseconds: 5),
            ]),
        Stall(testDescription: "100 Continue now and then", actions: [.endlessContinues(everyMilliseconds: 5)]),
        Stall(
            testDescription: "an endless answer that does not fill the limit",
            actions: [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .repeatForever(Array("1\r\nx\r\n".utf8), everyMilliseconds: 5),
            ]),
    ]
}

@Suite(.timeLimit(.minutes(5)))
struct `When calls end` {
    private let timeout = Duration.milliseconds(250)
    /// What is promised: half a second after the deadline at most.
    private var latest: Duration { timeout + .milliseconds(500) }

    @Test(arguments: Stall.all)
    func `By the deadline, whatever the server does`(stall: Stall) async {
        let server = FaultServer { _ in stall.actions }
        let transport = CurlTransport()
        let elapsed = await ContinuousClock().measure {
            let error = await transport.failure(of: .to(server), timeout: timeout)
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == true)
        }
        // libcurl counts in whole milliseconds.
        #expect(elapsed >= timeout - .milliseconds(5))
        #expect(elapsed <= latest)
        // The connection does not outlive the call.
        await server.allConnectionsClosed()
    }

    @Test func `By the deadline where the body is not taken`() async {
        let server = FaultServer(onAccept: { _ in [.blackHole] })
        // More than the sockets' buffers hold.
        let body = [UInt8](repeating: 1, count: 16 << 20)
        let elapsed = await ContinuousClock().measure {
            let error = await CurlTransport().failure(of: .to(server, .put, body: body), timeout: timeout)
            #expect(error?.kind == .timedOut)
        }
        #expect(elapsed <= latest)
    }

    @Test func `By the deadline where the TLS handshake gets no answer`() async {
        let server = FaultServer(onAccept: { _ in [.blackHole] })
        var request = HTTPRequest.to(server)
        request.connectTo?.isCleartext = false
        let elapsed = await ContinuousClock().measure {
            let error = await CurlTransport().failure(of: request, timeout: timeout)
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == false)
        }
        #expect(elapsed <= latest)
    }

    @Test func `By the deadline where nobody accepts the connection`() async {
        let deaf = DeafPort()
        var request = HTTPRequest(method: .get, host: "inventory.example")
        request.connectTo = ConnectTarget(host: "127.0.0.1", port: deaf.port, isCleartext: true)
        let elapsed = await ContinuousClock().measure {
            let error = await CurlTransport().failure(of: request, timeout: timeout)
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == false)
        }
        #expect(elapsed <= latest)
    }

    @Test func `By the deadline where a proxy makes no tunnel`() async {
        let proxy = FaultServer { _ in [.blackHole] }
        let transport = CurlTransport(.init(proxy: .http("127.0.0.1", proxy.port)))
        let elapsed = await ContinuousClock().measure {
            let error = await transport.failure(
                of: HTTPRequest(method: .get, host: "inventory.example"), timeout: timeout)
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == false)
        }
        #expect(elapsed <= latest)
    }

    @Test(arguments: [false, true])
    func `By the connect time-out where that is shorter`(isOfTheRequest: Bool) async {
        let server = FaultServer(onAccept: { _ in [.blackHole] })
        var request = HTTPRequest.to(server)
        request.connectTo?.isCleartext = false
        let transport = CurlTransport(isOfTheRequest ? .init() : .init(connectTimeout: timeout))
        if isOfTheRequest { request.connectTimeout = timeout }
        let elapsed = await ContinuousClock().measure {
            let error = await transport.failure(of: request)
            #expect(error?.kind == .timedOut)
            #expect(error?.message.contains("connected to in time") == true)
        }
        #expect(elapsed <= latest)
    }

    @Test func `Where nothing else is asked for, by limits that are known`() {
        let options = CurlTransport.Options()
        #expect(options.connectTimeout == .seconds(5))
        #expect(options.stallTimeout == .seconds(10))
    }

    @Test func `By the stall time-out where nothing moves`() async {
        let server = FaultServer { _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), .blackHole] }
        let transport = CurlTransport(.init(stallTimeout: .seconds(1)))
        let elapsed = await ContinuousClock().measure {
            let error = await transport.failure(of: .to(server))
            #expect(error?.kind == .timedOut)
        }
        // libcurl looks once a second, and counts from the first look that found nothing.
        #expect(elapsed <= .seconds(3.5))
    }

    @Test(arguments: [Duration.zero, .milliseconds(-5)])
    func `At once where no time is given`(timeout: Duration) async {
        let server = FaultServer()
        let error = await CurlTransport().failure(of: .to(server), timeout: timeout)
        #expect(error?.kind == .timedOut)
        #expect(error?.mayHaveReachedServer == false)
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [Duration.seconds(1e15), .nanoseconds(1) + .seconds(3)])
    func `With an answer where much time is given`(timeout: Duration) async throws {
        let server = FaultServer()
        let transport = CurlTransport(
            .init(connectTimeout: timeout, stallTimeout: timeout, connectionLifetime: timeout))
        #expect(try await transport.send(.to(server), timeout: timeout).status == 200)
    }
}
