/// What failed: how often, and the first failures of each kind. Many of one kind hide no other.
struct FailureLog: Sendable {
    private(set) var first: [VerificationFailure] = []
    private(set) var count = 0
    private var kept: [VerificationFailure.Code: Int] = [:]

    private static let mostOfAKind = 20

    /// - Parameter failure: is only made where it is kept.
    mutating func add(_ code: VerificationFailure.Code, _ failure: () -> VerificationFailure) {
        count += 1
        guard kept[code, default: 0] < Self.mostOfAKind else { return }
        kept[code, default: 0] += 1
        first.append(failure())
    }

    /// Counts failures that are not told one by one.
    mutating func add(untold: Int) { count += untold }
}
