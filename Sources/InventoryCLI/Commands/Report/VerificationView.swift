import InventoryCore
import InventoryReports

/// A verification as the command shows it.
struct VerificationView: Encodable {
    struct Failure: Encodable {
        var step: VerificationStep
        var code: VerificationFailure.Code
        var message: String
        var file: String?
        var row: Int64?
    }

    var format = "cloud-inventory/report-verification/1"
    var cloud: ProviderID?
    var manifest: ExactText?
    var bucket: ExactText?
    var earliestStart: UTCInstant?
    var columns: [String]
    var outcome: Verification.Outcome
    var rung: String
    var steps: [String: VerificationStep.Result]
    var failures: [Failure]
    var failureCount: Int
    var rows: Int64
    var files: Int
    var bytes: Int64
    var dialect: [String]
    /// Why the report was not read to its end; nil where it was.
    var error: FailureView?
    private let place: String?
    private let isSnapshot: Bool

    private enum CodingKeys: String, CodingKey {
        case format, cloud, manifest, bucket, earliestStart, columns, outcome, rung, steps, failures, failureCount, rows
        case files, bytes, dialect, error
    }

    /// What is told of a report that could not be read.
    init(_ failure: CommandFailure) {
        self.init(Verification())
        outcome = failure.status == .preflight ? .noReport : .failed
        error = FailureView(failure)
    }

    init(_ verification: Verification) {
        cloud = verification.provider
        manifest = verification.manifest
        bucket = verification.bucket
        earliestStart = verification.earliestStart
        columns = verification.columns
        outcome = verification.outcome
        rung = verification.rung?.rawValue ?? "none"
        steps = Dictionary(uniqueKeysWithValues: verification.steps.map { ($0.key.rawValue, $0.value) })
        failures = verification.failures.map {
            Failure(step: $0.code.step, code: $0.code, message: $0.message, file: $0.file, row: $0.row)
        }
        failureCount = verification.failureCount
        rows = verification.rows
        files = verification.files
        bytes = verification.bytes
        dialect = verification.dialect.descriptions
        (place, isSnapshot) = (verification.place, verification.isSnapshot)
    }

    var status: CommandStatus {
        switch outcome {
        case .verified: .done
        case .failed: .failed
        case .noReport: .preflight
        }
    }

    /// For people: the sentence first.
    var text: String {
        guard let manifest else { return sentence + "\n" }
        var lines = [sentence, "\(Printable.quoted(manifest.string)), \(rows.grouped) rows in \(files.grouped) files"]
        for step in VerificationStep.allCases {
            let result = steps[step.rawValue] ?? .notReached
            lines.append("  \(DisplayWidth.padded(result.text, to: 14))\(step.text)")
        }
        lines += failures.map { Printable.quoted($0.message, limit: 1000) }
        if failureCount > failures.count {
            lines.append("and \((failureCount - failures.count).grouped) failures more")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What it comes to.
    var sentence: String {
        switch outcome {
        case .verified:
            let absent = VerificationStep.allCases.filter { steps[$0.rawValue] == .absent }
            let rest = absent.isEmpty ? "" : "; nothing to check by for: " + absent.map(\.text).joined(separator: "; ")
            return "verified" + rest
        case .failed: return "failed: " + (failures.first.map { Printable.quoted($0.message, limit: 1000) } ?? "")
        case .noReport: return "there is no complete report" + (place.map { " in \($0)" } ?? "")
        }
    }

    /// Whose report it is: `photos-1250000000 (tencent-cos)`.
    var origin: String {
        "\(bucket?.string ?? "?") (\(isSnapshot ? "a snapshot" : cloud?.rawValue ?? "?"))"
    }
}

extension VerificationStep.Result {
    fileprivate var text: String {
        switch self {
        case .passed: "passed"
        case .failed: "FAILED"
        case .absent: "nothing there"
        case .notReached: "not reached"
        }
    }
}

extension VerificationStep {
    fileprivate var text: String {
        switch self {
        case .manifest: "the manifest is whole"
        case .manifestChecksum: "the manifest's checksum"
        case .files: "all files are there, with their sizes"
        case .fileChecksums: "the files' checksums"
        case .rows: "every row can be read"
        case .counts: "the number of rows"
        case .keys: "every key can be decoded, every row is of this bucket"
        }
    }
}
