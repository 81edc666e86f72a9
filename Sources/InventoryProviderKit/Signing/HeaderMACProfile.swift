/// What tells one vendor's signatures from another's of the same shape, which is that of AWS's Signature Version 2: the
/// HMAC-SHA1 of method, Content-MD5, Content-Type, date, the vendor's own headers, and the resource with its
/// sub-resources.
public struct HeaderMACProfile: Sendable {
    /// The scheme's name, with which the `Authorization` header begins.
    public var scheme: String
    /// What the names of the vendor's own headers begin with, in lower case; all of these are covered.
    public var headerPrefix: StaticString
    /// The vendor's own header for the time.
    public var dateHeader: String
    /// Whether that header's time stands in the date's line too. Else the line is empty beside the header.
    public var repeatsDateHeader: Bool
    /// The header that has the token of temporary keys.
    public var tokenHeader: String
    /// The parameter that has the token in a signed URL.
    public var tokenParameter: String
    /// The parameter that has the access key in a signed URL.
    public var accessKeyParameter: String
    /// What stands for the bucket of a request to a custom domain.
    public var customDomain: CustomDomain
    /// Whether the resource has the path without its percent-encoding; else as it is on the wire.
    public var decodesPath: Bool
    /// Whether a sub-resource with an empty value keeps its `=`.
    public var marksEmptyValues: Bool
    /// The parameters that are covered, in the vendor's letters.
    public var subResources: Set<String>
    /// What the names of further parameters begin with that are covered; nil for none.
    public var subResourcePrefix: String?

    public init(
        scheme: String, headerPrefix: StaticString, dateHeader: String, repeatsDateHeader: Bool, tokenHeader: String,
        tokenParameter: String, accessKeyParameter: String, customDomain: CustomDomain, decodesPath: Bool,
        marksEmptyValues: Bool, subResources: Set<String>, subResourcePrefix: String? = nil
    ) {
        self.scheme = scheme
        self.headerPrefix = headerPrefix
        self.dateHeader = dateHeader
        self.repeatsDateHeader = repeatsDateHeader
        self.tokenHeader = tokenHeader
        self.tokenParameter = tokenParameter
        self.accessKeyParameter = accessKeyParameter
        self.customDomain = customDomain
        self.decodesPath = decodesPath
        self.marksEmptyValues = marksEmptyValues
        self.subResources = subResources
        self.subResourcePrefix = subResourcePrefix
    }

    /// What stands for the bucket where the host is a domain that is bound to it.
    public enum CustomDomain: Sendable {
        /// The domain.
        case host
        /// The bucket's name, which the scope has to tell.
        case bucket
    }
}
