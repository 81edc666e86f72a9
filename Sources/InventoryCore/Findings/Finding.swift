/// Something that a translation has to say: what a cloud cannot hold, what we are not sure of, what we did not
/// understand.
public struct Finding: Hashable, Sendable {
    /// What a finding says.
    @nonexhaustive public enum Kind: Hashable, Sendable {
        /// The cloud has no such feature; the rule as stored is without it.
        case lost
        /// The cloud has no such feature; another was written in its place.
        case substituted(by: Feature)
        /// It is sent, though no source proves that the cloud takes it.
        case unproven
        /// A bound or condition of the cloud is not met.
        case violation
        /// A part of a server's document that we do not know.
        case unrecognized
        /// The change goes through a moment in which the bucket has no such rule.
        case gap
    }

    /// What follows from it.
    public enum Disposition: String, Hashable, Sendable, Codable {
        /// Nothing is sent.
        case refused
        /// The caller has said beforehand that it may be so.
        case accepted
        /// A remark: it is shown, and nothing is refused for it.
        case noted
    }

    /// What it says.
    public var kind: Kind
    /// The feature in question, for `lost`, `substituted` and `unproven`.
    public var feature: Feature?
    /// Where: a path in the rule's written form, or in a server's document.
    public var path: String
    /// What stands there, as text.
    public var value: String
    /// A sentence for people.
    public var message: String
    /// What follows from it.
    public var disposition: Disposition

    public init(
        _ kind: Kind, feature: Feature? = nil, path: String, value: String, message: String, disposition: Disposition
    ) {
        self.kind = kind
        self.feature = feature
        self.path = path
        self.value = value
        self.message = message
        self.disposition = disposition
    }

    /// Whether accepting its feature (``Fidelity``) would lift the refusal.
    public var isAcceptable: Bool {
        guard disposition == .refused, let feature else { return false }
        return kind == .lost ? feature.canBeLost : kind != .violation && feature.loss != .essential
    }

    /// A finding that refuses where the fact behind it is sure, and is a remark where it is not.
    package init(_ kind: Kind, path: String, value: String, message: String, sureness: FactStatus) {
        self.init(
            kind, path: path, value: value, message: message, disposition: sureness.isFirm ? .refused : .noted)
    }
}

extension Finding.Kind: CustomStringConvertible {
    /// `lost`, `substituted`, `unproven`, `violation`, `unrecognized`, `gap`.
    public var description: String {
        switch self {
        case .lost: "lost"
        case .substituted: "substituted"
        case .unproven: "unproven"
        case .violation: "violation"
        case .unrecognized: "unrecognized"
        case .gap: "gap"
        }
    }
}

extension Finding: CustomStringConvertible {
    /// `lost field.Crc64 at fields[3] (Crc64): huawei-obs has no such column`.
    public var description: String {
        let subject = feature.map { " \($0.rawValue)" } ?? ""
        let place = path.isEmpty ? "" : " at \(Printable.quoted(path))"
        let shown = value.isEmpty ? "" : " (\(Printable.quoted(value, limit: 80)))"
        return "\(kind)\(subject)\(place)\(shown): \(message)"
    }
}

/// `{"kind": "lost", "feature": "field.Crc64", "path": "fields[3]", "value": "Crc64", "message": "…",
/// "disposition": "refused"}`; a substitution has `by` too.
extension Finding: Codable {
    private enum Key: String, CodingKey { case kind, feature, by, path, value, message, disposition }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .kind)
        switch name {
        case "lost": kind = .lost
        case "substituted": kind = .substituted(by: try container.decode(Feature.self, forKey: .by))
        case "unproven": kind = .unproven
        case "violation": kind = .violation
        case "unrecognized": kind = .unrecognized
        case "gap": kind = .gap
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container,
                debugDescription: "unknown kind of finding '\(Printable.quoted(name, limit: 40))'; use a newer version")
        }
        feature = try container.decodeIfPresent(Feature.self, forKey: .feature)
        path = try container.decode(String.self, forKey: .path)
        value = try container.decode(String.self, forKey: .value)
        message = try container.decode(String.self, forKey: .message)
        disposition = try container.decode(Disposition.self, forKey: .disposition)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind.description, forKey: .kind)
        try container.encodeIfPresent(feature, forKey: .feature)
        if case .substituted(let by) = kind { try container.encode(by, forKey: .by) }
        try container.encode(path, forKey: .path)
        try container.encode(value, forKey: .value)
        try container.encode(message, forKey: .message)
        try container.encode(disposition, forKey: .disposition)
    }
}
