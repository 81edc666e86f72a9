/// What tells one vendor's signatures from another's of the same shape, which is that of AWS's Signature Version 4: a
/// canonical request, its SHA-256 in a string to sign, and a key that is derived for a day, a region and a service.
public struct SigV4Profile: Sendable {
    /// The scheme's name, with which the string to sign begins.
    public var algorithm: StaticString
    /// What stands before the secret where the derivation of the key begins; empty for nothing.
    public var keyPrefix: StaticString
    /// The service in the scope.
    public var service: StaticString
    /// The last part of the scope.
    public var terminator: StaticString
    /// The names of the headers that a signature adds.
    public var headers: HeaderNames
    /// The names of the parameters that a signed URL has.
    public var parameters: ParameterNames
    /// Whether an empty value in the canonical query keeps its `=`.
    public var marksEmptyValues: Bool
    /// Whether the canonical path begins with the bucket, however the request names it.
    public var pathHoldsBucket: Bool
    /// Whether runs of blanks within a header's value become one space.
    public var foldsBlanks: Bool
    /// Which headers a signature in the headers covers.
    public var signedHeaders: SignedHeaders
    /// Which headers a signature in the URL covers: whoever uses it has to send them with these very values.
    public var signedHeadersOfURL: SignedHeaders
    /// Whether `host` is among them, and all of them are named in the signature. Else only additional headers are
    /// named: those that a signer is made to sign beside the usual ones.
    public var namesSignedHeaders: Bool
    /// What stands for the body in a request that is signed in its headers.
    public var payload: Payload
    /// What stands between the parts of the `Authorization` header.
    public var separator: StaticString

    public init(
        algorithm: StaticString, keyPrefix: StaticString, service: StaticString, terminator: StaticString,
        headers: HeaderNames, parameters: ParameterNames, marksEmptyValues: Bool = true, pathHoldsBucket: Bool = false,
        foldsBlanks: Bool = false, signedHeaders: SignedHeaders, signedHeadersOfURL: SignedHeaders,
        namesSignedHeaders: Bool = true, payload: Payload, separator: StaticString = ", "
    ) {
        self.algorithm = algorithm
        self.keyPrefix = keyPrefix
        self.service = service
        self.terminator = terminator
        self.headers = headers
        self.parameters = parameters
        self.marksEmptyValues = marksEmptyValues
        self.pathHoldsBucket = pathHoldsBucket
        self.foldsBlanks = foldsBlanks
        self.signedHeaders = signedHeaders
        self.signedHeadersOfURL = signedHeadersOfURL
        self.namesSignedHeaders = namesSignedHeaders
        self.payload = payload
        self.separator = separator
    }

    /// The names of headers, in lower case.
    public struct HeaderNames: Sendable {
        /// The time of the signature, `20240229T000000Z`.
        public var date: String
        /// The token of temporary keys.
        public var token: String
        /// The SHA-256 of the body, or ``SigV4Profile/unsignedPayload``.
        public var contentHash: String

        public init(date: String, token: String, contentHash: String) {
            self.date = date
            self.token = token
            self.contentHash = contentHash
        }
    }

    /// The names of a signed URL's parameters.
    public struct ParameterNames: Sendable {
        /// The scheme's name.
        public var algorithm: String
        /// The access key and the scope.
        public var credential: String
        /// The time at which the validity begins.
        public var date: String
        /// The validity in seconds.
        public var expires: String
        /// The headers that are named in the signature.
        public var signedHeaders: String
        /// The token of temporary keys.
        public var token: String
        /// The signature itself, which is not signed.
        public var signature: String

        public init(
            algorithm: String, credential: String, date: String, expires: String, signedHeaders: String,
            token: String, signature: String
        ) {
            self.algorithm = algorithm
            self.credential = credential
            self.date = date
            self.expires = expires
            self.signedHeaders = signedHeaders
            self.token = token
            self.signature = signature
        }
    }

    /// A choice among the headers of a request; names and prefixes in lower case.
    public enum SignedHeaders: Sendable {
        /// All but these.
        case all(except: [StaticString])
        /// These, and all that begin with one of the prefixes.
        case some([StaticString], prefixes: [StaticString])
    }

    /// What stands for the body.
    public enum Payload: Sendable {
        /// Its SHA-256, which also goes into a header; a request that has that header keeps its value.
        case hashed
        /// ``SigV4Profile/unsignedPayload``, which also goes into a header.
        case unsigned
        /// The value of the header where the request has it, else the SHA-256 of no bytes, whatever the body.
        case declared
    }

    /// What stands in place of a body's SHA-256 where the signature does not cover the body.
    public static let unsignedPayload = "UNSIGNED-PAYLOAD"
    /// The SHA-256 of no bytes.
    static let hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
