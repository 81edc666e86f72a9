/// A value from a set that vendors extend: known names are cases, every other name belongs to one vendor.
/// In text it is the known spelling or `provider:name`; anything else is refused with a suggestion.
public protocol OpenName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What the value is, for error sentences: "report field".
    static var kind: String { get }
    /// The spellings that people may write.
    static var knownNames: [String] { get }
    /// The value with that known spelling.
    init?(knownName: String)
    /// The value that only one vendor knows.
    static func other(_ name: VendorName) -> Self
}

extension OpenName {
    /// Reads what a person wrote.
    /// - Throws: ``UnknownName`` with a suggestion.
    public init(written text: String) throws(UnknownName) {
        if let known = Self(knownName: text) {
            self = known
        } else if let name = VendorName(text) {
            self = .other(name)
        } else {
            throw UnknownName(
                kind: Self.kind, name: text, suggestion: Suggestion.closest(to: text, among: Self.knownNames),
                remedy: "known are \(Self.knownNames.joined(separator: ", ")); "
                    + "what only one cloud has is written with its name, as in tencent-cos:NewName")
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        do {
            text = try container.decode(String.self)
        } catch let error as DecodingError {
            throw error.saying("known are \(Self.knownNames.joined(separator: ", "))")
        }
        do {
            try self.init(written: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A name that is not known where it was written.
public struct UnknownName: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the name was to name: `report field`.
    public var kind: String
    /// What was written.
    public var name: String
    /// The known name nearest to it, where one is near.
    public var suggestion: String?
    /// What may be written, for when there is no suggestion.
    public var remedy: String

    public init(kind: String, name: String, suggestion: String?, remedy: String) {
        self.kind = kind
        self.name = name
        self.suggestion = suggestion
        self.remedy = remedy
    }

    public var description: String {
        "unknown \(kind) '\(Printable.quoted(name))'" + (suggestion.map { ", did you mean '\($0)'?" } ?? "; \(remedy)")
    }
}
