internal import CCurl
public import InventoryWire

/// Sends requests with the system's libcurl: HTTP/1.1 over TLS, connections kept and shared, any number of calls at once.
///
/// One transport is meant to be shared by everything in a process that talks to the clouds. Its network thread starts
/// with the first call and ends with ``shutDown()`` or with the last reference to the transport.
///
/// Beyond what ``HTTPTransport`` promises:
/// - Requests leave as HTTP/1.1 with `Host`, `User-Agent`, the given headers in their order, and `Content-Length` where
///   there is a body. Nothing else is added, and the request target is not touched.
/// - Cleartext goes to loopback addresses and, without any proxy, to the clouds' metadata services
///   (`metadata.tencentyun.com`, `169.254.169.254`); everything else is https, TLS 1.2 or later.
/// - A request that is not repeatable gets a connection of its own and is written to it once. libcurl may write a
///   repeatable one again when a kept connection turns out to be dead.
/// - No environment variable has a say in where a request goes, whom it trusts, or what it leaves behind. (OpenSSL reads
///   its own configuration file, `OPENSSL_CONF`, as in every program that uses it.)
/// - Signals of the process are left alone; the network thread blocks them all.
///
/// After `fork` without `exec` the child must not use a transport of its parent. Shut transports down before leaving
/// `main` while calls are in flight: `exit` tears OpenSSL down under a running thread.
public final class CurlTransport: HTTPTransport {
    private let settings: Settings
    let inbox: Inbox

    /// Makes a transport. Opens and starts nothing until the first ``send(_:timeout:)``; options that cannot be
    /// honoured are reported by that call.
    public init(_ options: Options = Options()) {
        settings = Settings(options)
        inbox = Inbox()
    }

    deinit { inbox.close() }

    /// Sends the request over the network and returns the answer, whatever its status.
    ///
    /// Waiting for one of the ``Options/maximumConcurrentTransfers`` counts against the timeout.
    /// - Parameters:
    ///   - request: What to send. Control characters, header names that are no tokens, headers that belong to the
    ///     transport (`Host`, `Content-Length`, …) and forbidden cleartext are refused before any network use.
    ///   - timeout: The longest that the call may take; at most 24 days are used. Zero or less fails at once.
    /// - Throws: `CancellationError` when the task is cancelled: the connection is closed and nothing is left behind.
    ///   ``TransportError`` for everything else.
    public func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        let answer = try await perform(transfer(for: request, timeout: timeout, pipe: nil))
        // Here rather than on the network thread, which all calls share.
        return try answer.response(from: request.host)
    }

    /// What the network thread needs of a request.
    /// - Parameter pipe: where the body goes; nil keeps it in the transfer.
    func transfer(for request: HTTPRequest, timeout: Duration, pipe: BodyPipe?) throws -> Transfer {
        try Task.checkCancellation()
        let route = try RequestRules.route(of: request, settings: settings)
        return Transfer(
            RequestBlock(request, route: route), route: route, request: request, timeout: timeout, pipe: pipe)
    }

    /// Runs a transfer to its end, or until the head has come where the body goes into a pipe.
    func perform(_ transfer: Transfer) async throws -> RawAnswer {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                transfer.continuation = continuation
                inbox.start(transfer, settings: settings)
            }
        } onCancel: {
            inbox.cancel(transfer)
        }
    }

    /// Ends every call in flight with ``TransportError/Kind/shutDown``, refuses later ones the same way, and returns
    /// when the connections are closed and the thread is gone. Can be called more than once; cancellation does not
    /// shorten it, because it waits for no server.
    public func shutDown() async {
        await inbox.closeAndWait()
    }
}
