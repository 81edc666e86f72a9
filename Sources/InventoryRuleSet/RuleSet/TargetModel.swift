internal import InventoryCore
internal import InventorySync

/// `targets[]`: a group of buckets.
struct TargetModel: Decodable {
    var group: TargetGroup
    var buckets: [TargetGroup.Bucket] = []
    /// The target list that holds the buckets instead.
    var file: String?
    /// What the account's own list is searched for instead.
    var pattern: BucketPattern?

    private enum Key: String, CodingKey, CaseIterable {
        case name, provider, region, endpoint, credentials, buckets, reports, accept, limits
    }
    private enum SourceKey: String, CodingKey, CaseIterable { case file, match, exclude }
    private enum LimitsKey: String, CodingKey, CaseIterable { case maximumRules }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a target")
        group = TargetGroup(
            name: try container.decode(String.self, forKey: .name),
            provider: try container.decode(ProviderID.self, forKey: .provider),
            region: try container.decodeIfPresent(ExactText.self, forKey: .region),
            endpoint: try container.decodeIfPresent(Endpoint.self, forKey: .endpoint) ?? .standard,
            credentials: try container.decodeIfPresent(String.self, forKey: .credentials),
            reports: try container.decode(Destination.self, forKey: .reports))
        if let list = try? container.nestedUnkeyedContainer(forKey: .buckets) {
            var list = list
            while !list.isAtEnd { buckets.append(try list.decode(BucketModel.self).bucket) }
        } else {
            let decoder = try container.superDecoder(forKey: .buckets)
            guard (try? decoder.container(keyedBy: AnyKey.self)) != nil else {
                throw DecodingError.dataCorruptedError(
                    forKey: .buckets, in: container,
                    debugDescription:
                        "this is neither a list of buckets nor {file: LIST.csv} nor {match: [GLOB, …]}; write [NAME, …], also "
                        + "for one bucket")
            }
            let nested = try decoder.strictContainer(keyedBy: SourceKey.self, of: "buckets that are no list")
            if nested.contains(.match) || nested.contains(.exclude) {
                pattern = BucketPattern(
                    match: try nested.decode([String].self, forKey: .match),
                    exclude: try nested.decodeIfPresent([String].self, forKey: .exclude) ?? [])
                file = try nested.decodeIfPresent(String.self, forKey: .file)
            } else {
                file = try nested.decode(String.self, forKey: .file)
            }
        }
        if container.contains(.accept) { group.accept = try Self.accept(container.superDecoder(forKey: .accept)) }
        if container.contains(.limits) {
            group.maximumRules = try container.superDecoder(forKey: .limits)
                .strictContainer(keyedBy: LimitsKey.self, of: "limits").count(.maximumRules, from: 1)
        }
    }

    /// Accepted losses by rule.
    private static func accept(_ decoder: any Decoder) throws -> [InventoryRule.ID: Set<Feature>] {
        let container = try decoder.container(keyedBy: AnyKey.self)
        var accept: [InventoryRule.ID: Set<Feature>] = [:]
        for key in container.allKeys {
            var list = try container.nestedUnkeyedContainer(forKey: key)
            var features: Set<Feature> = []
            while !list.isAtEnd {
                let place = list.currentIndex
                let text = try list.decode(String.self)
                guard let feature = Feature(rawValue: text) else {
                    let known = Feature.allCases.map(\.rawValue)
                    let problem = UnknownName(
                        kind: "feature", name: text, suggestion: Suggestion.closest(to: text, among: known),
                        remedy: "known are \(known.joined(separator: ", "))")
                    throw DecodingError.dataCorrupted(
                        .init(
                            codingPath: container.codingPath + [key, DocumentKey(place)],
                            debugDescription: problem.description))
                }
                guard feature.loss != .essential else {
                    throw DecodingError.dataCorrupted(
                        .init(
                            codingPath: container.codingPath + [key, DocumentKey(place)],
                            debugDescription:
                                "without \(text) a rule would report something else, so its loss cannot be "
                                + "accepted; change the rule"))
                }
                features.insert(feature)
            }
            accept[ExactText(key.stringValue)] = features
        }
        return accept
    }
}

/// `buckets[]`: a name, or a name with what is different about it.
private struct BucketModel: Decodable {
    var bucket: TargetGroup.Bucket

    private enum Key: String, CodingKey, CaseIterable { case name, region, credentials, reportBucket, rules }

    init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(ExactText.self) {
            bucket = TargetGroup.Bucket(name: name)
            return
        }
        guard (try? decoder.container(keyedBy: AnyKey.self)) != nil else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "this is neither a bucket's name nor {name: NAME, …}; write one of them"))
        }
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a bucket")
        bucket = TargetGroup.Bucket(
            name: try container.decode(ExactText.self, forKey: .name),
            region: try container.decodeIfPresent(ExactText.self, forKey: .region),
            credentials: try container.decodeIfPresent(String.self, forKey: .credentials),
            reportBucket: try container.decodeIfPresent(ExactText.self, forKey: .reportBucket),
            rules: try container.decodeIfPresent([InventoryRule.ID].self, forKey: .rules).map { Set($0) })
    }
}
