/// A point on which the vendors' documents are silent or disagree, and the behaviours that clients must survive.
public struct EmulatorQuirk: Sendable, Hashable {
    /// The cloud that it is about.
    public var provider: EmulatedProvider
    /// The key in the configuration: provider, dot, what it is about.
    public var name: String
    /// The values that it may take.
    public var values: [String]
    /// The value that holds unless the configuration says otherwise.
    public var standard: String
    /// What the choice is about.
    public var sentence: String
    /// Who leaves it open, or says what: tags of the list of sources in `ProviderSpecs/README.md`.
    public var source: String
}

/// The lists of what ``QuirkSettings`` may set.
public enum EmulatorQuirks {
    /// Every open point, cloud by cloud, in a fixed order.
    public static let all: [EmulatorQuirk] = EmulatedProvider.all.flatMap(\.vendor.quirks)
    /// Behaviours against what a vendor's pages say. They let a client meet another kind of cloud in a familiar dialect;
    /// no real server of that vendor is known to behave so.
    public static let departures: [EmulatorQuirk] = EmulatedProvider.all.flatMap(\.vendor.departures)
}

/// The quirks that a configuration sets. A name or value that does not exist cannot get in.
public struct QuirkSettings: Codable, Sendable, Hashable {
    /// What was set, by name.
    public let values: [String: String]

    /// No quirk set: every point takes its standard value.
    public init() { values = [:] }

    /// Sets quirks by name.
    /// - Throws: ``QuirkError`` naming the unknown quirk or value and listing the known ones.
    public init(_ values: [String: String]) throws(QuirkError) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let known = EmulatorQuirks.all + EmulatorQuirks.departures
            guard let quirk = known.first(where: { $0.name == name }) else {
                throw QuirkError(
                    "there is no quirk '\(name)'; known are \(known.map(\.name).joined(separator: ", "))")
            }
            guard quirk.values.contains(value) else {
                throw QuirkError(
                    "the quirk '\(name)' has no value '\(value)'; known are \(quirk.values.joined(separator: ", "))")
            }
        }
        self.values = values
    }

    /// Reads an object of names and values.
    /// - Throws: `DecodingError` with the sentence of the ``QuirkError``.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.singleValueContainer().decode([String: String].self)
        do {
            try self.init(values)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.description))
        }
    }

    /// Writes an object of names and values.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }

    subscript<Choice>(_ quirk: Quirk<Choice>) -> Choice {
        values[quirk.name].flatMap(Choice.init(rawValue:)) ?? quirk.standard
    }
}

/// A quirk was set that does not exist, or to a value that it does not have.
public struct QuirkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence with the remedy.
    public let description: String

    init(_ description: String) { self.description = description }
}
