/// Features as bits: a set of hashed elements costs more than the questions that a plan asks it.
struct FeatureSet: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// - Returns: whether it was not there before.
    @discardableResult
    mutating func insert(_ feature: Feature) -> Bool {
        defer { bits |= 1 << UInt64(feature.ordinal) }
        return !contains(feature)
    }
    func contains(_ feature: Feature) -> Bool { bits & 1 << UInt64(feature.ordinal) != 0 }
}
