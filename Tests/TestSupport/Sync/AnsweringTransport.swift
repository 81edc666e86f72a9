package import InventoryWire

/// A transport that answers some requests itself, as a server would that does not do what it says; the others go on.
package struct AnsweringTransport: HTTPTransport {
    /// The answer to a request; nil lets it through.
    package typealias Answer = @Sendable (HTTPRequest) -> HTTPResponse?

    private let base: any HTTPTransport
    private let answer: Answer

    package init(_ base: any HTTPTransport, answer: @escaping Answer) {
        self.base = base
        self.answer = answer
    }

    package func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        if let response = answer(request) { return response }
        return try await base.send(request, timeout: timeout)
    }
}
