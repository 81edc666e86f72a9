internal import InventoryCore
internal import InventoryWire

/// Takes the secrets of a request out of what a server says: it may give back all that it got.
struct TokenMask {
    /// What is hidden, as it was sent and as it stands in a query.
    private let secrets: [String]

    /// - Parameters:
    ///   - token: that of temporary keys.
    ///   - authorization: the header that was sent. It and the signature in it are hidden.
    init(hiding token: Secret?, _ authorization: String?) {
        var secrets: [String] = []
        if let token { secrets.append(String(decoding: token.bytes, as: UTF8.self)) }
        if let authorization {
            secrets.append(authorization)
            // `OBS KEY:SIGNATURE`, `…&q-signature=SIGNATURE`.
            if let last = authorization.lastIndex(of: ":") ?? authorization.lastIndex(of: "=") {
                secrets.append(String(authorization[authorization.index(after: last)...]))
            }
        }
        self.secrets = secrets.flatMap { [$0, PercentEncoding.encode($0)] }.filter { !$0.isEmpty }
    }

    /// A text with `<masked>` for every secret.
    func text(_ text: String) -> String {
        secrets.reduce(text) { text, secret in text.holds(secret) ? text.filling([secret: "<masked>"]) : text }
    }

    /// A reply with `<masked>` for every secret, wherever the server has put it.
    func reply(_ reply: VendorReply) -> VendorReply {
        var masked = reply
        masked.code = reply.code.map(text)
        masked.message = reply.message.map(text)
        masked.resource = reply.resource.map(text)
        masked.date = reply.date.map(text)
        masked.requestIDs = reply.requestIDs.mapValues(text)
        masked.hints = reply.hints.mapValues(text)
        return masked
    }

    /// An error with `<masked>` for every secret.
    func error(_ error: InventoryError) -> InventoryError {
        var masked = error
        masked.message = text(error.message)
        masked.reply = error.reply.map(reply)
        return masked
    }

    /// A text that a server says it signed, with `<masked>` for every secret and for the value of every
    /// `…security-token`.
    func signedText(_ text: String) -> String {
        self.text(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                // A header's line is one value; a query's or a list's is several.
                ASCII.lowercased(String(line)).holds("security-token:")
                    ? Self.value(of: line)
                    : line.split(separator: "&", omittingEmptySubsequences: false).map(Self.value).joined(
                        separator: "&")
            }.joined(separator: "\n"))
    }

    private static func value(of pair: Substring) -> String {
        guard ASCII.lowercased(String(pair)).holds("security-token"),
            let end = pair.firstIndex(where: { $0 == "=" || $0 == ":" })
        else { return String(pair) }
        return pair[...end] + "<masked>"
    }
}
