public import InventoryCore
public import InventoryProviderKit
public import InventoryWire

/// Tencent's `q-sign` (HMAC-SHA1), in the header and in the URL. Source: documentation page 7778, with the corners that
/// page leaves open as the vendor's Python SDK settles them.
///
/// Signed are `host`, every `content-*` header, every `x-cos-*` header and all parameters. The key of such a signature
/// signs anything of the account for its whole validity; that is never more than 15 minutes, and begins on a whole
/// minute so that the key can be kept and used again.
public struct TencentCOSSigner: RequestSigner {
    /// When a signature counts, in Unix seconds, both ends included.
    public struct KeyTime: Hashable, Sendable, CustomStringConvertible {
        /// The first second at which it counts.
        public var start: Int64
        /// The last one.
        public var end: Int64

        public init(start: Int64, end: Int64) {
            self.start = start
            self.end = end
        }

        /// From five minutes before that instant's minute, for 15 minutes: clocks that differ by less than is corrected,
        /// either way, do not matter, and the signature still has time to arrive.
        public init(around instant: UTCInstant) {
            let minute = instant.advanced(by: -((instant.secondsSinceEpoch % 60 + 60) % 60))
            start = minute.advanced(by: -300).secondsSinceEpoch
            end = minute.advanced(by: 600).secondsSinceEpoch
        }

        /// From that instant for that time, in whole seconds.
        public init(from start: UTCInstant, for validity: Duration) {
            self.init(
                start: start.secondsSinceEpoch,
                end: start.advanced(by: validity.components.seconds).secondsSinceEpoch)
        }

        public var description: String { "\(start);\(end)" }
    }

    /// Which parts a signature covers. The standard is everything that an inventory call holds; the rest is there to
    /// compute other people's signatures, as `cloud-inventory sign` does.
    public struct Coverage: Hashable, Sendable {
        /// Whether `host` is signed.
        public var host: Bool
        /// Whether the query parameters are signed.
        public var parameters: Bool
        /// Headers to sign beside the usual ones, in lower case: `date`.
        public var alsoSigning: Set<String>

        public init(host: Bool = true, parameters: Bool = true, alsoSigning: Set<String> = []) {
            self.host = host
            self.parameters = parameters
            self.alsoSigning = alsoSigning
        }
    }

    private let keys = SigningKeyCache<KeyTime, COSSigningKey>()
    private let dates = TimeTextCache { $0.httpDate }

    /// A signer with an empty cache of keys.
    public init() {}

    /// Signs in the header, for 15 minutes around the instant.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        var request = request
        // For Date, token and Authorization: the list is copied once.
        request.headers.fields.reserveCapacity(request.headers.fields.count + 3)
        // The manual's requests carry a Date; it decides nothing and stays unsigned.
        if request.headers["Date"] == nil { request.headers.append("Date", dates.text(of: instant)) }
        return try signed(request, with: credential, KeyTime(around: instant), Coverage())
    }

    /// Signs in the header, for that time: a KeyTime of one's own.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        try signed(request, with: credential, KeyTime(from: start, for: validity), Coverage())
    }

    /// Signs in the query. The token becomes a signed parameter.
    public func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        try presign(request, with: credential, keyTime: KeyTime(from: start, for: validity))
    }

    /// Signs in the `Authorization` header, with the token, where there is one, as a signed header.
    public func sign(
        _ request: HTTPRequest, with credential: Credential, keyTime: KeyTime, covering coverage: Coverage = Coverage()
    ) throws -> SignedRequest {
        try signed(request, with: credential, keyTime, coverage)
    }

    private func signed(
        _ request: consuming HTTPRequest, with credential: Credential, _ keyTime: KeyTime, _ coverage: Coverage
    ) throws -> SignedRequest {
        if let token = credential.securityToken, request.headers["x-cos-security-token"] == nil {
            request.headers["x-cos-security-token"] = String(decoding: token.bytes, as: UTF8.self)
        }
        request.headers["Authorization"] = nil
        request.headers.append(
            "Authorization", try signature(of: request, with: credential, keyTime, coverage).authorization)
        return SignedRequest(request: request) { [self] request in
            var unsigned = request
            unsigned.headers["Authorization"] = nil
            let authorization = Array((request.headers["Authorization"] ?? "").utf8)
            return stages(of: unsigned, with: credential, keyTime, coverage)
                + [.init("Authorization", authorization, isSecret: true)]
        }
    }

    /// Signs in the query: a URL that anyone may use until `keyTime` ends. The token becomes a signed parameter.
    public func presign(
        _ request: HTTPRequest, with credential: Credential, keyTime: KeyTime, covering coverage: Coverage = Coverage()
    ) throws -> SignedRequest {
        var request = request
        if let token = credential.securityToken {
            request.query.append(
                QueryItem("x-cos-security-token", String(decoding: token.bytes, as: UTF8.self)))
        }
        let unsigned = request
        request.query += try signature(of: request, with: credential, keyTime, coverage).parameters
        return SignedRequest(request: request) { [self] request in
            stages(of: unsigned, with: credential, keyTime, coverage)
                + [.init("URL", Array(request.url.utf8), isSecret: true)]
        }
    }

    private func signature(
        of request: HTTPRequest, with credential: Credential, _ keyTime: KeyTime, _ coverage: Coverage
    ) throws -> COSSignature {
        try COSSignature(
            COSCanonicalForm(request, covering: coverage), accessKey: credential.accessKey,
            key: keys.key(for: credential.secretKey, in: keyTime) { try COSSigningKey(credential.secretKey, keyTime) })
    }

    /// Signs once more: what is only wanted by people who look for a mistake is not kept for every request.
    private func stages(
        of request: HTTPRequest, with credential: Credential, _ keyTime: KeyTime, _ coverage: Coverage
    ) -> [SignedRequest.Stage] {
        do { return try signature(of: request, with: credential, keyTime, coverage).stages } catch { return [] }
    }
}
