/// A call, as the emulator tells them apart in its log and in fault rules.
@nonexhaustive public enum EmulatedOperation: String, Codable, Sendable, Hashable, CaseIterable {
    /// Create or replace a rule.
    case put
    /// Read one rule.
    case get
    /// Read all rules, or a page of them.
    case list
    /// Remove a rule.
    case delete
    /// Start a one-off job, where a cloud has a request for it.
    case post
    /// List the account's buckets.
    case listBuckets = "list-buckets"
    /// List a bucket's objects.
    case listObjects = "list-objects"
    /// List every version of a bucket's objects.
    case listVersions = "list-versions"
    /// Read an object, or a range of it.
    case getObject = "get-object"
    /// Ask what an object is.
    case headObject = "head-object"
    /// Anything else: a negotiation, a probe of the bucket, an unknown call.
    case other
}
