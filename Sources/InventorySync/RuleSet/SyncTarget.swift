public import InventoryCore
internal import InventoryWire

/// One bucket, and the rules that it shall hold.
public struct SyncTarget: Hashable, Sendable {
    /// The group that it came from: `targets[].name` of a rule-set file.
    public var group: String
    /// The cloud.
    public var provider: ProviderID
    /// The bucket, and how to reach it.
    public var bucket: BucketAddress
    /// The name of the credentials; never a secret.
    public var credentials: String?
    /// The desired rules, each with its destination.
    public var rules: [InventoryRule]
    /// Losses accepted, by rule. What is not listed must be held exactly.
    public var fidelity: [InventoryRule.ID: Fidelity]
    /// The user's own value for the number of rules in the bucket: firm where the vendor's is disputed.
    public var maximumRules: Int?

    public init(
        group: String, provider: ProviderID, bucket: BucketAddress, credentials: String? = nil,
        rules: [InventoryRule], fidelity: [InventoryRule.ID: Fidelity] = [:], maximumRules: Int? = nil
    ) {
        self.group = group
        self.provider = provider
        self.bucket = bucket
        self.credentials = credentials
        self.rules = rules
        self.fidelity = fidelity
        self.maximumRules = maximumRules
    }
}

extension SyncTarget {
    /// What makes a bucket that bucket, however it is reached: the journal knows it by nothing else. Host names make no
    /// difference between capital and small letters, so neither does this.
    package struct Identity: Hashable, Sendable {
        package var provider: ProviderID
        package var bucket: ExactText

        package init(_ provider: ProviderID, _ bucket: ExactText) {
            self.provider = provider
            self.bucket = ExactText(ASCII.lowercased(bucket.string))
        }
    }

    package var identity: Identity { Identity(provider, bucket.name) }

    /// Whether it is the same bucket of the same cloud, however it is reached.
    func isSameBucket(as other: SyncTarget) -> Bool { identity == other.identity }
}

extension SyncTarget: CustomStringConvertible {
    /// `acme-cos/photos-1250000000`.
    public var description: String { "\(Printable.quoted(group))/\(Printable.quoted(bucket.name.string))" }
}
