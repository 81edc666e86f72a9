/// How a cloud lays out and writes reports, from the facts alone: nothing here is shared with what reads them.
struct ReportLayout: Sendable {
    /// The folder of a rule's reports.
    var home: @Sendable (ReportJob) -> String
    /// The name of a run's folder.
    var run: @Sendable (Int64) -> String
    /// A file of rows, below ``home``, by the run's folder and a name of hexadecimal digits.
    var file: @Sendable (_ run: String, _ name: String) -> String
    /// What `fileSchema` says.
    var schema: String
    /// A row without its line break.
    var row: @Sendable (ReportJob, ObjectShelf.Entry) -> String
    /// The manifest.
    var manifest: @Sendable (ReportJob, [ReportFile]) -> String
    var isCompressed = true
    var hasChecksum = true
}

/// A run that is being written.
struct ReportJob: Sendable {
    var delivery: ReportDelivery
    /// When the scan began, in Unix seconds.
    var time: Int64
    /// How many objects are listed, and what they hold.
    var count: Int
    var bytes: Int
}

/// A file of rows, as the manifest tells of it.
struct ReportFile: Sendable {
    var key: String
    var size: Int
    /// MD5 of the file as it lies there, in lower-case digits.
    var md5: String
    var rows: Int
}

/// Texts of reports.
enum ReportText {
    /// A key as rows have it: a space as `+`, other bytes outside of the unreserved ones as `%XX`.
    static func key(_ bytes: [UInt8], slash: String) -> String {
        bytes.reduce(into: "") { text, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x20: text += "+"
            case 0x2F: text += slash
            default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// `2026-01-02T03-04Z`
    static func minute(_ seconds: Int64) -> String {
        CivilTime.extendedStamp(seconds).prefix(16).map { $0 == ":" ? "-" : String($0) }.joined() + "Z"
    }

    /// A text of JSON.
    static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { result, scalar in
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        } + "\""
    }

    /// A row whose fields are all quoted.
    static func row(_ fields: [String]) -> String { fields.map { "\"\($0)\"" }.joined(separator: ",") }
}
