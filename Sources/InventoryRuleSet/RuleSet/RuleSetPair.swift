public import InventoryCore

/// A bucket and its copy, whose reports are compared: an entry of `pairs`.
public struct RuleSetPair: Hashable, Sendable {
    /// One of the two buckets.
    public struct Side: Hashable, Sendable {
        /// The bucket as the rule set names it: the name of its target, `/`, its own.
        public var bucket: String
        /// The rule whose reports count; nil for the bucket's only one, or at the target the one of the source's id.
        public var rule: InventoryRule.ID?

        public init(bucket: String, rule: InventoryRule.ID? = nil) {
            self.bucket = bucket
            self.rule = rule
        }
    }

    /// What was copied.
    public var source: Side
    /// The copy.
    public var target: Side
    /// The source's keys that begin so are compared; empty for all.
    public var sourcePrefix: ExactText
    /// What those keys begin with at the target instead.
    public var targetPrefix: ExactText
    /// Keys that begin so, once the prefix of their side is taken off, are left out.
    public var excluded: [ExactText]
    /// Whether keys that end in `/` and have no bytes are left out.
    public var skipsFolders: Bool
    /// Whether all versions are compared.
    public var comparesVersions: Bool

    public init(
        source: Side, target: Side, sourcePrefix: ExactText = "", targetPrefix: ExactText = "",
        excluded: [ExactText] = [], skipsFolders: Bool = false, comparesVersions: Bool = false
    ) {
        self.source = source
        self.target = target
        self.sourcePrefix = sourcePrefix
        self.targetPrefix = targetPrefix
        self.excluded = excluded
        self.skipsFolders = skipsFolders
        self.comparesVersions = comparesVersions
    }
}

/// `pairs[]`, as it is written.
struct PairModel: Codable {
    var source: String
    var target: String
    var rule: InventoryRule.ID?
    var targetRule: InventoryRule.ID?
    var map: Mapping?
    var exclude: [ExactText]?
    var skipFolders: Bool?
    var versions: Bool?

    struct Mapping: Codable {
        var from: ExactText?
        var to: ExactText?

        private enum CodingKeys: String, CodingKey, CaseIterable { case from, to }

        init(from: ExactText?, to: ExactText?) { (self.from, self.to) = (from, to) }

        init(from decoder: any Decoder) throws {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self, of: "a pair's map")
            from = try container.decodeIfPresent(ExactText.self, forKey: .from)
            to = try container.decodeIfPresent(ExactText.self, forKey: .to)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case source, target, rule, targetRule, map, exclude, skipFolders, versions
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self, of: "a pair")
        source = try container.decode(String.self, forKey: .source)
        target = try container.decode(String.self, forKey: .target)
        rule = try container.decodeIfPresent(InventoryRule.ID.self, forKey: .rule)
        targetRule = try container.decodeIfPresent(InventoryRule.ID.self, forKey: .targetRule)
        map = try container.decodeIfPresent(Mapping.self, forKey: .map)
        exclude = try container.decodeIfPresent([ExactText].self, forKey: .exclude)
        skipFolders = try container.decodeIfPresent(Bool.self, forKey: .skipFolders)
        versions = try container.decodeIfPresent(Bool.self, forKey: .versions)
        guard exclude?.contains("") != true else {
            throw DecodingError.dataCorruptedError(
                forKey: .exclude, in: container,
                debugDescription: "an empty prefix would leave out every key; remove it, or write one")
        }
    }

    init(_ pair: RuleSetPair) {
        (source, target) = (pair.source.bucket, pair.target.bucket)
        (rule, targetRule) = (pair.source.rule, pair.target.rule)
        if !pair.sourcePrefix.isEmpty || !pair.targetPrefix.isEmpty {
            map = Mapping(from: pair.sourcePrefix, to: pair.targetPrefix)
        }
        exclude = pair.excluded.isEmpty ? nil : pair.excluded
        skipFolders = pair.skipsFolders ? true : nil
        versions = pair.comparesVersions ? true : nil
    }

    var pair: RuleSetPair {
        RuleSetPair(
            source: .init(bucket: source, rule: rule), target: .init(bucket: target, rule: targetRule),
            sourcePrefix: map?.from ?? "", targetPrefix: map?.to ?? "", excluded: exclude ?? [],
            skipsFolders: skipFolders ?? false, comparesVersions: versions ?? false)
    }
}
