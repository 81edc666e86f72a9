internal import Glibc
public import InventoryCore
internal import InventoryWire

/// Writes a plan bucket by bucket. Until ``finish()`` the plan stands beside its name, so that nobody ever reads half
/// of one.
public final class PlanFileWriter: Sendable {
    private let path: String
    private let partial: String
    private let state: Locked<(file: DurableFile, buckets: Int)>

    /// Starts a plan file.
    /// - Throws: `journalFailed` where it cannot be written.
    public init(
        path: String, ruleSet: RuleSet, ageLimit: Duration = .seconds(24 * 3600), services: SystemServices = .system
    ) throws {
        self.path = path
        partial = path + ".partial"
        unlink(partial)
        let now = services.now()
        let header = PlanFile.Header(
            plan: PlanFile.version, ruleSet: ruleSet.name, digest: try ruleSet.digest, created: now,
            expires: now.advanced(by: ageLimit.components.seconds))
        let file = try DurableFile(creating: partial)
        try file.append(JSONLine.encode(header), durably: false)
        state = Locked((file, 0))
    }

    deinit { unlink(partial) }

    /// Adds one bucket.
    public func append(_ plan: BucketPlan) throws {
        let line = try JSONLine.encode(plan)
        try state.withLock { state in
            try state.file.append(line, durably: false)
            state.buckets += 1
        }
    }

    /// Ends the plan and puts it in its place.
    public func finish() throws {
        try state.withLock { state in
            try state.file.append(JSONLine.encode(PlanFile.Trailer(buckets: state.buckets)), durably: true)
        }
        guard rename(partial, path) == 0 else { throw DurableFile.failure("cannot be put in place", path) }
    }
}
