import InventoryCore
import InventoryRuleSet

/// The rule-set file, as types that refuse what they do not know.
struct RuleSetMirror: Decodable {
    var version: Int
    var name: String
    var defaults: [String: String]
    var rules: [Rule]
    var retired: [String]
    var targets: [Target]
    var pacing: Pacing
    var safety: [String: String]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case version, name, defaults, rules, retired, targets, pacing, safety
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        name = try container.decode(String.self, forKey: .name)
        defaults = try container.decode([String: String].self, forKey: .defaults)
        rules = try container.decode([Rule].self, forKey: .rules)
        retired = try container.decode([String].self, forKey: .retired)
        targets = try container.decode([Target].self, forKey: .targets)
        pacing = try container.decode(Pacing.self, forKey: .pacing)
        safety = try container.decode([String: String].self, forKey: .safety)
    }

    struct Rule: Decodable {
        var id: String
        var prefix: String?
        var schedule: Schedule
        var versions: String?
        var fields: [String]
        var tags: [String: String]?
        var on: [String]?

        enum CodingKeys: String, CodingKey, CaseIterable { case id, prefix, schedule, versions, fields, tags, on }

        init(from decoder: any Decoder) throws {
            try decoder.refuseKeys(except: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            prefix = try container.decodeIfPresent(String.self, forKey: .prefix)
            schedule = try container.decode(Schedule.self, forKey: .schedule)
            versions = try container.decodeIfPresent(String.self, forKey: .versions)
            fields = try container.decode([String].self, forKey: .fields)
            tags = try container.decodeIfPresent([String: String].self, forKey: .tags)
            on = try container.decodeIfPresent([String].self, forKey: .on)
        }
    }

    enum Schedule: Decodable, Equatable {
        case daily
        case monthly(Int)

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                guard name == "daily" else {
                    throw DecodingError.dataCorruptedError(
                        in: try decoder.singleValueContainer(),
                        debugDescription: "a schedule is daily or {monthly: day}")
                }
                self = .daily
            } else {
                let container = try decoder.container(keyedBy: DocumentKey.self)
                let day = try container.decode(Int.self, forKey: "monthly")
                guard (1...31).contains(day) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: "monthly", in: container, debugDescription: "a month has no day \(day)")
                }
                self = .monthly(day)
            }
        }
    }

    struct Target: Decodable {
        var name: String
        var buckets: Buckets
        var reports: [String: String]?
        var accept: [String: [String]]?

        enum CodingKeys: String, CodingKey, CaseIterable { case name, buckets, reports, accept }

        init(from decoder: any Decoder) throws {
            try decoder.refuseKeys(except: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            buckets = try container.decode(Buckets.self, forKey: .buckets)
            reports = try container.decodeIfPresent([String: String].self, forKey: .reports)
            accept = try container.decodeIfPresent([String: [String]].self, forKey: .accept)
        }
    }

    enum Buckets: Decodable, Equatable {
        case named([String])
        case file(String)

        init(from decoder: any Decoder) throws {
            if let container = try? decoder.container(keyedBy: DocumentKey.self) {
                self = .file(try container.decode(String.self, forKey: "file"))
            } else {
                var list = try decoder.unkeyedContainer()
                var names: [String] = []
                while !list.isAtEnd {
                    if let container = try? list.nestedContainer(keyedBy: DocumentKey.self) {
                        names.append(try container.decode(String.self, forKey: "name"))
                    } else {
                        names.append(try list.decode(String.self))
                    }
                }
                self = .named(names)
            }
        }
    }

    struct Pacing: Decodable {
        var per: String
        var requestsPerSecond: Int
        var concurrency: Int
    }
}

extension Decoder {
    /// Refuses the first key that is not one of a type's.
    func refuseKeys<Key: CodingKey & CaseIterable>(except known: Key.Type) throws {
        let names = Key.allCases.map(\.stringValue)
        for key in try container(keyedBy: DocumentKey.self).allKeys where !names.contains(key.stringValue) {
            let hint = Suggestion.closest(to: key.stringValue, among: names).map { "; did you mean \"\($0)\"" } ?? ""
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath + [key], debugDescription: "there is no \"\(key.stringValue)\"\(hint)"))
        }
    }
}
