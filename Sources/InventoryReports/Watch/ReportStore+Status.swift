public import InventoryCore

extension ReportStore {
    /// Says how a rule's reports stand against its schedule. Lists the folder of the rule, from where the last run is expected,
    /// and reads the newest manifest: two requests where reports arrive as they should. Where they do not, older runs are
    /// looked for, at most fifty of them. No file of rows is read and no checksum: ``Report/verify(progress:)`` does that.
    /// - Parameters:
    ///   - rule: as it is wanted, or as it stands in the cloud.
    ///   - bucket: the bucket that it is for.
    ///   - cloud: what that cloud does.
    ///   - objects: lists and reads the objects of the report bucket.
    ///   - grace: how long a run may take until its manifest is there; see ``ReportStatus/grace``.
    ///   - now: the time of the clock that ages are told by.
    /// - Throws: `CancellationError` alone; what else is wrong stands in the status.
    public static func status(
        of rule: InventoryRule, in bucket: BucketAddress, of cloud: Capabilities, objects: any ObjectStore,
        grace: Duration = ReportStatus.grace, now: UTCInstant, scratch: ScratchFolder = ScratchFolder()
    ) async throws -> ReportStatus {
        let places = places(of: rule, in: bucket, of: cloud, objects: objects, scratch: scratch)
        var status = ReportStatus(
            rule: rule.id, state: rule.isEnabled ? .never : .off, bucket: rule.destination.bucket,
            folder: places[0].prefix)
        guard rule.isEnabled else { return status }
        let period = rule.schedule.longestPeriod
        // Ten years are never, and no sum of them is too large.
        let grace = min(max(0, grace.components.seconds), 3650 * 24 * 3600)
        // Two days more: one for names that tell the day only, one for clocks.
        let expected = now.advanced(by: -(period ?? 31 * 24 * 3600) - grace - 2 * 24 * 3600)
        do {
            for place in places {
                guard let newest = try await place.newest(since: expected, now: now) else { continue }
                try await status.judge(newest, of: bucket.name, period: period, grace: grace, now: now)
                break
            }
        } catch {
            try Task.checkCancellation()
            if error is CancellationError { throw error }
            status.state = .unreadable
            status.error = InventoryError(error)
        }
        return status
    }
}

extension ReportStatus {
    fileprivate mutating func judge(
        _ newest: NewestRun, of bucket: ExactText, period: Int64?, grace: Int64, now: UTCInstant
    ) async throws {
        unfinished = newest.unfinished
        defects = newest.defects
        if let manifest = newest.report?.manifest, let names = BucketNames(manifest), !names.mean(bucket) {
            defects.append(
                "the manifest is of bucket '\(Printable.quoted(manifest.bucket?.string ?? ""))', and the rule's is "
                    + "'\(Printable.quoted(bucket.string))'")
        }
        let isLate = unfinished.map { now > $0.latestStart.advanced(by: grace) } ?? false
        guard let run = newest.run else { return state = .incomplete }
        var report = Arrival(run: run, arrived: newest.report?.arrived)
        guard defects.isEmpty else {
            self.report = report
            return state = .broken
        }
        report.rows = try await newest.report?.manifest?.rowCount()
        self.report = report
        age = max(0, now.seconds(since: report.reference))
        due = period.map { report.reference.advanced(by: $0 + grace) }
        state = isLate ? .incomplete : due.map { now > $0 } ?? false ? .overdue : .arrived
    }
}
