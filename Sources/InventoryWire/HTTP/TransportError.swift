/// Why a request got no usable answer.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure that callers tell apart.
    @nonexhaustive public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The request itself cannot be sent: a control character in a header, cleartext to another machine, …
        case invalidRequest
        case unknownHost
        case connectionRefused
        /// TLS could not be agreed on, or the certificate or its host name did not verify.
        case untrustedServer
        case timedOut
        /// The connection broke before the whole answer had come.
        case connectionLost
        case responseTooLarge
        /// What came back is no acceptable HTTP.
        case malformedResponse
        case proxyRefused
        /// The proxy asks for credentials (407).
        case proxyAuthenticationRequired
        /// The transport has been shut down.
        case shutDown
        case other
    }

    /// What failed, for programs.
    public var kind: Kind
    /// A sentence that names the host and the remedy; never headers, query or body.
    public var message: String
    /// False only when it is certain that no byte of the request reached a server.
    public var mayHaveReachedServer: Bool

    public init(_ kind: Kind, _ message: String, mayHaveReachedServer: Bool) {
        self.kind = kind
        self.message = message
        self.mayHaveReachedServer = mayHaveReachedServer
    }

    public var description: String { message }
}
