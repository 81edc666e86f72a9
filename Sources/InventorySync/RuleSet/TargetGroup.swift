public import InventoryCore

/// Buckets of one cloud that have region, credentials and destination in common.
public struct TargetGroup: Hashable, Sendable {
    /// One bucket, where it differs from its group.
    public struct Bucket: Hashable, Sendable {
        /// The bucket's name.
        public var name: ExactText
        /// The region, where it is not said elsewhere.
        public var region: ExactText?
        /// The name of the credentials, where it is not said elsewhere.
        public var credentials: String?
        /// Where its reports go; nil for the group's.
        public var reportBucket: ExactText?
        /// The only rules for this bucket; nil for all of the group's.
        public var rules: Set<InventoryRule.ID>?

        public init(
            name: ExactText, region: ExactText? = nil, credentials: String? = nil, reportBucket: ExactText? = nil,
            rules: Set<InventoryRule.ID>? = nil
        ) {
            self.name = name
            self.region = region
            self.credentials = credentials
            self.reportBucket = reportBucket
            self.rules = rules
        }
    }

    /// The group's name, which `on:` and the command line use.
    public var name: String
    /// The cloud.
    public var provider: ProviderID
    /// The region, where it is not said elsewhere.
    public var region: ExactText?
    /// Which of the cloud's hosts to use.
    public var endpoint: Endpoint
    /// The name of the credentials, where it is not said elsewhere.
    public var credentials: String?
    /// Where reports go. In its prefix `{bucket}` stands for the source bucket's name.
    public var reports: Destination
    /// Losses accepted, by rule.
    public var accept: [InventoryRule.ID: Set<Feature>]
    /// How many rules a bucket of this account takes: firm where the vendor's own number is disputed.
    public var maximumRules: Int?

    public init(
        name: String, provider: ProviderID, region: ExactText? = nil, endpoint: Endpoint = .standard,
        credentials: String? = nil, reports: Destination, accept: [InventoryRule.ID: Set<Feature>] = [:],
        maximumRules: Int? = nil
    ) {
        self.name = name
        self.provider = provider
        self.region = region
        self.endpoint = endpoint
        self.credentials = credentials
        self.reports = reports
        self.accept = accept
        self.maximumRules = maximumRules
    }

    /// One bucket of the group as a target for a rule set.
    public func target(_ bucket: Bucket, rules: [RuleTemplate]) -> SyncTarget {
        var destination = reports
        destination.prefix = reports.prefix.map {
            ExactText($0.string.filling("{bucket}", with: bucket.name.string))
        }
        if let reportBucket = bucket.reportBucket { destination.bucket = reportBucket }
        let chosen = rules.filter { rule in
            (rule.on?.contains(name) ?? true) && (bucket.rules?.contains(rule.id) ?? true)
        }
        return SyncTarget(
            group: name, provider: provider,
            bucket: BucketAddress(bucket.name, region: bucket.region ?? region, endpoint: endpoint),
            credentials: bucket.credentials ?? credentials,
            rules: chosen.map { $0.rule(deliveringTo: destination) },
            fidelity: accept.mapValues { .accepting($0) }, maximumRules: maximumRules)
    }
}

extension TargetGroup.Bucket: ExpressibleByStringLiteral {
    /// The bucket of that name, in nothing different from its group.
    public init(stringLiteral name: String) { self.init(name: ExactText(name)) }
}
