import CloudInventory

/// Examines many buckets, some at a time, and leaves out those whose endpoint or account is known to fail.
struct Round {
    /// How many buckets are examined at once: below what either cloud allows a client in a second.
    static let atOnce = 16

    /// Examines one bucket.
    let examine: @Sendable (SyncTarget) async throws -> [Check]
    /// Looks for one report bucket.
    let find: @Sendable (ReportBuckets.Place) async throws -> Check

    /// - Parameter each: told of every bucket that is finished or left out, and whether it has a problem.
    /// - Throws: `CancellationError` alone.
    func diagnose(_ targets: [SyncTarget], each: (_ isFailure: Bool) -> Void) async throws -> DiagnosisView {
        var (circuit, found) = (Circuit(), [Int: [Check]]())
        var leftOut: [Circuit.Key: DiagnosisView.LeftOut] = [:]
        var waiting = targets.enumerated().makeIterator()
        try await withThrowingTaskGroup(of: (Int, [Check]).self) { group in
            func startNext() -> Bool {
                while let (index, target) = waiting.next() {
                    let key = Circuit.Key(target)
                    guard let cause = circuit.cause(key) else {
                        group.addTask { (index, try await examine(target)) }
                        return true
                    }
                    leftOut[key, default: DiagnosisView.LeftOut(key, cause)].buckets += 1
                    each(true)
                }
                return false
            }
            var running = 0
            while running < Self.atOnce, startNext() { running += 1 }
            while let (index, checks) = try await group.next() {
                found[index] = checks
                circuit.note(checks, of: Circuit.Key(targets[index]))
                each(checks.contains { $0.state == .problem })
                _ = startNext()
            }
        }
        let reports = try await self.reports(
            of: found.keys.sorted().filter { Self.answered(found[$0]) }.map { targets[$0] })
        let buckets = targets.enumerated().compactMap { index, target in
            found[index].map { checks in
                let more = Self.answered(checks) ? ReportBuckets.Place.all(of: target).compactMap { reports[$0] } : []
                return DiagnosisView.Bucket(target: target, checks: checks + more)
            }
        }
        return DiagnosisView(
            buckets, leftOut: leftOut.values.sorted { $0.description < $1.description })
    }

    /// Whether the bucket's own cloud answered: a cloud that does not is not asked for report buckets either.
    private static func answered(_ checks: [Check]?) -> Bool {
        checks?.contains { $0.name == "bucket" && $0.state == .ok } ?? false
    }

    private func reports(of targets: [SyncTarget]) async throws -> [ReportBuckets.Place: Check] {
        var waiting = Set(targets.flatMap(ReportBuckets.Place.all)).makeIterator()
        var found: [ReportBuckets.Place: Check] = [:]
        try await withThrowingTaskGroup(of: (ReportBuckets.Place, Check).self) { group in
            func startNext() -> Bool {
                guard let place = waiting.next() else { return false }
                group.addTask { (place, try await find(place)) }
                return true
            }
            var running = 0
            while running < Self.atOnce, startNext() { running += 1 }
            while let (place, check) = try await group.next() {
                found[place] = check
                _ = startNext()
            }
        }
        return found
    }
}
