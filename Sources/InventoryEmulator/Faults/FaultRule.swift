/// One failure and when it strikes. Without any condition it strikes every time.
public struct FaultRule: Codable, Sendable, Hashable {
    /// What happens.
    @nonexhaustive public enum Effect: String, Codable, Sendable, Hashable, CaseIterable {
        /// An error answer of `status` and `code`.
        case error
        /// No answer: the connection is closed.
        case close
        /// The answer is held back for `milliseconds`; only a socket waits.
        case delay
        /// A one-off job is refused as a duplicate.
        case duplicateOneOff
        /// A list page holds half of what it could.
        case halfPage
        /// A list page names as its successor the token it was asked with.
        case repeatedToken
        /// A list page says that it is truncated, and names no successor.
        case truncatedWithoutToken
    }

    /// What an error answer holds.
    @nonexhaustive public enum Body: String, Codable, Sendable, Hashable, CaseIterable {
        /// The vendor's error document.
        case xml
        /// A gateway's JSON.
        case json
        /// A gateway's HTML page.
        case html
        /// Nothing.
        case empty
    }

    /// What happens.
    public var effect: Effect
    /// The calls it strikes; nil strikes all.
    public var operations: [EmulatedOperation]?
    /// Strikes every n-th of those requests.
    public var every: Int?
    /// Strikes with this probability, 0 to 1, drawn from the seed.
    public var probability: Double?
    /// Strikes so many times and no more.
    public var atMost: Int?
    /// True carries the request out first, and then fails: the client cannot know.
    public var afterwards: Bool
    /// The status of an error; 503 unless given.
    public var status: Int
    /// The code of an error; `SlowDown` unless given.
    public var code: String
    /// What an error holds.
    public var body: Body
    /// What the `Retry-After` header of an error says, in seconds; nil sends none.
    public var retryAfter: Int?
    /// How long a delay is.
    public var milliseconds: Int

    /// Makes a failure.
    public init(
        _ effect: Effect, operations: [EmulatedOperation]? = nil, every: Int? = nil, probability: Double? = nil,
        atMost: Int? = nil, afterwards: Bool = false, status: Int = 503, code: String = "SlowDown", body: Body = .xml,
        retryAfter: Int? = nil, milliseconds: Int = 0
    ) {
        self.effect = effect
        self.operations = operations
        self.every = every
        self.probability = probability
        self.atMost = atMost
        self.afterwards = afterwards
        self.status = status
        self.code = code
        self.body = body
        self.retryAfter = retryAfter
        self.milliseconds = milliseconds
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case effect, operations, every, probability, atMost, afterwards, status, code, body, retryAfter, milliseconds
    }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "a fault")
        self.init(
            try values.require(.effect), operations: try values.optional(.operations),
            every: try values.optional(.every), probability: try values.optional(.probability),
            atMost: try values.optional(.atMost), afterwards: try values.optional(.afterwards) ?? false,
            status: try values.optional(.status) ?? 503, code: try values.optional(.code) ?? "SlowDown",
            body: try values.optional(.body) ?? .xml, retryAfter: try values.optional(.retryAfter),
            milliseconds: try values.optional(.milliseconds) ?? 0)
        if let every, every < 1 { throw values.refuse(.every, "write 1 or more") }
        if let probability, !(0...1).contains(probability) {
            throw values.refuse(.probability, "write a number from 0 to 1")
        }
        guard (300...599).contains(status) else { throw values.refuse(.status, "write a status from 300 to 599") }
        guard milliseconds >= 0 else { throw values.refuse(.milliseconds, "write 0 or more") }
    }
}
