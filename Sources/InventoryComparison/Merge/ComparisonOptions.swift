public import InventoryCore

/// What is compared, and how.
public struct ComparisonOptions: Hashable, Sendable {
    /// What two reports are asked.
    public enum Question: Hashable, Sendable {
        /// Whether the target is a copy of the source's current versions.
        case copy
        /// Whether it has every version of them, in order. Both reports have to list all versions.
        case history
        /// What was added, removed and changed in one bucket: the source is its later report, the target the earlier.
        case change
    }

    /// What the reports are asked.
    public var question: Question
    /// What was written at or after that moment is `unsettled` unless it is proven to be the same. nil: an hour before the
    /// earliest moment at which either scan can have begun.
    public var settledBefore: UTCInstant?
    /// The source's keys that begin so are compared; the others are out of scope. Empty for all.
    public var sourcePrefix: ExactText
    /// What those keys begin with at the target instead.
    public var targetPrefix: ExactText
    /// Keys that begin so, once the prefix of their side is taken off, are left out.
    public var excluded: [ExactText]
    /// Leaves out keys that end in `/` and have no bytes, which some tools write for folders.
    public var skipsFolders: Bool

    public init(
        question: Question = .copy, settledBefore: UTCInstant? = nil, sourcePrefix: ExactText = "",
        targetPrefix: ExactText = "", excluded: [ExactText] = [], skipsFolders: Bool = false
    ) {
        self.question = question
        self.settledBefore = settledBefore
        self.sourcePrefix = sourcePrefix
        self.targetPrefix = targetPrefix
        self.excluded = excluded
        self.skipsFolders = skipsFolders
    }
}

/// How many keys of one side were not compared that have a current object; where histories are compared, any object.
public struct SkippedObjects: Hashable, Sendable, Codable {
    /// Left out by ``ComparisonOptions/excluded``.
    public var excluded = 0
    /// Left out as folders.
    public var folders = 0
    /// Not below the prefix of their side.
    public var outOfScope = 0

    public init() {}
}
