internal import InventoryCore
internal import InventorySync

/// The prefix of reports as a rule set writes it: `{bucket}` stands for the bucket's name, and no other brace is taken.
///
/// Finds that name in live prefixes: `inventory/photos` in the bucket `photos` is `inventory/{bucket}`, where that pattern
/// is at least as frequent as the text itself.
struct PrefixPatterns {
    static let mark = "{bucket}"

    private struct Key: Hashable {
        var provider: ProviderID
        var prefix: String
    }

    private var texts: [Key: Int] = [:]
    private var patterns: [Key: Int] = [:]

    init(_ survey: Survey) {
        for member in survey.groups.flatMap(\.members) {
            let target = survey.targets[member.target]
            guard let prefix = member.destination.prefix?.string else { continue }
            texts[Key(provider: target.provider, prefix: prefix), default: 0] += 1
            guard let pattern = Self.pattern(prefix, target) else { continue }
            patterns[Key(provider: target.provider, prefix: pattern), default: 0] += 1
        }
    }

    /// The destination as a target group writes it; nil where none can be written.
    func pattern(of destination: Destination, in target: SyncTarget) -> Destination? {
        guard let prefix = destination.prefix?.string else { return destination }
        guard !prefix.contains(where: Self.isBrace) else { return nil }
        guard let pattern = Self.pattern(prefix, target) else { return destination }
        let asText = texts[Key(provider: target.provider, prefix: prefix)] ?? 0
        let asPattern = patterns[Key(provider: target.provider, prefix: pattern)] ?? 0
        guard asPattern >= asText else { return destination }
        var destination = destination
        destination.prefix = ExactText(pattern)
        return destination
    }

    /// What is wrong with a prefix in a rule set: a brace that is not part of the mark, most often a misspelt one.
    static func problem(_ prefix: ExactText) -> String? {
        let text = prefix.string
        let rest = text.filling(mark, with: "")
        guard let first = rest.firstIndex(where: isBrace) else { return nil }
        guard rest[first] == "{", let end = rest[first...].firstIndex(of: "}") else {
            return "a brace without its other half; \(mark) stands for the bucket's name, and no other brace is taken"
        }
        let placeholder = String(rest[first...end])
        return UnknownName(
            kind: "placeholder", name: placeholder, suggestion: Suggestion.closest(to: placeholder, among: [mark]),
            remedy: "\(mark) stands for the bucket's name, and there is no other"
        ).description
    }

    private static func isBrace(_ character: Character) -> Bool { character == "{" || character == "}" }

    private static func pattern(_ prefix: String, _ target: SyncTarget) -> String? {
        let name = target.bucket.name.string
        guard !name.isEmpty, prefix.contains(name) else { return nil }
        return prefix.filling(name, with: mark)
    }
}
