/// Which live rules a sync may touch. Everything else is unmanaged: never changed, never removed.
public struct Ownership: Hashable, Sendable {
    /// What happens to a rule whose id is ours and that we did not find as we would write it.
    public enum Takeover: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is someone else's until proven otherwise: refused.
        case refuse
        /// A rule that says the same is ours; a different one is refused.
        case identical
        /// It is replaced.
        case replace
    }

    /// Which rules that the set no longer has are removed.
    public enum Prune: String, Hashable, Sendable, Codable, CaseIterable {
        /// None.
        case never
        /// Those that the journal folder knows as ours; a ``Ownership/pattern`` narrows them.
        case owned
        /// Every rule that ``Ownership/pattern`` matches, whoever wrote it.
        case matching
    }

    /// What happens to a live rule with elements that this version does not know, when a replacement would erase them.
    public enum UnknownElements: String, Hashable, Sendable, Codable, CaseIterable {
        case refuse
        case erase
    }

    /// What happens to a rule of our id that we did not write.
    public var takeover: Takeover
    /// Which rules that the set no longer has are removed.
    public var prune: Prune
    /// Which ids pruning is about: a glob with `*` and `?`. Narrows ``Prune/owned``, and is needed for ``Prune/matching``.
    public var pattern: String?
    /// Whether a replacement may erase what we do not know.
    public var unknownElements: UnknownElements
    /// Elements of live rules that stand outside every comparison, by their path in the vendor's document
    /// (`LastExportTime`, which OBS writes by itself, is always among them unless taken out).
    public var ignoreElements: Set<String>

    public init(
        takeover: Takeover = .identical, prune: Prune = .never, pattern: String? = nil,
        unknownElements: UnknownElements = .refuse, ignoreElements: Set<String> = ["LastExportTime"]
    ) {
        self.takeover = takeover
        self.prune = prune
        self.pattern = pattern
        self.unknownElements = unknownElements
        self.ignoreElements = ignoreElements
    }
}
