internal import Glibc
public import InventoryCore
internal import InventoryWire

/// Writes a plan bucket by bucket. Until ``finish()`` the plan stands beside its name, so that nobody ever reads half
/// of one.
public final class PlanFileWriter: Sendable {
    private let path: String
    private let partial: String
    private let state: Locked<(file: DurableFile, buckets: Int, digest: RunningDigest)>

    /// Starts a plan file.
    /// - Throws: `journalFailed` where it cannot be written.
    public init(
        path: String, ruleSet: RuleSet, ageLimit: Duration = .seconds(24 * 3600), services: SystemServices = .system
    ) throws {
        self.path = path
        partial = path + ".partial"
        if let problem = OutputPlace.problem(path) {
            throw InventoryError(.journalFailed, "the plan \(Printable.quoted(path)) cannot be written: \(problem)")
        }
        unlink(partial)
        let now = services.now()
        let header = PlanFile.Header(
            plan: PlanFile.version, ruleSet: ruleSet.name, digest: try ruleSet.digest, created: now,
            expires: now.advanced(by: ageLimit.components.seconds))
        let file = try DurableFile(creating: partial)
        let (line, digest) = (try JSONLine.encode(header), try RunningDigest(.sha256))
        try file.append(line, durably: false)
        digest.add(line + [0x0A])
        state = Locked((file, 0, digest))
    }

    deinit { unlink(partial) }

    /// Adds one bucket.
    public func append(_ plan: BucketPlan) throws {
        let line = try JSONLine.encode(PlanFile.Bound(plan))
        try state.withLock { state in
            try state.file.append(line, durably: false)
            state.digest.add(line + [0x0A])
            state.buckets += 1
        }
    }

    /// Ends the plan and puts it in its place.
    public func finish() throws {
        try state.withLock { state in
            let trailer = PlanFile.Trailer(buckets: state.buckets, sha256: Hex.encode(try state.digest.end()))
            try state.file.append(JSONLine.encode(trailer), durably: true)
        }
        guard rename(partial, path) == 0 else { throw DurableFile.failure("cannot be put in place", path) }
    }
}
