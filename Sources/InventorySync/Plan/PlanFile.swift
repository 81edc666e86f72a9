public import InventoryCore
internal import InventoryWire

/// A plan on disk: to be looked at, approved and applied later. JSON lines: a header, one bucket a line, a trailer with
/// the count and the SHA-256 of every byte before it. It is written and read as a stream, so its size is bounded by the
/// disk alone.
///
/// It holds the live rules that it would replace or remove and names buckets and credentials; no secret. Mode 0600.
public struct PlanFile: Sendable {
    static let version = 2

    /// The file.
    public var path: String
    /// Its first line.
    public var header: Header
    /// What was found while the file was checked.
    let review: PlanReview
    /// Its buckets: where each stands, and its cloud.
    let lines: [Line]
    private let file: LineFile

    struct Line: Sendable {
        var place: Int64
        var provider: ProviderID
        /// What was wanted of the bucket when the plan was made.
        var wanted: String
    }

    /// A bucket's plan with ``SyncTarget/digest`` of its target.
    struct Bound: Codable {
        var plan: BucketPlan
        var wanted: String

        private enum Key: String, CodingKey { case wanted }

        init(_ plan: BucketPlan) throws {
            self.plan = plan
            wanted = try plan.target.digest
        }

        init(from decoder: any Decoder) throws {
            plan = try BucketPlan(from: decoder)
            wanted = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .wanted)
        }

        func encode(to encoder: any Encoder) throws {
            try plan.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(wanted, forKey: .wanted)
        }
    }

    /// Counts over the whole file.
    public var summary: PlanSummary { review.summary }

    /// The first line.
    public struct Header: Hashable, Sendable, Codable {
        /// The version of the format.
        public var plan: Int
        /// The name of the rule set.
        public var ruleSet: String
        /// What the rule set said when the plan was made (``RuleSet/digest``).
        public var digest: String
        /// When the plan was made.
        public var created: UTCInstant
        /// The plan is not applied after this.
        public var expires: UTCInstant
    }

    /// The last line. A file without one was cut short.
    struct Trailer: Codable {
        var buckets: Int
        /// Of every byte before this line, as `sha256sum` prints it.
        var sha256: String
    }

    /// Opens a plan and reads it through once: nothing of a plan that is damaged anywhere is ever applied.
    /// - Throws: `planRefused`, naming the file, the line, and whether it is cut short, damaged, of another program, or
    ///   writable by others: its digest tells of damage, and anybody can make another one.
    public init(path: String) throws {
        self.path = path
        guard let lines = try LineReader(path) else {
            throw InventoryError(.fileUnreadable, "there is no plan '\(Printable.quoted(path))'")
        }
        guard lines.mode & 0o022 == 0 else {
            throw InventoryError(
                .planRefused,
                "the plan \(Printable.quoted(path)) can be written by others (mode \(String(lines.mode, radix: 8))), who "
                    + "could choose what is applied; look whether it is yours, then `chmod go-w` it, or plan again")
        }
        guard let first = try lines.next(), let header = try? JSONLine.decode(Header.self, from: first) else {
            throw Self.refusal(path, 1, "this is no plan of cloud-inventory; make one with plan --out")
        }
        guard header.plan == Self.version else {
            throw Self.refusal(
                path, 1, "the plan is of version \(header.plan), and only \(Self.version) is read; plan again")
        }
        self.header = header
        file = try LineFile(path)
        let digest = try RunningDigest(.sha256)
        digest.add(first + [0x0A])
        var review = PlanReview()
        var places: [Line] = []
        var last: Trailer?
        while let line = try lines.next() {
            guard last == nil else { throw Self.refusal(path, lines.number, "there is more after the end of the plan") }
            if let trailer = try? JSONLine.decode(Trailer.self, from: line), line == (try JSONLine.encode(trailer)) {
                last = trailer
            } else {
                digest.add(line + [0x0A])
                do {
                    let bound = try JSONLine.decode(Bound.self, from: line)
                    review.add(bound.plan)
                    places.append(
                        Line(place: lines.place, provider: bound.plan.target.provider, wanted: bound.wanted))
                } catch {
                    throw Self.refusal(path, lines.number, "this line is damaged; plan again")
                }
            }
        }
        guard let last, last.buckets == places.count else {
            throw Self.refusal(path, lines.number, "the plan is cut short after \(places.count) buckets; plan again")
        }
        guard !lines.isTorn, try last.sha256 == Hex.encode(digest.end()) else {
            throw InventoryError(
                .planRefused, "\(Printable.quoted(path)): the plan was changed or damaged since it was made; plan again"
            )
        }
        self.review = review
        self.lines = places
    }

    /// The bucket of a line, read from the file.
    func bucket(_ line: Line) throws -> BucketPlan {
        do {
            return try JSONLine.decode(BucketPlan.self, from: file.line(at: line.place))
        } catch {
            throw InventoryError(
                .planRefused,
                "\(Printable.quoted(path)) was changed while it was applied; look at the outcomes and plan again",
                cause: error)
        }
    }

    /// The buckets, read from the file as they are asked for.
    public var buckets: Buckets { Buckets(plan: self) }

    private static func refusal(_ path: String, _ line: Int, _ message: String) -> InventoryError {
        InventoryError(.planRefused, "\(Printable.quoted(path)):\(line): \(message)")
    }

    /// A plan's buckets. The file was checked when it was opened; where it is changed since, they end early.
    public struct Buckets: Sequence, Sendable {
        let plan: PlanFile

        /// Reads the file from its first bucket.
        public func makeIterator() -> AnyIterator<BucketPlan> {
            var lines = plan.lines.makeIterator()
            return AnyIterator { lines.next().flatMap { try? plan.bucket($0) } }
        }
    }
}
