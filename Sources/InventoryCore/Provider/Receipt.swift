/// What a server said when it did a thing: enough to ask the vendor about it later, and nothing secret.
public struct Receipt: Hashable, Sendable, Codable {
    /// The HTTP status.
    public var status: Int
    /// Every request id of the reply by its header or element name: `x-cos-request-id`, `x-cos-trace-id`,
    /// `x-obs-request-id`, `x-obs-id-2`.
    public var requestIDs: [String: String]
    /// The server's `Date`, as sent.
    public var date: String?
    /// SHA-256 of the document that was sent, in lower-case hexadecimal; nil where none was.
    public var documentSHA256: String?

    public init(status: Int, requestIDs: [String: String] = [:], date: String? = nil, documentSHA256: String? = nil) {
        self.status = status
        self.requestIDs = requestIDs
        self.date = date
        self.documentSHA256 = documentSHA256
    }
}

/// The receipt of a one-off job.
public struct JobReceipt: Hashable, Sendable, Codable {
    /// What the server said to the request that started the job.
    public var receipt: Receipt
    /// The vendor's id of the job, where the reply names one. No public call takes it.
    public var jobID: String?

    public init(receipt: Receipt, jobID: String?) {
        self.receipt = receipt
        self.jobID = jobID
    }
}
