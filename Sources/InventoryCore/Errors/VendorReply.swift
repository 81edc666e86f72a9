/// What a server answered, as far as it may be shown: an allow-list, so that no signed text or body slips into a log.
public struct VendorReply: Hashable, Sendable, Encodable {
    /// The HTTP status.
    public var status: Int
    /// The vendor's own error code, `SignatureDoesNotMatch`; nil when the answer had none.
    public var code: String?
    /// The vendor's sentence, as sent.
    public var message: String?
    /// What the vendor says the error is about: a bucket, an object, a path.
    public var resource: String?
    /// Every request id of the reply by its header or element name.
    public var requestIDs: [String: String]
    /// The server's `Date` header, as sent.
    public var date: String?
    /// Seconds that the server asks to wait (`Retry-After`).
    public var retryAfter: Int?
    /// Where the server points, and what its clock says, by `endpoint`, `location`, `region` and `server time`. Said to
    /// people; of the region alone, on clouds whose facts say so, a request makes use.
    public var hints: [String: String] = [:]

    public init(
        status: Int, code: String? = nil, message: String? = nil, resource: String? = nil,
        requestIDs: [String: String] = [:], date: String? = nil, retryAfter: Int? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.resource = resource
        self.requestIDs = requestIDs
        self.date = date
        self.retryAfter = retryAfter
    }
}

extension VendorReply: CustomStringConvertible {
    /// `403 AccessDenied "Access Denied." (x-cos-request-id NTlh…, region ap-beijing)`.
    public var description: String {
        var text = String(status)
        if let code { text += " " + Printable.quoted(code, limit: 80) }
        if let message, !message.isEmpty { text += " \"\(Printable.quoted(message, limit: 300))\"" }
        let ids = requestIDs.sorted { $0.key < $1.key }.map { "\($0.key) \(Printable.quoted($0.value, limit: 120))" }
        let said = ids + hints.sorted { $0.key < $1.key }.map { "\($0.key) \(Printable.quoted($0.value, limit: 200))" }
        return said.isEmpty ? text : text + " (\(said.joined(separator: ", ")))"
    }
}
