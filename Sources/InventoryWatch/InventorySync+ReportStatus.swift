public import InventoryCore
public import InventoryReports
public import InventorySync

/// How the reports of one bucket's rules stand.
public struct BucketReportStatus: Sendable {
    /// The position of the bucket among the targets.
    public var index: Int
    /// The bucket, and the rules whose reports are looked for.
    public var target: SyncTarget
    /// One for every rule, in their order; none where the bucket could not be looked at.
    public var reports: [ReportStatus]
    /// Why the bucket could not be looked at: its cloud as a whole did not answer, or the run ended before.
    public var error: InventoryError?

    public init(index: Int, target: SyncTarget, reports: [ReportStatus] = [], error: InventoryError? = nil) {
        self.index = index
        self.target = target
        self.reports = reports
        self.error = error
    }
}

extension InventorySync {
    /// Says of every target's rules how their reports stand against the schedule, by what lies in the report buckets, which
    /// are read over the network with the credentials of the target. Whether the rules themselves are there,
    /// ``check(_:on:each:)`` says. Writes nothing and remembers nothing.
    ///
    /// Bucket by bucket, in the order in which they are read; the next is read only when `each` has returned.
    /// - Parameters:
    ///   - pacing: how hard to press on a cloud.
    ///   - grace: how long a run may take until its manifest is there; see ``ReportStatus/grace``.
    ///   - deadline: after how long no bucket is begun any more.
    ///   - stop: asks for the same.
    /// - Throws: `CancellationError`, and what `each` throws; what is wrong with one bucket stands in its status.
    public func reportStatus(
        on targets: some Collection<SyncTarget>, pacing: Pacing = Pacing(), grace: Duration = ReportStatus.grace,
        scratch: ScratchFolder = ScratchFolder(), deadline: Duration? = nil, stop: StopSignal = StopSignal(),
        each: (BucketReportStatus) async throws -> Void
    ) async throws {
        let now = services.now
        try await readEach(targets, pacing: pacing, deadline: deadline, stop: stop) { target, client in
            guard let objects = client.provider as? any ObjectStore else {
                throw InventoryError(
                    .unsupported, "the client of \(target.provider) lists no objects, so that no report can be found",
                    provider: target.provider)
            }
            var reports: [ReportStatus] = []
            for rule in target.rules {
                let status = try await ReportStore.status(
                    of: rule, in: target.bucket, of: client.capabilities, objects: objects, grace: grace, now: now(),
                    scratch: scratch)
                // What fails for every bucket of a cloud is counted by whoever keeps requests from it.
                if let error = status.error, error.code.concernsWholeCloud { throw error }
                reports.append(status)
            }
            return reports
        } consume: { index, target, result in
            switch result {
            case .success(let reports):
                try await each(BucketReportStatus(index: index, target: target, reports: reports))
            case .failure(let error):
                try await each(BucketReportStatus(index: index, target: target, error: error))
            }
        }
    }
}
