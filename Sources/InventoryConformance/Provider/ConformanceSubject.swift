public import InventoryCore

/// What the provider cases are run on: a client, and a bucket of its cloud that they may write to.
///
/// Every id that a case uses begins with ``mark``, every rule lists objects below a prefix that does, and a case removes
/// the rules that it stored. One-off jobs cannot be removed: they put a report into the report bucket.
public struct ConformanceSubject: Sendable {
    /// The client under test. Its own fidelity plays no part.
    public var client: InventoryClient
    /// Where the cases store their rules.
    public var bucket: BucketAddress
    /// Where rules of the cases deliver. `owner`, `role` and `kmsKey` are used by the cases of those features, and by all
    /// where the cloud requires them; without them a made-up value is sent, which an emulator takes.
    public var reports: Destination
    /// Begins every id. It must not have been used in this bucket for a day: so long is the id of a one-off job taken.
    public var mark: String
    /// A storage class as the cloud spells it, for filters.
    public var storageClass: ExactText = "STANDARD"
    /// A bucket that does not exist, at an address that leads to the cloud.
    public var absentBucket: BucketAddress?
    /// Whether the bucket holds no rules but ours, so that cases may want it empty and fill it to its limit.
    public var isBucketDisposable = false
    /// The most rules that a case may have in the bucket at once.
    public var ruleBudget = 110
    /// This server's own bound on rules, where it is not the cloud's.
    public var ruleLimit: Limits.Bound?
    /// What a full bucket answers; something else where no source names the cloud's code for that.
    public var fullBucket = InventoryError.Code.tooManyRules
    /// This server's own page size, where it is not the cloud's.
    public var pageSize: Int?
    /// How long a write may take until reads show it.
    public var patience: Duration = .seconds(60)
    /// The wait between two looks for a write.
    public var interval: Duration = .seconds(1)
    /// For the waits.
    public var services: SystemServices = .system
    /// How many requests the client has sent so far; ``CountingTransport`` knows.
    public var requestCount: @Sendable () async -> Int

    /// A subject with a bucket that is not disposable, and bounds as the cloud documents them.
    public init(
        client: InventoryClient, bucket: BucketAddress, reports: Destination, mark: String,
        requestCount: @escaping @Sendable () async -> Int
    ) {
        self.client = client
        self.bucket = bucket
        self.reports = reports
        self.mark = mark
        self.requestCount = requestCount
    }

    var capabilities: Capabilities { client.capabilities }

    /// Rules that the server holds in one bucket, as far as it is known.
    var ruleBound: Limits.Bound? { ruleLimit ?? capabilities.limits.ruleCount }

    /// Whether a one-off job is a rule that runs once, under a schedule of the cloud's own name.
    var jobsAreRules: Bool { capabilities[.oneOff].spelling?.isEmpty == false }

    func has(_ feature: Feature) -> Bool {
        if case .native = capabilities[feature] { true } else { false }
    }
}
