public import InventoryCore

/// What is compared, and how.
public struct ComparisonOptions: Hashable, Sendable {
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
        settledBefore: UTCInstant? = nil, sourcePrefix: ExactText = "", targetPrefix: ExactText = "",
        excluded: [ExactText] = [], skipsFolders: Bool = false
    ) {
        self.settledBefore = settledBefore
        self.sourcePrefix = sourcePrefix
        self.targetPrefix = targetPrefix
        self.excluded = excluded
        self.skipsFolders = skipsFolders
    }
}

/// How many current objects of one side were not compared.
public struct SkippedObjects: Hashable, Sendable, Codable {
    /// Left out by ``ComparisonOptions/excluded``.
    public var excluded = 0
    /// Left out as folders.
    public var folders = 0
    /// Not below the prefix of their side.
    public var outOfScope = 0

    public init() {}
}
