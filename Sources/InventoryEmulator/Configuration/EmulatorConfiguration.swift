/// Everything an emulator is told: who may call, which buckets there are, and how the clouds behave.
///
/// The JSON form has the properties' names; all but `credentials` and `buckets` may be missing. An unknown key, quirk or
/// provider is an error that names it.
public struct EmulatorConfiguration: Codable, Sendable, Hashable {
    /// The keys that may sign. Every key may do everything in every bucket.
    public var credentials: [EmulatedCredential]
    /// The buckets that exist.
    public var buckets: [EmulatedBucket]
    /// More buckets that reports may go to. Nil (or missing) takes every destination that is well-formed; a list makes
    /// the emulator refuse destinations that are neither here nor in `buckets`.
    public var destinationBuckets: [EmulatedBucket]?
    /// Limits that differ from the documented ones.
    public var limits: [EmulatedProvider: EmulatedLimits]
    /// Seconds until reads and lists show a write. Counts and overlaps are judged at once.
    public var visibilityLag: Int64
    /// Choices where the vendors' documents are silent or disagree.
    public var quirks: QuirkSettings
    /// Failures to produce.
    public var faults: EmulatedFaults
    /// When reports are delivered unasked.
    public var reports: EmulatedReports

    /// Makes a configuration; what is not given takes the documented default.
    public init(
        credentials: [EmulatedCredential], buckets: [EmulatedBucket], destinationBuckets: [EmulatedBucket]? = nil,
        limits: [EmulatedProvider: EmulatedLimits] = [:], visibilityLag: Int64 = 0,
        quirks: QuirkSettings = QuirkSettings(),
        faults: EmulatedFaults = EmulatedFaults(), reports: EmulatedReports = EmulatedReports()
    ) {
        self.credentials = credentials
        self.buckets = buckets
        self.destinationBuckets = destinationBuckets
        self.limits = limits
        self.visibilityLag = visibilityLag
        self.quirks = quirks
        self.faults = faults
        self.reports = reports
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case credentials, buckets, destinationBuckets, limits, visibilityLag, quirks, faults, reports
    }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` with a sentence that names the key or value at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "the emulator's configuration")
        self.init(
            credentials: try values.require(.credentials), buckets: try values.require(.buckets),
            destinationBuckets: try values.optional(.destinationBuckets), limits: try values.perProvider(.limits),
            visibilityLag: try values.optional(.visibilityLag) ?? 0,
            quirks: try values.optional(.quirks) ?? QuirkSettings(),
            faults: try values.optional(.faults) ?? EmulatedFaults(),
            reports: try values.optional(.reports) ?? EmulatedReports())
        guard visibilityLag >= 0 else {
            throw values.refuse(.visibilityLag, "seconds cannot be negative; write 0 or more")
        }
    }
}

/// A key pair that may sign requests.
public struct EmulatedCredential: Codable, Sendable, Hashable {
    /// The public half: SecretId, AccessKeyId.
    public var accessKey: String
    /// The secret half.
    public var secretKey: String
    /// The token that requests must carry; nil for a permanent key.
    public var securityToken: String?

    /// Makes a credential from its parts.
    public init(accessKey: String, secretKey: String, securityToken: String? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.securityToken = securityToken
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case accessKey, secretKey, securityToken }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "a credential")
        self.init(
            accessKey: try values.require(.accessKey), secretKey: try values.require(.secretKey),
            securityToken: try values.optional(.securityToken))
    }
}

extension EmulatedCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key alone: the secret and the token are not shown.
    public var description: String { "EmulatedCredential(\(accessKey))" }
    /// The same.
    public var debugDescription: String { description }
    /// The same, for `dump`.
    public var customMirror: Mirror { Mirror(self, children: ["accessKey": accessKey]) }
}
