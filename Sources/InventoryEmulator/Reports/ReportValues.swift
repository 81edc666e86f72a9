/// How a cloud writes the values of rows.
struct ReportValues: Sendable {
    /// What a `/` in a key is written as.
    var slash = "/"
    var time: @Sendable (Int64) -> String = CivilTime.extendedStamp
    var etag: @Sendable (String) -> String = { $0 }
    var truths = (yes: "true", no: "false")
    /// The EncryptionStatus of what is not encrypted.
    var encryption = ""

    /// The value of an object in a column; empty where the emulator's objects have none.
    func text(of column: String, _ entry: ObjectShelf.Entry) -> String {
        let content = entry.object.content
        switch column {
        case "Key": return key(entry.key)
        case "VersionId": return entry.object.versionID ?? ""
        case "IsLatest": return truth(entry.isLatest)
        case "IsDeleteMarker", "DeleteMarker": return truth(entry.isDeleteMarker)
        case "LastModifiedDate": return time(entry.object.lastModified)
        case _ where entry.isDeleteMarker: return ""
        case "Size": return "\(content.size)"
        case "ETag": return etag(entry.etag)
        case "StorageClass": return entry.object.storageClass
        case "IsMultipartUploaded": return truth(entry.etag.contains("-"))
        case "EncryptionStatus": return encryption
        case "Crc64", "CRC64": return content.crc64.map { "\($0)" } ?? ""
        default: return ""
        }
    }

    private func truth(_ value: Bool) -> String { value ? truths.yes : truths.no }

    /// A key as rows have it: a space as `+`, other bytes outside of the unreserved ones as `%XX`.
    private func key(_ bytes: [UInt8]) -> String {
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
}

/// Texts of reports.
enum ReportText {
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
}
