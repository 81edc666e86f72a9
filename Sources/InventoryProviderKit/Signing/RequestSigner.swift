public import InventoryCore
public import InventoryWire

/// Signs requests as one vendor wants it. Pure: the same request, scope, credential and time give the same bytes, and
/// nothing talks to the network.
///
/// The request comes with host, path, query, headers and body as they go on the wire; a signer adds its own headers or
/// parameters and changes nothing else. One provider keeps one signer, and signs every attempt anew.
public protocol RequestSigner: Sendable {
    /// What of the scope the signature depends on; a bucket without it is refused before any request.
    var required: SigningScope.Parts { get }

    /// The request with its signature in the headers, and every stage on the way there.
    /// - Parameter instant: the time that the signature is made at, by the server's clock as far as it is known.
    /// - Throws: ``InventoryError`` where the scope lacks what is ``required``, or the cryptography is not to be had.
    func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest

    /// The request with its signature in the query: a URL that anyone may use for the validity.
    func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest

    /// The request with a signature in the headers that is valid for the time given: to make again a signature that
    /// somebody else has made. Only for vendors whose header signatures state a time of validity; the others refuse, which
    /// is the default.
    func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest
}

extension RequestSigner {
    /// Nothing: the signature covers the request alone.
    public var required: SigningScope.Parts { [] }

    /// Refuses, with `unsupported`.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        throw InventoryError(
            .unsupported,
            "signatures in the headers of a request to this cloud state no time of validity; sign for an "
                + "instant, or in the URL")
    }
}
