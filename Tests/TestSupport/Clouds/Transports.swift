package import InventoryWire

/// Keeps every request that goes through another transport.
package final class RecordingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let sent = Locked<[HTTPRequest]>([])

    package init(_ transport: any HTTPTransport) { self.transport = transport }

    package var requests: [HTTPRequest] { sent.withLock { $0 } }

    package func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        sent.withLock { $0.append(request) }
        return try await transport.send(request, timeout: timeout)
    }
}

/// Answers with what it was told, one after another; the last answer stays.
package final class ScriptedTransport: HTTPTransport {
    private let answers: Locked<[Result<HTTPResponse, TransportError>]>

    package init(_ answers: Result<HTTPResponse, TransportError>...) { self.answers = Locked(answers) }

    package convenience init(status: Int, headers: HTTPHeaders = [:], body: String = "") {
        self.init(.success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))))
    }

    package func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        try Task.checkCancellation()
        return try answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }
}
