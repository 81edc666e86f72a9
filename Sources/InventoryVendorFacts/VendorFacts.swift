public import InventoryCore

/// Everything that is data about one vendor. The literals in `Generated/` are rendered from `ProviderSpecs/` by
/// `swift run spec-gen`, where each fact stands with its source; no logic lives here.
public struct VendorFacts: Hashable, Sendable {
    /// The cloud's name as a person would write it: `Tencent Cloud COS`.
    public var displayName: String
    /// What it can hold.
    public var capabilities: Capabilities
    /// Its hosts.
    public var endpoints: EndpointFacts
    /// What its error codes mean, the more particular entry first.
    public var errors: [ErrorFact]
    /// Who has to allow what.
    public var access: AccessFacts
    /// What the root of a list may be called, where that is not what the cloud calls it whose dialect is spoken.
    public var listRoots: [String]

    public init(
        displayName: String, capabilities: Capabilities, endpoints: EndpointFacts, errors: [ErrorFact],
        access: AccessFacts, listRoots: [String] = []
    ) {
        self.displayName = displayName
        self.capabilities = capabilities
        self.endpoints = endpoints
        self.errors = errors
        self.access = access
        self.listRoots = listRoots
    }
}

/// What a vendor's access control has to allow, in the vendor's words, and what reports need to arrive. This library
/// arranges none of it.
public struct AccessFacts: Hashable, Sendable {
    /// The permission to list and read rules.
    public var list: String
    /// The permission to store a rule.
    public var store: String
    /// The permission to remove a rule.
    public var remove: String
    /// The permissions to list the report bucket and to read what lies there; nil where no page has them.
    public var reports: String?
    /// What has to be arranged by hand so that reports are delivered.
    public var delivery: String
    /// The policy of the report bucket, or of the role that writes to it, as the vendor publishes it; nil where no page has
    /// one. `{reports}` stands for that bucket, `{source}` for the one that the rules are of, `{account}` for the account of
    /// that, `{partition}` for the ``Partition`` of both.
    public var deliveryPolicy: String?
    /// What the role that delivers reports has to trust, where rules name one; nil where no page has it.
    public var trustPolicy: String?
    /// What the policy of a key needs for reports that are encrypted with it, with the same placeholders; nil where no
    /// page has it.
    public var keyPolicy: String?
    /// What in these policies is assumed, since no page has it; nil where nothing is.
    public var policyRemark: String?

    public init(
        list: String, store: String, remove: String, reports: String? = nil, delivery: String, deliveryPolicy: String?,
        trustPolicy: String? = nil, keyPolicy: String? = nil, policyRemark: String? = nil
    ) {
        self.list = list
        self.store = store
        self.remove = remove
        self.reports = reports
        self.delivery = delivery
        self.deliveryPolicy = deliveryPolicy
        self.trustPolicy = trustPolicy
        self.keyPolicy = keyPolicy
        self.policyRemark = policyRemark
    }
}

/// A vendor's host names. Patterns hold `{bucket}`, `{region}`, and `{suffix}` for the hosts of the region's
/// ``Partition``.
public struct EndpointFacts: Hashable, Sendable {
    /// The public host; empty where there is none, because the user names the server.
    public var standard: String
    /// The vendor's other hosts, by the name that people write: `internal`, `accelerate`.
    public var named: [String: String]
    /// Which hosts credentials of this vendor may sign for without being told more: `*.myqcloud.com`.
    public var trustedHosts: [String]
    /// Which buckets stand in the path of a request.
    public var pathStyle: PathStyle
    /// Whether a refusal that names the bucket's region may be followed there, to the vendor's own host.
    public var followsRegion: Bool
    /// Whether a server that is not the vendor's own has to show that it has inventory rules before anything is written:
    /// servers with the same interface and without rules take the removal of one for that of the bucket.
    public var provesRules: Bool

    public init(
        standard: String, named: [String: String], trustedHosts: [String], pathStyle: PathStyle = .never,
        followsRegion: Bool = false, provesRules: Bool = false
    ) {
        self.standard = standard
        self.named = named
        self.trustedHosts = trustedHosts
        self.pathStyle = pathStyle
        self.followsRegion = followsRegion
        self.provesRules = provesRules
    }

    /// Which buckets stand in the path of a request, and not in the name of the host.
    public enum PathStyle: String, Hashable, Sendable, Codable {
        case never
        /// Those whose name is no single label of a host name, such as `logs.example`: no certificate covers it.
        case whereNeeded
        case always
    }
}

/// What one vendor means by an error code.
public struct ErrorFact: Hashable, Sendable {
    /// The vendor's code, `InventoryFull`.
    public var code: String
    /// A message that must occur in the answer too, for codes with two meanings ("Request has expired").
    public var message: String?
    /// The same in neutral terms.
    public var meaning: InventoryError.Code
    /// Whether trying again can help.
    public var retry: RetryAdvice
    /// True for the code that a list of a bucket without rules may answer.
    public var meansEmptyList: Bool

    public init(
        code: String, message: String? = nil, meaning: InventoryError.Code, retry: RetryAdvice = .never,
        meansEmptyList: Bool = false
    ) {
        self.code = code
        self.message = message
        self.meaning = meaning
        self.retry = retry
        self.meansEmptyList = meansEmptyList
    }
}
