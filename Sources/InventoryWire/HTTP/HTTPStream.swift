/// An answer whose head has come and whose body is read piece by piece, once, by one reader.
///
/// The server is slowed down to the reader's pace. Dropping the stream closes its connection.
public struct HTTPStream: Sendable {
    /// The status code of the final answer, 200 … 599.
    public var status: Int
    /// The header lines as received, in order.
    public var headers: HTTPHeaders
    /// The length of the body, where it was announced or is there already.
    public var length: Int64?
    private let piece: @Sendable () async throws -> [UInt8]?

    /// - Parameter next: The next piece of the body, not empty; nil at the end, and again after it. It throws where the
    ///   body breaks off: a reader that gets nil has the whole body.
    public init(status: Int, headers: HTTPHeaders, next: @escaping @Sendable () async throws -> [UInt8]?) {
        self.status = status
        self.headers = headers
        length = headers["Content-Length"].flatMap { Int64($0) }.flatMap { $0 < 0 ? nil : $0 }
        piece = next
    }

    /// A response that has come whole.
    public init(_ response: HTTPResponse) {
        let rest = Locked(response.body)
        self.init(status: response.status, headers: response.headers) {
            let body = rest.withLock { rest in
                defer { rest = [] }
                return rest
            }
            return body.isEmpty ? nil : body
        }
        length = Int64(response.body.count)
    }

    /// The next piece of the body; nil at the end.
    /// - Throws: ``TransportError`` where the body breaks off, stalls or cannot be read; `CancellationError` when the task
    ///   was cancelled.
    public func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        return try await piece()
    }

    /// The response with the whole of a body that ought to be small, such as an error document.
    /// - Throws: ``TransportError/Kind/responseTooLarge`` for a longer one, and what ``next()`` throws.
    public func collected(atMost maximumBytes: Int) async throws -> HTTPResponse {
        var body: [UInt8] = []
        while let piece = try await next() {
            guard piece.count <= maximumBytes - body.count else {
                throw TransportError(
                    .responseTooLarge, "the answer is longer than the \(maximumBytes) bytes allowed",
                    mayHaveReachedServer: true)
            }
            body += piece
        }
        return HTTPResponse(status: status, headers: headers, body: body)
    }
}
