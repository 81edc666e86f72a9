internal import InventoryCore
internal import InventoryWire

/// Takes secrets out of a text that a server says it signed.
enum TokenMask {
    /// The text with `<masked>` for the value of every `…security-token`, and for the token and the signature that were
    /// sent, wherever they stand: a server may give back all that it got.
    static func mask(_ text: String, hiding token: Secret?, _ authorization: String?) -> String {
        var masked = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // A header's line is one value; a query's or a list's is several.
            ASCII.lowercased(String(line)).holds("security-token:")
                ? value(of: line)
                : line.split(separator: "&", omittingEmptySubsequences: false).map(value).joined(separator: "&")
        }.joined(separator: "\n")
        var secrets: [String] = []
        if let token {
            let plain = String(decoding: token.bytes, as: UTF8.self)
            secrets += [plain, PercentEncoding.encode(plain)]
        }
        // `OBS KEY:SIGNATURE`, `…&q-signature=SIGNATURE`.
        if let authorization, let last = authorization.lastIndex(of: ":") ?? authorization.lastIndex(of: "=") {
            secrets.append(String(authorization[authorization.index(after: last)...]))
        }
        for secret in secrets where !secret.isEmpty { masked = masked.filling([secret: "<masked>"]) }
        return masked
    }

    private static func value(of pair: Substring) -> String {
        guard ASCII.lowercased(String(pair)).holds("security-token"),
            let end = pair.firstIndex(where: { $0 == "=" || $0 == ":" })
        else { return String(pair) }
        return pair[...end] + "<masked>"
    }
}
