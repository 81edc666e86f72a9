public import InventoryCore
public import InventoryVendorFacts

/// One cloud as a value: what is known of it, and the parts that translate, sign and read replies. ``HTTPProvider`` makes
/// a provider of it. This is all that an adapter of one's own consists of; `ProviderCatalog` takes such values beside
/// those of this package.
public struct Vendor: Sendable {
    /// What it can hold, its hosts, what its error codes mean: plain data, each fact from the vendor's documents.
    public var facts: VendorFacts
    /// Translates rules.
    public var rules: any RuleCodec
    /// How it starts a report at once.
    public var oneOff: OneOff
    /// Other forms in which people keep its rules.
    public var forms: [DocumentForm]
    /// What its requests look like.
    public var requests: RequestShape
    /// What its replies say beside their documents.
    public var replies: ReplyShape
    /// Reads the body of a reply that is an error.
    public var errors: any ErrorReader
    /// How it lists buckets and objects and serves them.
    public var objects: ObjectListing
    /// Where the vendor's own tools keep keys.
    public var credentials: Credentials
    /// What a first rule set may hold.
    public var example: Example
    /// Makes a signer for one provider. A signer keeps keys, which go when the provider goes.
    public var makeSigner: @Sendable () -> any RequestSigner
    /// Makes signers of older signatures that the cloud still takes, by what people call them: `v1`. Nothing is sent with
    /// them unless one is put in the place of `makeSigner`.
    public var olderSigners: [String: @Sendable () -> any RequestSigner]

    public init(
        facts: VendorFacts, rules: any RuleCodec, oneOff: OneOff = .none, forms: [DocumentForm] = [],
        requests: RequestShape = RequestShape(),
        replies: ReplyShape = ReplyShape(), errors: any ErrorReader = StandardErrorReader(),
        objects: ObjectListing = ObjectListing(), credentials: Credentials = Credentials(),
        example: Example = Example(), makeSigner: @escaping @Sendable () -> any RequestSigner,
        olderSigners: [String: @Sendable () -> any RequestSigner] = [:]
    ) {
        self.facts = facts
        self.rules = rules
        self.oneOff = oneOff
        self.forms = forms
        self.requests = requests
        self.replies = replies
        self.errors = errors
        self.objects = objects
        self.credentials = credentials
        self.example = example
        self.makeSigner = makeSigner
        self.olderSigners = olderSigners
    }

    /// How rule sets and addresses name it: `tencent-cos`.
    public var id: ProviderID { facts.capabilities.provider }
    /// What it can hold.
    public var capabilities: Capabilities { facts.capabilities }

    /// Names of the vendor's kind, to begin a rule set with. None of them is anybody's.
    public struct Example: Hashable, Sendable {
        /// A region.
        public var region: String
        /// An account, where rules have to name the owner of the report bucket.
        public var owner: String?
        /// What the cloud takes on to write reports, where rules have to name it.
        public var role: String?

        public init(region: String = "REGION", owner: String? = nil, role: String? = nil) {
            self.region = region
            self.owner = owner
            self.role = role
        }
    }
}
