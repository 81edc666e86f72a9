/// A cloud that the emulator plays: all that is its own and no other cloud's.
///
/// A conforming type is a folder beside this file. It holds no state; what happened to a bucket is in `BucketState`.
protocol EmulatedVendor: Sendable {
    /// What configurations, options and logs call it.
    var name: String { get }
    /// What holds unless a configuration sets it.
    var limits: DocumentedLimits { get }
    /// The points on which its sources are silent or disagree.
    var quirks: [EmulatorQuirk] { get }
    /// Behaviours against its sources, for tests of clients.
    var departures: [EmulatorQuirk] { get }
    /// How calls about buckets and objects are answered.
    var objects: any ObjectDialect { get }
    /// How reports are laid out and written.
    var reports: ReportLayout { get }
    /// Whether a `+` in a query stands for a space, as in forms.
    var readsQueriesAsForms: Bool { get }
    /// What a body is refused with that is not the announced one.
    var digestCodes: DigestCodes { get }

    /// Reads a host name by the vendor's naming; nil where no label of it is the service's.
    /// - Parameter labels: what stands between the dots, in lower case.
    func serviceHost(_ labels: [Substring]) -> ServiceHost?
    /// The rule's id in the query; nil where there is none.
    func ruleID(_ target: RequestTarget, _ quirks: QuirkSettings) -> String?
    /// Whether a query parameter belongs to a signed URL and asks for nothing.
    func isSignatureParameter(_ name: String) -> Bool
    /// Checks who sent a call.
    /// - Throws: the vendor's refusal, with the server's strings where the signature is wrong.
    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature
    /// Refuses what the vendor's front servers do not let through to a bucket, well signed or not.
    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError)
    /// What a bucket answers at the host of a region that is not its own.
    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError
    /// Answers a call about the bucket itself that is neither about rules nor a list; nil where the vendor has no such call.
    func bucketReply(_ call: Call, _ bucket: EmulatedBucket) -> Reply?
    /// How rules are checked, kept and answered.
    func dialect(_ settings: DialectSettings) -> any Dialect
}

/// What many vendors have alike.
extension EmulatedVendor {
    var departures: [EmulatorQuirk] { [] }
    var readsQueriesAsForms: Bool { false }

    var digestCodes: DigestCodes { DigestCodes(md5: "BadDigest", sha256: "XAmzContentSHA256Mismatch") }

    func ruleID(_ target: RequestTarget, _ quirks: QuirkSettings) -> String? { target["id"] }

    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {}

    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError { .noSuchBucket }

    /// The bucket is there.
    func bucketReply(_ call: Call, _ bucket: EmulatedBucket) -> Reply? {
        call.request.method == "HEAD" && call.location.isBucketLevel ? .empty(200) : nil
    }
}

/// What a host name says by a vendor's naming.
struct ServiceHost: Sendable, Hashable {
    /// What stands before the service's labels, a bucket's name; empty for the service itself.
    var bucket: String
    /// The region that the name says; nil where it says none.
    var region: String?
    /// Whether the domain is the vendor's own, so that the name alone tells the vendor.
    var isVendorDomain: Bool
}

/// A cloud's limits as its pages print them, or as assumed where they print none.
struct DocumentedLimits: Sendable {
    /// How many rules a bucket holds.
    var rules: Int
    /// How many rules a page of the list holds.
    var page = 100
    /// The longest document taken.
    var documentBytes: Int
}
