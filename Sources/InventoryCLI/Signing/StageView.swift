import InventoryCore
import InventoryProviderKit
import InventoryWire

/// One stage of a signature in JSON: `{"name": "StringToSign", "bytes": 78, "text": "…", "sha256": "…"}`. A secret
/// stage has no `text` unless it was asked for; its hash still tells whether two sides have the same.
struct StageView: Encodable, Sendable {
    var name: String
    var bytes: Int
    var text: String?
    /// The beginning of the SHA-256.
    var sha256: String

    init(_ stage: SignedRequest.Stage, reveal: Bool) throws {
        let content = stage.bytes
        name = stage.name
        bytes = content.count
        text = stage.isSecret && !reveal ? nil : stage.revealed
        sha256 = String(Hex.encode(try Digest.sha256(content)).prefix(12))
    }

    /// The name, and below it the text with every line feed spelled out: the last one is what people miss.
    var lines: String {
        let head = "\(name) (\(bytes) bytes, SHA-256 \(sha256)…)"
        guard let text else { return "\(head): secret\n" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines.enumerated().map { index, line in
            "    " + Printable.quoted(String(line), limit: .max) + (index < lines.count - 1 ? "\\n" : "")
        }
        return head + "\n" + (shown.last == "    " ? shown.dropLast() : shown[...]).joined(separator: "\n") + "\n"
    }
}
