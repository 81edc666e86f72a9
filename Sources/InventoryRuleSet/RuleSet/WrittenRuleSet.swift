internal import InventoryCore
internal import InventorySync

/// A rule-set file as it is written: the counterpart of `RuleSetModel`, without what is as it would be anyway.
struct WrittenRuleSet: Encodable {
    var version = 1
    var name: String
    var rules: [Rule]
    var retired: [InventoryRule.ID]?
    var ownership: OwnershipPart?
    var targets: [Target]
    var pairs: [PairModel]?
    var pacing: PacingPart?
    var safety: SafetyPart?

    struct Rule: Encodable {
        var id: InventoryRule.ID
        var rest: Rest

        struct Rest: Encodable {
            var template: RuleTemplate

            private enum Key: String, CodingKey { case enabled, schedule, on }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                if !template.isEnabled { try container.encode(false, forKey: .enabled) }
                try container.encode(template.schedule, forKey: .schedule)
                try container.encodeIfPresent(template.on?.sorted(), forKey: .on)
                try template.content.encode(inRule: encoder)
            }
        }

        private enum Key: String, CodingKey { case id }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(id, forKey: .id)
            try rest.encode(to: encoder)
        }
    }

    struct Target: Encodable {
        var name: String
        var provider: ProviderID
        var region: ExactText?
        var endpoint: Endpoint?
        var credentials: String?
        var reports: Destination
        var accept: [String: [String]]?
        var limits: [String: Int]?
        var buckets: Buckets
    }

    /// Buckets one by one, or the pattern that says which they are.
    enum Buckets: Encodable {
        case named([Bucket])
        case matching(BucketPattern)

        private enum Key: String, CodingKey { case match, exclude }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .named(let buckets): try buckets.encode(to: encoder)
            case .matching(let pattern):
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(pattern.match, forKey: .match)
                if !pattern.exclude.isEmpty { try container.encode(pattern.exclude, forKey: .exclude) }
            }
        }
    }

    struct Bucket: Encodable {
        var bucket: TargetGroup.Bucket

        private enum Key: String, CodingKey { case name, region, credentials, reportBucket, rules }

        /// A name alone where nothing is different about it.
        func encode(to encoder: any Encoder) throws {
            guard bucket != TargetGroup.Bucket(name: bucket.name) else { return try bucket.name.encode(to: encoder) }
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(bucket.name, forKey: .name)
            try container.encodeIfPresent(bucket.region, forKey: .region)
            try container.encodeIfPresent(bucket.credentials, forKey: .credentials)
            try container.encodeIfPresent(bucket.reportBucket, forKey: .reportBucket)
            try container.encodeIfPresent(bucket.rules?.sorted(), forKey: .rules)
        }
    }

    struct OwnershipPart: Encodable {
        var takeover: Ownership.Takeover
        var prune: Ownership.Prune
        var pattern: String?
        var unknownElements: Ownership.UnknownElements
        var ignoreElements: [String]
    }

    struct PacingPart: Encodable {
        var requestsPerSecond: Double?
        var concurrency: Int
    }

    struct SafetyPart: Encodable {
        var maximumChanges: Int?
        var maximumRemovals: Int?
        var stopAfterFailures: Int?
        var deadline: String?
        var onRefusal: Safety.OnRefusal
        var canary: Bool
    }
}
