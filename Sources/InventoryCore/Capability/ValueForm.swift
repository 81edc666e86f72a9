/// How a cloud writes a value that a rule may have: an account as digits, a role by its resource name. Data from
/// `ProviderSpecs/`.
public struct ValueForm: Hashable, Sendable {
    /// The value's feature: `report.owner`, `report.role`, `report.kms` for the key, `filter.storageClass`.
    public var feature: Feature
    /// The form. `{digits}`, `{12 digits}`, `{name}` (no colon, slash or blank in it), `{capitals}` and `{text}` (anything but nothing)
    /// stand for such texts, `{words}` for some of ``words`` joined by commas.
    public let pattern: String
    /// The values that there are, for `{words}`.
    public let words: [String]
    /// What is taken, for a sentence: "the bare name of a role, as in TosArchiveTOSInventory".
    public var thing: String
    /// How sure the form is; one that is not firm refuses nothing.
    public var status: FactStatus
    /// What the pattern begins with, and what follows: every rule of a fleet is held against it.
    private let start: [UInt8]
    private let parts: [Part]

    public init(_ feature: Feature, _ pattern: String, words: [String] = [], _ thing: String, _ status: FactStatus) {
        let pieces = pattern.split(separator: "{", omittingEmptySubsequences: false)
        start = Array((pieces.first ?? "").utf8)
        parts = pieces.dropFirst().map { Part($0, words) }
        self.feature = feature
        self.pattern = pattern
        self.words = words
        self.thing = thing
        self.status = status
    }

    /// What a value has in the place of the digits, empty where the form has none; nil for a value of another form.
    func digits(in value: ExactText) -> String? {
        value.withBytes { bytes in
            guard bytes.starts(with: start) else { return nil }
            var rest = bytes[start.count...]
            var digits = ""
            for part in parts {
                // A text ends where what follows it in the form begins.
                guard let end = part.literal.first.map({ rest.firstIndex(of: $0) }) ?? rest.endIndex else { return nil }
                let text = rest[..<end]
                guard part.isWritten(text), rest[end...].starts(with: part.literal) else { return nil }
                if case .digits = part.kind { digits = String(decoding: text, as: UTF8.self) }
                rest = rest[end...].dropFirst(part.literal.count)
            }
            return rest.isEmpty ? digits : nil
        }
    }
}

/// A text of a form, and what follows it as it stands.
private struct Part: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case digits(count: Int?), words([String]), name, capitals, text
    }

    let kind: Kind
    let literal: [UInt8]

    /// - Parameter piece: what follows a `{`, as in `12 digits}:role/`.
    init(_ piece: Substring, _ words: [String]) {
        let kind = piece.prefix { $0 != "}" }
        literal = Array(piece.utf8.dropFirst(kind.utf8.count + 1))
        self.kind =
            switch kind {
            case "text": .text
            case "name": .name
            case "capitals": .capitals
            case "words": .words(words)
            default: .digits(count: Int(kind.prefix { $0 != " " }))
            }
    }

    func isWritten(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard !text.isEmpty else { return false }
        switch kind {
        case .text: return true
        case .name: return text.allSatisfy { $0 > 0x20 && $0 != 0x2F && $0 != 0x3A }
        case .capitals: return text.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x5F }
        case .words(let words):
            return text.split(separator: 0x2C, omittingEmptySubsequences: false).allSatisfy { word in
                words.contains { $0.utf8.elementsEqual(word) }
            }
        case .digits(let count):
            return text.allSatisfy { (0x30...0x39).contains($0) } && (count ?? text.count) == text.count
        }
    }
}
