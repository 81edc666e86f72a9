internal import InventoryWire

/// A transport for one read of an object: hands the head of a success to the pipeline as a response without a body, and
/// keeps the body for the reader. Other answers are documents, and taken whole.
final class StreamingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let kept = Locked<HTTPStream?>(nil)

    init(_ transport: any HTTPTransport) { self.transport = transport }

    /// The body of the last success; nil where there is none, or it was taken.
    func takeBody() -> HTTPStream? { kept.withLock { $0.take() } }

    /// - Parameter timeout: how long the server may send next to nothing; there is no limit to the whole.
    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        let stream = try await transport.stream(request, stallTimeout: timeout)
        guard (200..<300).contains(stream.status) else { return try await stream.collected(atMost: 1 << 20) }
        kept.withLock { $0 = stream }
        return HTTPResponse(status: stream.status, headers: stream.headers)
    }
}
