import CloudInventory

/// What `doctor` found, bucket by bucket.
struct DiagnosisView: Encodable, Sendable {
    struct Bucket: Encodable, Sendable {
        var target: SyncTarget
        var checks: [Check]
    }

    struct Summary: Encodable, Sendable {
        var buckets = 0
        var ok = 0
        var problems = 0
        var unknown = 0
    }

    var buckets: [Bucket]
    var summary: Summary

    init(_ buckets: [Bucket]) {
        self.buckets = buckets
        let checks = buckets.flatMap(\.checks)
        summary = Summary(
            buckets: buckets.count, ok: checks.count { $0.state == .ok },
            problems: checks.count { $0.state == .problem },
            unknown: checks.count { $0.state == .unknown })
    }

    var outcome: Outcome {
        var text = ""
        var shown: Set<Check> = []
        for bucket in buckets {
            text += Self.text(of: bucket, shown: &shown) + "\n"
        }
        text +=
            "\(summary.ok) ok, \(summary.problems) \(summary.problems == 1 ? "problem" : "problems"), "
            + "\(summary.unknown) unknown\n"
        return Outcome(text, json: self, status: .worst(buckets.flatMap(\.checks).map(\.status)))
    }

    /// The lines of a bucket. What is no problem and was said word for word of an earlier bucket is only named.
    private static func text(of bucket: Bucket, shown: inout Set<Check>) -> String {
        var text = "\(bucket.target)\n"
        let repeated = bucket.checks.filter { $0.state != .problem && shown.contains($0) }
        let checks = bucket.checks.filter { !repeated.contains($0) }
        shown.formUnion(checks)
        let widths = ["unknown".utf8.count, bucket.checks.map(\.name.utf8.count).max() ?? 0, 0]
        for check in checks {
            text += Table.line(Row([check.state.rawValue, check.name, check.details], tint: check.state.tint), widths)
            if let remedy = check.remedy { text += Table.line(["", "", "→ \(remedy)"], widths) }
            // In one piece: it is to be copied.
            if let document = check.document { text += Printable.quoted(document, limit: 20_000) + "\n" }
        }
        guard !repeated.isEmpty else { return text }
        return text + Table.line(["", "as above", repeated.map(\.name).joined(separator: ", ")], widths)
    }
}

extension Check.State {
    fileprivate var tint: Tint {
        switch self {
        case .ok: .green
        case .problem: .red
        case .unknown: .yellow
        }
    }
}
