public import InventoryWire

/// Counts the requests that go through another transport: what ``ConformanceSubject/requestCount`` asks for.
public final class CountingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let count = Locked(0)

    /// Counts what goes through that transport from here on.
    public init(_ transport: any HTTPTransport) { self.transport = transport }

    /// The requests so far, whatever became of them.
    public var requestCount: Int { count.withLock { $0 } }

    /// Counts the request and sends it over the network by the other transport, whose answer and errors are passed on.
    public func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        count.withLock { $0 += 1 }
        return try await transport.send(request, timeout: timeout)
    }
}
