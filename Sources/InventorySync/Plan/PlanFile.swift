public import InventoryCore

/// A plan on disk: to be looked at, approved and applied later. JSON lines: a header, one bucket a line, a trailer with
/// the count. It is written and read as a stream, so its size is bounded by the disk alone.
///
/// It holds the live rules that it would replace or remove and names buckets and credentials; no secret. Mode 0600.
public struct PlanFile: Sendable {
    static let version = 1

    /// The file.
    public var path: String
    /// Its first line.
    public var header: Header
    /// Counts over the whole file, found while it was checked.
    public var summary: PlanSummary

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
    }

    /// Opens a plan and reads it through once: nothing of a plan that is damaged anywhere is ever applied.
    /// - Throws: `planRefused`, naming the file, the line, and whether it is cut short, damaged or of another program.
    public init(path: String) throws(InventoryError) {
        self.path = path
        guard let lines = try LineReader(path) else {
            throw InventoryError(.fileUnreadable, "there is no plan '\(Printable.quoted(path))'")
        }
        guard let first = try lines.next(), let header = try? JSONLine.decode(Header.self, from: first) else {
            throw Self.refusal(path, 1, "this is no plan of cloud-inventory; make one with plan --out")
        }
        guard header.plan == Self.version else {
            throw Self.refusal(
                path, 1, "the plan is of version \(header.plan), and only \(Self.version) is read; plan again")
        }
        self.header = header
        var summary = PlanSummary()
        var last: Trailer?
        while let line = try lines.next() {
            guard last == nil else { throw Self.refusal(path, lines.number, "there is more after the end of the plan") }
            if let trailer = try? JSONLine.decode(Trailer.self, from: line), !line.starts(with: "{\"index\"".utf8) {
                last = trailer
            } else {
                do {
                    summary.add(try JSONLine.decode(BucketPlan.self, from: line))
                } catch {
                    throw Self.refusal(path, lines.number, "this line is damaged; plan again")
                }
            }
        }
        guard let last, last.buckets == summary.buckets else {
            throw Self.refusal(
                path, lines.number, "the plan is cut short after \(summary.buckets) buckets; plan again")
        }
        self.summary = summary
    }

    /// The buckets, read from the file as they are asked for.
    public var buckets: Buckets { Buckets(path: path) }

    private static func refusal(_ path: String, _ line: Int, _ message: String) -> InventoryError {
        InventoryError(.planRefused, "\(Printable.quoted(path)):\(line): \(message)")
    }

    /// A plan's buckets. The file was checked when it was opened; one that is changed under a run ends early, and the
    /// run says so.
    public struct Buckets: Sequence, Sendable {
        let path: String

        /// Reads the file from its first bucket.
        public func makeIterator() -> AnyIterator<BucketPlan> {
            guard let lines = try? LineReader(path), (try? lines.next()) != nil else { return AnyIterator { nil } }
            return AnyIterator {
                guard let line = try? lines.next() else { return nil }
                return try? JSONLine.decode(BucketPlan.self, from: line)
            }
        }
    }
}
