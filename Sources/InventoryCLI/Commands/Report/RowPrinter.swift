import InventoryCore
import InventoryReports

/// Prints rows as JSON lines.
final class RowPrinter: RowSink {
    private let hasVersions: Bool
    private var waiting: [UInt8] = []

    init(hasVersions: Bool) {
        self.hasVersions = hasVersions
        waiting.reserveCapacity(1 << 17)
    }

    func take(_ row: borrowing RawRow) throws {
        text(#"{"key":""#)
        KeyText.appendCanonical(row.key, to: &waiting)
        text("\"")
        if hasVersions {
            text(#","versionId":"#)
            string(row.version)
            text(row.isLatest ? #","isLatest":true"# : #","isLatest":false"#)
            text(row.isDeleteMarker ? #","isDeleteMarker":true"# : #","isDeleteMarker":false"#)
        }
        text(#","size":"#)
        text(row.size.map { String($0) } ?? "null")
        text(#","modified":"#)
        text(row.modified.map { "\"\(UTCInstant(secondsSinceEpoch: $0))\"" } ?? "null")
        text(#","etag":"#)
        string(row.etag, isLowerCase: true)
        text(#","multipart":"#)
        text(row.isMultipart.map { $0 ? "true" : "false" } ?? "null")
        text(#","crc64":"#)
        text(row.crc64.map { "\"\($0)\"" } ?? "null")
        text("}\n")
        if waiting.count >= 1 << 16 { try finish() }
    }

    /// Prints what waits.
    func finish() throws {
        try StandardStream.output.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    private func text(_ text: String) { waiting.append(contentsOf: text.utf8) }

    /// A text of the report, null where it is empty. Whatever a terminal or a JSON reader could stumble over is escaped.
    private func string(_ bytes: UnsafeBufferPointer<UInt8>, isLowerCase: Bool = false) {
        guard !bytes.isEmpty else { return text("null") }
        text("\"")
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: text("\\\(scalar)")
            case 0x41...0x5A where isLowerCase: waiting.append(UInt8(scalar.value | 0x20))
            case 0x20..<0x7F: waiting.append(UInt8(scalar.value))
            case 0..<0x10000:
                let digits = String(scalar.value, radix: 16)
                text("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default: text(String(scalar))
            }
        }
        text("\"")
    }
}
