import CloudInventory
import InventoryCore
import InventoryRuleSet
import InventoryWire

/// A file that `validate` has looked at.
struct ReviewedFile: Sendable {
    var name: String
    var review: RuleSetReview

    /// 4 for a file that is refused, 3 where only losses refuse it.
    var status: CommandStatus {
        CommandStatus.worst(
            review.remarks.map { remark in
                switch remark.kind {
                case .error: .preflight
                case .loss: .lossRefused
                case .warning: .done
                }
            })
    }

    fileprivate var mistakes: Int { review.remarks.count { $0.kind != .warning } }

    /// `nightly.yaml: 2 rules, 3 targets, 40 buckets`, or what is wrong in numbers.
    fileprivate var summary: String {
        func count(_ number: Int, _ thing: String) -> String { "\(number.grouped) \(thing)\(number == 1 ? "" : "s")" }
        let warnings = review.remarks.count - mistakes
        let parts =
            mistakes > 0
            ? [count(mistakes, "mistake") + (review.isCutShort ? " or more" : "")]
            : [
                review.file.map {
                    "nothing is wrong; \(count($0.ruleSet.rules.count, "rule")), "
                        + "\(count($0.groups.count, "target")), \(count($0.targets.count, "bucket"))"
                }
            ].compactMap(\.self)
        return "\(name): " + (parts + (warnings > 0 ? [count(warnings, "warning")] : [])).joined(separator: ", ")
    }
}

/// The forms in which `validate` tells what is wrong.
enum ReviewForm: String, CaseIterable, Sendable {
    case table, json, github, junit

    func text(_ files: [ReviewedFile]) throws -> String {
        switch self {
        case .table: files.map(Self.lines).joined()
        case .json: try JSONText.encode(Document(files: files.map(FileView.init)))
        case .github: files.flatMap(\.review.remarks).map(Self.annotation).joined()
        case .junit: Self.suites(files)
        }
    }

    /// `nightly.yaml:3:17: error: rules[0].schedul: unknown key`, as compilers write it.
    private static func lines(_ file: ReviewedFile) -> String {
        let remarks = file.review.remarks.map { remark in
            "\(remark.location): \(remark.kind.word): \(remark.sentence)"
        }
        return (remarks + [file.summary]).map { Printable.quoted($0, limit: .max) + "\n" }.joined()
    }

    // MARK: JSON

    private struct Document: Encodable {
        var files: [FileView]
    }

    private struct FileView: Encodable {
        struct Remark: Encodable {
            var kind: RuleSetReview.Remark.Kind
            var file: String
            var line: Int
            var column: Int
            var path: String
            var message: String
        }

        var file: String
        var rules: Int?
        var targets: Int?
        var buckets: Int?
        var remarks: [Remark]

        init(_ reviewed: ReviewedFile) {
            file = reviewed.name
            remarks = reviewed.review.remarks.map { remark in
                let place = remark.location
                return Remark(
                    kind: remark.kind, file: place.file, line: place.line, column: place.column, path: remark.path,
                    message: remark.message)
            }
            guard let set = reviewed.review.file, reviewed.mistakes == 0 else { return }
            (rules, targets, buckets) = (set.ruleSet.rules.count, set.groups.count, set.targets.count)
        }
    }

    // MARK: GitHub

    /// A workflow command: `::error file=nightly.yaml,line=3,col=17::…`.
    private static func annotation(_ remark: RuleSetReview.Remark) -> String {
        let place = remark.location
        let message = remark.sentence.filling(["%": "%25", "\r": "%0D", "\n": "%0A"])
        let file = place.file.filling(["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
        return
            "::\(remark.kind.isMistake ? "error" : "warning") file=\(file),line=\(place.line),col=\(place.column)::\(message)\n"
    }

    // MARK: JUnit

    private static func suites(_ files: [ReviewedFile]) -> String {
        let suites = files.map { file in
            let mistakes = file.review.remarks.filter(\.kind.isMistake)
            let name = escaped(file.name)
            let cases = mistakes.map { mistake in
                "    <testcase classname=\"\(name)\" name=\"\(escaped("\(mistake.location)"))\">"
                    + "<failure message=\"\(escaped(mistake.sentence))\"/></testcase>\n"
            }
            return "  <testsuite name=\"\(name)\" tests=\"\(max(1, mistakes.count))\" failures=\"\(mistakes.count)\">\n"
                + (cases.isEmpty ? "    <testcase classname=\"\(name)\" name=\"validate\"/>\n" : cases.joined())
                + "  </testsuite>\n"
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\(suites.joined())</testsuites>\n"
    }

    /// A text as an attribute takes it; a character that XML has no way to write shows as an escape.
    private static func escaped(_ text: String) -> String {
        Printable.quoted(text, limit: .max).filling(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
    }
}

extension RuleSetReview.Remark.Kind {
    /// Whether it refuses the file.
    var isMistake: Bool { self != .warning }

    fileprivate var word: String { isMistake ? "error" : "warning" }
}

extension RuleSetReview.Remark {
    /// `rules[0].schedul: unknown key`.
    fileprivate var sentence: String { path.isEmpty ? message : "\(path): \(message)" }
}
