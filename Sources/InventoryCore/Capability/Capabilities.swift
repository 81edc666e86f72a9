/// What one cloud can hold. Data from `ProviderSpecs/`, with how sure we are of each fact; no behaviour is switched on
/// a vendor's name.
public struct Capabilities: Hashable, Sendable {
    /// The cloud's name.
    public var provider: ProviderID
    /// The cloud whose documents and reports it has: its own name, or for a relative that of the cloud it takes after.
    public var dialect: ProviderID
    /// Features not listed are absent.
    public var support: [Feature: Support] { didSet { byOrdinal = Self.byOrdinal(support) } }
    /// The same for every feature, to be looked up without hashing.
    private var byOrdinal: [Support]
    /// Bounds on ids, prefixes, documents and counts.
    public var limits: Limits
    /// How buckets and regions may be called.
    public var naming: Naming
    /// What a feature asks for beside itself.
    public var conditions: [Condition]
    /// What every rule must have: the owner of the report bucket, where a cloud demands it.
    public var required: [RequiredFeature]
    /// How the cloud writes values that a rule may have.
    public var forms: [ValueForm]
    /// Rules to a list page; nil where a list comes whole.
    public var listPageSize: Int?
    /// What storing a rule under an existing id does.
    public var overwriting: Overwriting
    /// Whether a rule's document names the region of the destination bucket.
    public var destinationRegion: DestinationRegion
    /// How the cloud names and fills its reports.
    public var reports: ReportLayout

    public init(
        provider: ProviderID, dialect: ProviderID? = nil, support: [Feature: Support], limits: Limits = Limits(),
        naming: Naming = Naming(), conditions: [Condition] = [], required: [RequiredFeature] = [],
        forms: [ValueForm] = [], listPageSize: Int? = nil,
        overwriting: Overwriting = .inPlace,
        destinationRegion: DestinationRegion = .implied, reports: ReportLayout
    ) {
        self.provider = provider
        self.dialect = dialect ?? provider
        self.support = support
        byOrdinal = Self.byOrdinal(support)
        self.limits = limits
        self.naming = naming
        self.conditions = conditions
        self.required = required
        self.forms = forms
        self.listPageSize = listPageSize
        self.overwriting = overwriting
        self.destinationRegion = destinationRegion
        self.reports = reports
    }

    /// What the cloud says to a feature.
    public subscript(feature: Feature) -> Support { byOrdinal[feature.ordinal] }

    private static func byOrdinal(_ support: [Feature: Support]) -> [Support] {
        Feature.allCases.map { support[$0] ?? .absent }
    }
}

/// A cloud's answer to a feature.
public enum Support: Hashable, Sendable {
    /// It has it, under that name on its wire (empty where there is nothing to spell).
    case native(spelling: String, status: FactStatus)
    /// It does not have it, but a rule with this other feature in its place gives at least as much. Only done when the
    /// loss of the first is accepted by name.
    case substituted(by: Feature)
    case absent

    /// The wire spelling where there is one.
    public var spelling: String? {
        if case .native(let spelling, _) = self { spelling } else { nil }
    }
}

/// How sure a fact is.
public enum FactStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// The vendor's documents say so.
    case documented
    /// Seen in the vendor's code or in answers.
    case observed
    /// Concluded from other facts; no source says so.
    case assumed
    /// Sources contradict each other.
    case disputed

    /// Whether a rule may be refused for it.
    public var isFirm: Bool { self == .documented || self == .observed }
}

/// A feature that is only accepted together with another.
public struct Condition: Hashable, Sendable {
    /// What a rule asks for.
    public var feature: Feature
    /// What it must ask for too.
    public var requires: Feature
    /// How sure the condition is.
    public var status: FactStatus

    public init(_ feature: Feature, requires: Feature, status: FactStatus) {
        self.feature = feature
        self.requires = requires
        self.status = status
    }
}

/// A feature that every rule of a cloud must ask for.
public struct RequiredFeature: Hashable, Sendable {
    /// What a rule must ask for.
    public var feature: Feature
    /// How sure it is that the cloud takes no rule without it.
    public var status: FactStatus

    public init(_ feature: Feature, status: FactStatus) {
        self.feature = feature
        self.status = status
    }
}

/// What storing a rule under an existing id does.
@nonexhaustive public enum Overwriting: String, Hashable, Sendable, Codable {
    /// It replaces the rule.
    case inPlace
    /// It is refused: the old rule has to be removed first.
    case createOnly
}

/// Whether a rule's document names the region of the destination bucket.
public enum DestinationRegion: String, Hashable, Sendable, Codable {
    case written
    /// It is the source bucket's, unsaid.
    case implied
    /// It is the source bucket's; the document names the ``Partition`` that it is in.
    case partition
}
