public import InventoryWire

extension CurlTransport {
    /// Sends the request over the network and returns the answer as soon as its head has come.
    ///
    /// At most about a quarter of a mebibyte waits for the reader; then the server has to. Until it is read to its end or
    /// dropped, a stream counts as one of the ``Options/maximumConcurrentTransfers`` and keeps the transport alive.
    /// - Parameter stallTimeout: How long the server may send less than a kibibyte a second while the reader waits, and how
    ///   long the call may wait for its turn; in whole seconds, at least one.
    /// - Throws: `CancellationError` when the task is cancelled, here or while it reads: the connection is closed.
    ///   ``TransportError`` for everything else; while reading, ``TransportError/Kind/connectionLost`` for a body that is
    ///   shorter than announced and ``TransportError/Kind/timedOut`` for one that does not move.
    public func stream(_ request: HTTPRequest, stallTimeout: Duration) async throws -> HTTPStream {
        let transfer = try transfer(for: request, timeout: stallTimeout, pipe: BodyPipe())
        let reader = StreamReader(transfer, of: self)
        let head = try await perform(transfer).response(from: request.host)
        return HTTPStream(status: head.status, headers: head.headers) { try await reader.next() }
    }
}

/// The reading end of one stream. With its last reference the transfer ends.
private final class StreamReader: Sendable {
    private let transfer: Transfer
    /// Its network thread is needed as long as the stream is read.
    private let transport: CurlTransport

    init(_ transfer: Transfer, of transport: CurlTransport) {
        self.transfer = transfer
        self.transport = transport
    }

    deinit { transport.inbox.cancel(transfer) }

    func next() async throws -> [UInt8]? {
        guard let pipe = transfer.pipe else { return nil }
        let found = try pipe.take()
        let next =
            if let found { found } else {
                try await withTaskCancellationHandler {
                    try await pipe.wait()
                } onCancel: {
                    pipe.end(.failure(CancellationError()))
                    transport.inbox.cancel(transfer)
                }
            }
        if next.hasMadeRoom { transport.inbox.proceed(transfer) }
        return next.piece
    }
}
