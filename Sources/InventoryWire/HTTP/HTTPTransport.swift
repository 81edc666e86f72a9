/// Sends one request and returns one response. This is all that an embedder who brings another HTTP stack must write;
/// retry, signing and the reading of answers stand above it.
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
}
