/// What a vendor's requests look like beside path, document and signature.
public struct RequestShape: Hashable, Sendable {
    /// The parameter without a value that makes a request one about inventory rules.
    public var selector: String
    /// The parameter that names the rule.
    public var idParameter: String
    /// The parameter that asks for the next page of a list; nil where a list comes whole.
    public var pageParameter: String?
    /// The `Content-Type` of its documents.
    public var mediaType: String
    /// What goes along with a document so that the server sees damage.
    public var bodyDigest: BodyDigest
    /// Whether the server takes a `+` in a query for a space. Requests never have one; it counts for addresses that
    /// people give to be signed.
    public var plusIsSpace: Bool

    public init(
        selector: String = "inventory", idParameter: String = "id", pageParameter: String? = nil,
        mediaType: String = "application/xml", bodyDigest: BodyDigest = .contentMD5, plusIsSpace: Bool = false
    ) {
        self.selector = selector
        self.idParameter = idParameter
        self.pageParameter = pageParameter
        self.mediaType = mediaType
        self.bodyDigest = bodyDigest
        self.plusIsSpace = plusIsSpace
    }

    /// A digest of a request's body.
    public enum BodyDigest: Hashable, Sendable {
        /// No header; the signature may cover the body.
        case none
        /// `Content-MD5`, in Base64.
        case contentMD5
    }
}

/// What a vendor's replies say beside their documents.
public struct ReplyShape: Hashable, Sendable {
    /// Response headers that identify a request to the vendor.
    public var requestIDHeaders: [String]
    /// Members of an error document that do, and the header that each one stands for.
    public var requestIDElements: [String: String]
    /// The header that names an error's code when the body does not.
    public var errorCodeHeader: String?
    /// The header that has an error's sentence when the body has none.
    public var errorMessageHeader: String?
    /// The header that has an error's document, in Base64, when the body is empty.
    public var errorDocumentHeader: String?
    /// The header with the number that the vendor gives its errors, also where they have no body; a gateway's have none.
    public var errorNumberHeader: String?
    /// Whether documents are JSON; they are XML otherwise. An answer to a write that is neither empty nor XML comes from a
    /// gateway, and is no success; where documents are JSON, only one that is empty is.
    public var documentsAreJSON: Bool
    /// Whether a list that is not found (404) for a reason which the facts do not have is one without rules: where no source
    /// names the code for that.
    public var unknownNotFoundIsEmptyList: Bool
    /// Numbers of errors (``errorNumberHeader``) that say that the region in the signature is not the bucket's.
    public var wrongRegionNumbers: Set<String>
    /// Codes of errors about what stands in the signature beside its keys: the region may be another than the bucket's.
    public var scopeErrors: Set<String>
    /// The header with a bucket's region, which HEAD of the bucket is answered with, whatever its status; nil where no
    /// source has one.
    public var bucketRegionHeader: String?

    public init(
        requestIDHeaders: [String] = [], requestIDElements: [String: String] = [:], errorCodeHeader: String? = nil,
        errorMessageHeader: String? = nil, errorDocumentHeader: String? = nil, errorNumberHeader: String? = nil,
        documentsAreJSON: Bool = false, unknownNotFoundIsEmptyList: Bool = false,
        wrongRegionNumbers: Set<String> = [], scopeErrors: Set<String> = [], bucketRegionHeader: String? = nil
    ) {
        self.requestIDHeaders = requestIDHeaders
        self.requestIDElements = requestIDElements
        self.errorCodeHeader = errorCodeHeader
        self.errorMessageHeader = errorMessageHeader
        self.errorDocumentHeader = errorDocumentHeader
        self.errorNumberHeader = errorNumberHeader
        self.documentsAreJSON = documentsAreJSON
        self.unknownNotFoundIsEmptyList = unknownNotFoundIsEmptyList
        self.wrongRegionNumbers = wrongRegionNumbers
        self.scopeErrors = scopeErrors
        self.bucketRegionHeader = bucketRegionHeader
    }
}
