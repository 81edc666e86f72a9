package import InventoryCore

/// `features.json`: the vendor's answer to every feature there is, one a line.
package struct FeaturesFile: Decodable, Sendable {
    package var answers: [Feature: FeatureAnswer]

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        answers = [:]
        for key in container.allKeys {
            guard let feature = Feature(rawValue: key.stringValue) else {
                let known = Feature.allCases.map(\.rawValue)
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container,
                    debugDescription: UnknownName(
                        kind: "feature", name: key.stringValue,
                        suggestion: Suggestion.closest(to: key.stringValue, among: known),
                        remedy: "known are \(known.joined(separator: ", "))"
                    ).description)
            }
            answers[feature] = try container.decode(FeatureAnswer.self, forKey: key)
        }
        let missing = Feature.allCases.filter { answers[$0] == nil }.map(\.rawValue)
        guard missing.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: container.codingPath,
                    debugDescription: "every feature needs an answer; missing: \(missing.joined(separator: ", "))"))
        }
    }
}

/// Native with its spelling, substituted by another feature, or absent; and who says so.
package struct FeatureAnswer: Decodable, Sendable {
    package var support: Support
    package var status: FactStatus
    package var source: String
    package var note: String?

    private enum Key: String, CodingKey, CaseIterable { case support, spelling, by, status, source, note }
    private enum Kind: String, Decodable { case native, substituted, absent }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a feature's answer")
        status = try container.decode(FactStatus.self, forKey: .status)
        source = try container.decodeSource(forKey: .source)
        note = try container.decodeIfPresent(String.self, forKey: .note)
        let kind = try container.decode(Kind.self, forKey: .support)
        for (key, owner) in [(Key.spelling, Kind.native), (.by, .substituted)]
        where container.contains(key) && kind != owner {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: container,
                debugDescription: "'\(key.rawValue)' goes with \(owner.rawValue), not with \(kind.rawValue)")
        }
        support =
            switch kind {
            case .native: .native(spelling: try container.decode(String.self, forKey: .spelling), status: status)
            case .substituted: .substituted(by: try container.decode(Feature.self, forKey: .by))
            case .absent: .absent
            }
    }
}
