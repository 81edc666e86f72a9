public import InventoryWire

/// An emulator as a transport: requests are answered in process, without a socket.
public struct EmulatorTransport: HTTPTransport {
    /// The emulator that answers.
    public let emulator: Emulator
    /// The cloud that every request goes to; nil where the host decides.
    public let provider: EmulatedProvider?

    /// Sends every request to that cloud, whatever host it names.
    public init(_ emulator: Emulator, as provider: EmulatedProvider) {
        self.emulator = emulator
        self.provider = provider
    }

    /// Sends each request to the cloud whose bucket or domain its host names.
    public init(_ emulator: Emulator) {
        self.emulator = emulator
        provider = nil
    }

    /// Answers at once; `timeout` and delays are not waited for.
    /// - Throws: ``TransportError`` where no cloud has the host, a fault closes the connection, or the answer is longer
    ///   than the request takes; `CancellationError` in a cancelled task.
    public func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        try Task.checkCancellation()
        guard let provider = provider ?? EmulatedProvider(host: request.host, emulator.index) else {
            throw TransportError(
                .unknownHost,
                "no emulated cloud has the host '\(request.host)'; name the provider, or give a bucket that custom domain",
                mayHaveReachedServer: false)
        }
        let response = emulator.respond(to: EmulatorRequest(request), as: provider)
        if response.isDropped {
            throw TransportError(
                .connectionLost, "the emulator closed the connection, as a fault of its configuration says",
                mayHaveReachedServer: true)
        }
        guard response.body.count <= request.maximumResponseBytes else {
            throw TransportError(
                .responseTooLarge,
                "the emulator's answer has \(response.body.count) bytes, and the request takes \(request.maximumResponseBytes)",
                mayHaveReachedServer: true)
        }
        var headers = response.headers
        if let length = response.bodyLength { headers.append("Content-Length", "\(length)") }
        return HTTPResponse(status: response.status, headers: headers, body: response.body)
    }
}

extension EmulatorRequest {
    /// The request as it would stand on the wire: with `Host`, and with `Content-Length` where there is a body.
    public init(_ request: HTTPRequest) {
        var headers = request.headers
        if headers["Host"] == nil { headers.fields.insert(.init(name: "Host", value: request.host), at: 0) }
        if headers["Content-Length"] == nil, let body = request.body {
            headers.append("Content-Length", "\(body.count)")
        }
        self.init(
            method: request.method.rawValue, target: request.target, headers: headers, body: request.body ?? [])
    }
}
