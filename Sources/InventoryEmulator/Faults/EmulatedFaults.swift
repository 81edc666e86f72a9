/// Failures to produce, per cloud. Everything random comes from the seed: the same requests meet the same failures.
public struct EmulatedFaults: Codable, Sendable, Hashable {
    /// Seeds the draws of rules with a probability.
    public var seed: UInt64
    /// The failures of each cloud.
    public var providers: [EmulatedProvider: ProviderFaults]

    /// Makes a set of failures; without arguments there are none.
    public init(seed: UInt64 = 0, providers: [EmulatedProvider: ProviderFaults] = [:]) {
        self.seed = seed
        self.providers = providers
    }

    /// `seed`, and every provider.
    struct Key: CodingKey, CaseIterable {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        init(_ provider: EmulatedProvider) { stringValue = provider.rawValue }

        static let seed = Key(stringValue: "seed")
        static let allCases = [seed] + EmulatedProvider.all.map { Key($0) }
    }

    /// Reads `{"seed": 1, "tencent-cos": {…}, "huawei-obs": {…}}`.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, Key.self, place: "faults")
        self.init(seed: try values.optional(.seed) ?? 0)
        for provider in EmulatedProvider.all { providers[provider] = try values.optional(Key(provider)) }
    }

    /// Writes the same form.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(seed, forKey: .seed)
        for (provider, faults) in providers { try values.encode(faults, forKey: Key(provider)) }
    }
}

/// The failures of one cloud.
public struct ProviderFaults: Codable, Sendable, Hashable {
    /// Looked at in order for every request; the first that strikes decides.
    public var rules: [FaultRule]
    /// A rate above which requests are refused.
    public var throttle: Throttle?
    /// How far the server's clock is ahead, in seconds: its Date header and its view of signatures.
    public var clockSkew: Int64
    /// Seconds until reads show a write, on top of the configuration's.
    public var visibilityLag: Int64

    /// Makes the failures of one cloud.
    public init(rules: [FaultRule] = [], throttle: Throttle? = nil, clockSkew: Int64 = 0, visibilityLag: Int64 = 0) {
        self.rules = rules
        self.throttle = throttle
        self.clockSkew = clockSkew
        self.visibilityLag = visibilityLag
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case rules, throttle, clockSkew, visibilityLag }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "the faults of a provider")
        self.init(
            rules: try values.optional(.rules) ?? [], throttle: try values.optional(.throttle),
            clockSkew: try values.optional(.clockSkew) ?? 0, visibilityLag: try values.optional(.visibilityLag) ?? 0)
        guard visibilityLag >= 0 else {
            throw values.refuse(.visibilityLag, "seconds cannot be negative; write 0 or more")
        }
    }
}

/// A rate above which requests are refused: a bucket of tokens that refills by the emulator's clock.
public struct Throttle: Codable, Sendable, Hashable {
    /// How many requests a second are let through, and how many may come at once.
    public var requestsPerSecond: Int
    /// The status of the refusal: 503, or 429.
    public var status: Int
    /// The code of the refusal.
    public var code: String
    /// What the `Retry-After` header says, in seconds; nil sends none.
    public var retryAfter: Int?

    /// Makes a rate.
    public init(requestsPerSecond: Int, status: Int = 503, code: String = "SlowDown", retryAfter: Int? = nil) {
        self.requestsPerSecond = requestsPerSecond
        self.status = status
        self.code = code
        self.retryAfter = retryAfter
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case requestsPerSecond, status, code, retryAfter }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "a throttle")
        self.init(
            requestsPerSecond: try values.require(.requestsPerSecond), status: try values.optional(.status) ?? 503,
            code: try values.optional(.code) ?? "SlowDown", retryAfter: try values.optional(.retryAfter))
        guard requestsPerSecond > 0 else { throw values.refuse(.requestsPerSecond, "write 1 or more") }
        guard (400...599).contains(status) else { throw values.refuse(.status, "write a status from 400 to 599") }
    }
}
