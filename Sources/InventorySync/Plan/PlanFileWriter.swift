public import InventoryCore
internal import InventoryWire

/// Writes a plan bucket by bucket. Until ``finish()`` the plan has no name, so that nobody ever reads half of one.
public final class PlanFileWriter: Sendable {
    private let file: PendingFile
    private let state: Locked<(buckets: Int, digest: RunningDigest)>

    /// Starts a plan file, mode 0600.
    /// - Throws: `fileUnwritable` where it cannot be written.
    public init(
        path: String, ruleSet: RuleSet, ageLimit: Duration = .seconds(24 * 3600), services: SystemServices = .system
    ) throws {
        let now = services.now()
        let header = PlanFile.Header(
            plan: PlanFile.version, ruleSet: ruleSet.name, digest: try ruleSet.digest, created: now,
            expires: now.advanced(by: ageLimit.components.seconds))
        file = try PendingFile(path, mode: 0o600)
        state = Locked((0, try RunningDigest(.sha256)))
        try append(header)
    }

    /// Adds one bucket.
    /// - Throws: `fileUnwritable` with the system's reason: a full disk.
    public func append(_ plan: BucketPlan) throws {
        try append(PlanFile.Bound(plan))
        state.withLock { $0.buckets += 1 }
    }

    private func append(_ value: some Encodable) throws {
        let line = try JSONLine.encode(value) + [0x0A]
        try state.withLock { state in
            try file.write(line)
            state.digest.add(line)
        }
    }

    /// Ends the plan, brings it to disk and gives it its name.
    /// - Throws: `fileUnwritable` with the system's reason.
    public func finish() throws {
        try state.withLock { state in
            let trailer = PlanFile.Trailer(buckets: state.buckets, sha256: Hex.encode(try state.digest.end()))
            try file.write(try JSONLine.encode(trailer) + [0x0A])
            try file.publish()
        }
    }
}
