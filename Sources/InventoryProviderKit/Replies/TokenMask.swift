internal import InventoryCore
internal import InventoryWire

/// Takes session tokens out of a text that a server signed.
enum TokenMask {
    /// The text with `<masked>` for the value of every `…security-token`, and for the token itself wherever it stands.
    static func mask(_ text: String, hiding token: Secret?) -> String {
        var masked = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // A header's line is one value; a query's or a list's is several.
            ASCII.lowercased(String(line)).holds("security-token:")
                ? value(of: line)
                : line.split(separator: "&", omittingEmptySubsequences: false).map(value).joined(separator: "&")
        }.joined(separator: "\n")
        if let token {
            let plain = String(decoding: token.bytes, as: UTF8.self)
            for form in [plain, PercentEncoding.encode(plain)] where !form.isEmpty {
                masked = masked.filling([form: "<masked>"])
            }
        }
        return masked
    }

    private static func value(of pair: Substring) -> String {
        guard ASCII.lowercased(String(pair)).holds("security-token"),
            let end = pair.firstIndex(where: { $0 == "=" || $0 == ":" })
        else { return String(pair) }
        return pair[...end] + "<masked>"
    }
}
