import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventorySync

/// What `doctor` found, bucket by bucket.
struct DiagnosisView: Encodable, Sendable {
    struct Bucket: Encodable, Sendable {
        var target: SyncTarget
        var checks: [Check]
    }

    /// Buckets that were not examined, because those before them failed for what they share.
    struct LeftOut: Encodable, Sendable, CustomStringConvertible {
        var provider: String
        var region: String?
        var credentials: String?
        var buckets = 0
        /// What the first of the failed ones said.
        var cause: String

        init(_ key: Circuit.Key, _ cause: Check) {
            provider = key.provider.rawValue
            region = key.region.map { Printable.quoted($0) }
            credentials = key.credentials.map { Printable.quoted($0) }
            self.cause = cause.details
        }

        var description: String {
            let place = [provider, region, credentials.map { "credentials '\($0)'" }].compactMap { $0 }
            return
                "\(buckets) more \(buckets == 1 ? "bucket" : "buckets") of \(place.joined(separator: ", ")) not examined: "
                + "\(Circuit.threshold) in a row failed before; the first said: \(cause)"
        }
    }

    /// A setting that no option on the line says.
    struct Setting: Encodable, Sendable {
        var name: String
        var values: [String]
        var source: String

        static func all() throws -> [Setting] {
            let settings = try Settings.current()
            let found =
                [("settingsProfile", settings.profile)]
                + Settings.Name.allCases.map { ($0.rawValue, settings.found($0)) }
            return found.compactMap { name, found in
                found.map { Setting(name: name, values: $0.values, source: $0.source) }
            }
        }
    }

    struct Summary: Encodable, Sendable {
        var buckets = 0
        var ok = 0
        var problems = 0
        var unknown = 0
        /// Buckets that were not examined; the others are in `buckets`.
        var notExamined = 0
    }

    var settings: [Setting] = []
    var buckets: [Bucket]
    var leftOut: [LeftOut]
    var summary: Summary

    init(_ buckets: [Bucket], leftOut: [LeftOut] = []) {
        self.buckets = buckets
        self.leftOut = leftOut
        let checks = buckets.flatMap(\.checks)
        summary = Summary(
            buckets: buckets.count, ok: checks.count { $0.state == .ok },
            problems: checks.count { $0.state == .problem },
            unknown: checks.count { $0.state == .unknown }, notExamined: leftOut.reduce(0) { $0 + $1.buckets })
    }

    var outcome: Outcome {
        var text = ""
        if !settings.isEmpty {
            text =
                Table(
                    ["SETTING", "VALUE", "FROM"],
                    settings.map { [$0.name, $0.values.joined(separator: ", "), $0.source] }
                )
                .text + "\n"
        }
        var shown: Set<Check> = []
        for bucket in buckets {
            text += Self.text(of: bucket, shown: &shown) + "\n"
        }
        for group in leftOut { text += Printable.quoted(group.description, limit: 2000) + "\n\n" }
        text +=
            "\(summary.ok) ok, \(summary.problems) \(summary.problems == 1 ? "problem" : "problems"), "
            + "\(summary.unknown) unknown"
            + (summary.notExamined > 0 ? "; \(summary.notExamined) buckets not examined" : "")
            + "\n"
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
