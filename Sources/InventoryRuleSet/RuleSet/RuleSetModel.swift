internal import InventoryCore
internal import InventorySync

/// The file as written. Unknown keys are errors; what a key means is documented on the public types.
struct RuleSetModel: Decodable {
    var name: String
    var rules: [RuleModel]
    var targets: [TargetModel]
    var pairs: [PairModel]
    var retired: [InventoryRule.ID]
    var ownership: Ownership
    var pacing: Pacing
    var safety: Safety

    private enum Key: String, CodingKey, CaseIterable {
        case version, name, defaults, rules, retired, ownership, targets, pairs, pacing, safety
    }

    private enum DefaultsKey: String, CodingKey, CaseIterable { case versions, fields, format, encryption }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a rule set")
        guard container.contains(.version) else {
            throw DecodingError.keyNotFound(
                Key.version,
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "the key \"version\" is missing; write `version: 1`"))
        }
        let version = try container.decode(Int.self, forKey: .version)
        guard version == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container,
                debugDescription: "this is version \(version) of the format, and only 1 is known; use a newer release")
        }
        name = try container.decode(String.self, forKey: .name)
        var defaults = InventoryContent()
        if container.contains(.defaults) {
            let nested = try container.superDecoder(forKey: .defaults)
            _ = try nested.strictContainer(keyedBy: DefaultsKey.self, of: "defaults")
            defaults = try InventoryContent(fromRule: nested)
        }
        var list = try container.nestedUnkeyedContainer(forKey: .rules)
        rules = []
        while !list.isAtEnd { rules.append(try RuleModel(from: list.superDecoder(), defaults: defaults)) }
        retired = try container.decodeIfPresent([InventoryRule.ID].self, forKey: .retired) ?? []
        ownership = try container.decodeIfPresent(OwnershipModel.self, forKey: .ownership)?.ownership ?? Ownership()
        targets = try container.decode([TargetModel].self, forKey: .targets)
        pairs = try container.decodeIfPresent([PairModel].self, forKey: .pairs) ?? []
        pacing = try container.decodeIfPresent(PacingModel.self, forKey: .pacing)?.pacing ?? Pacing()
        safety = try container.decodeIfPresent(SafetyModel.self, forKey: .safety)?.safety ?? Safety()
    }

    var ruleSet: RuleSet {
        RuleSet(
            name: name, rules: rules.map(\.template), retired: retired, ownership: ownership, pacing: pacing,
            safety: safety)
    }
}

/// `rules[]`: a rule without its destination.
struct RuleModel {
    var template: RuleTemplate

    private enum Key: String, CodingKey, CaseIterable {
        case id, enabled, schedule, prefix, tags, created, modified, storageClass, size, versions, fields, format
        case encryption, on
    }

    init(from decoder: any Decoder, defaults: InventoryContent) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a rule")
        template = RuleTemplate(
            id: try container.decode(InventoryRule.ID.self, forKey: .id),
            isEnabled: try container.decodeIfPresent(Bool.self, forKey: .enabled) ?? true,
            schedule: try container.decode(Schedule.self, forKey: .schedule),
            content: try InventoryContent(fromRule: decoder, defaults: defaults),
            on: try container.decodeIfPresent([String].self, forKey: .on).map { Set($0) })
    }
}

extension KeyedDecodingContainer {
    /// One of a fixed set of words.
    func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type, _ key: Key) throws -> Value?
    where Value.RawValue == String {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue)
        let problem = UnknownName(
            kind: key.stringValue, name: text, suggestion: Suggestion.closest(to: text, among: known),
            remedy: "known are \(known.joined(separator: ", "))")
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: problem.description)
    }

    /// A number of things, not fewer than `least`.
    func count(_ key: Key, from least: Int = 0) throws -> Int? {
        guard let value = try decodeIfPresent(Int.self, forKey: key) else { return nil }
        guard value >= least else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "\(key.stringValue) must be \(least) or more")
        }
        return value
    }
}

extension Duration {
    /// Reads `90s`, `50m`, `1h30m`.
    package init?(written text: String) {
        guard (1...64).contains(text.utf8.count) else { return nil }
        var total = 0
        var number: Int?
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                number = (number ?? 0) * 10 + Int(byte - 0x30)
                guard number! < 100_000_000 else { return nil }
            case 0x73, 0x6D, 0x68, 0x64:
                guard let count = number else { return nil }
                total += count * (byte == 0x73 ? 1 : byte == 0x6D ? 60 : byte == 0x68 ? 3600 : 86400)
                number = nil
            default: return nil
            }
        }
        guard number == nil else { return nil }
        self = .seconds(total)
    }
}
