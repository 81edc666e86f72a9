/// Sends one request and returns one response. ``send(_:timeout:)`` is all that an embedder who brings another HTTP stack
/// must write; retry, signing and the reading of answers stand above it.
///
/// A transport owes its callers:
/// - the method, target, `Host`, headers and body exactly as given, with nothing rewritten under the signature;
/// - no redirect followed, no proxy, cookie or credential taken from the environment unless it was configured;
/// - certificate and host name verified over https, cleartext only where the *connected* address is loopback;
/// - an end by `timeout`, whatever the server does, and a body bounded by `maximumResponseBytes`;
/// - on cancellation, a prompt `CancellationError` and nothing left behind.
///
/// Every other failure is a ``TransportError``; a response of any status is not a failure.
/// `InventoryConformance` has cases that check a transport against this list.
public protocol HTTPTransport: Sendable {
    /// Sends the request over the network and returns the answer.
    /// - Parameter timeout: the longest that this one attempt may take, connecting included. A request's own
    ///   ``HTTPRequest/connectTimeout`` counts within it.
    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse

    /// Sends the request over the network and returns the answer as soon as its head has come; the body is read afterwards.
    ///
    /// For objects of any length, so there is neither a total deadline nor a bound on the body; what waits for the reader
    /// is bounded instead. Without an implementation of its own a transport answers with a whole ``send(_:timeout:)``,
    /// bounded by ``HTTPRequest/maximumResponseBytes``.
    /// - Parameter stallTimeout: the longest that the server may send next to nothing while the reader waits.
    func stream(_ request: HTTPRequest, stallTimeout: Duration) async throws -> HTTPStream
}

extension HTTPTransport {
    /// Sends the request over the network and returns the answer once it is complete.
    public func stream(_ request: HTTPRequest, stallTimeout: Duration) async throws -> HTTPStream {
        HTTPStream(try await send(request, timeout: stallTimeout))
    }
}
