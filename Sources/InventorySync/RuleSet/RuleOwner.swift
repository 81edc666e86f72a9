/// Whose a rule is, as far as a rule set is concerned.
enum RuleOwner {
    case unknown
    /// The set's alone.
    case own
    /// The set's, and another's in the same bucket.
    case shared
    case otherSet
}
