internal import InventoryCore
internal import InventoryWire

/// Takes the secrets of a request out of what a server says: it may give back all that it got.
struct TokenMask {
    private struct Hidden {
        /// As it was sent; in small letters where a part tells it.
        var bytes: [UInt8]
        /// So much of its beginning tells it.
        var telling: Int
        /// Whether its beginning alone may be looked for, in letters of either case.
        var isLong: Bool { telling < bytes.count }
    }

    /// So many bytes are nobody else's by chance.
    private static let telling = 20
    /// A shorter text is not looked for: it stands in many a word, and no cloud gives such a token.
    private static let shortest = 8
    /// What is hidden, as it was sent and as it stands in a query.
    private let secrets: [Hidden]

    /// - Parameters:
    ///   - token: that of temporary keys.
    ///   - authorization: the header that was sent. It and the signature in it are hidden.
    init(hiding token: Secret?, _ authorization: String?) {
        var secrets: [String] = []
        if let token { secrets.append(String(decoding: token.bytes, as: UTF8.self)) }
        // `OBS KEY:SIGNATURE`, `…&q-signature=SIGNATURE`.
        if let authorization, let last = authorization.lastIndex(of: ":") ?? authorization.lastIndex(of: "=") {
            secrets.append(String(authorization[authorization.index(after: last)...]))
        }
        func written(_ texts: [String]) -> [[UInt8]] {
            texts.flatMap { [$0, PercentEncoding.encode($0)] }.map { Array($0.utf8) }.filter {
                $0.count >= Self.shortest
            }
        }
        // The header begins like anybody's.
        self.secrets =
            written([authorization ?? ""]).map { Hidden(bytes: $0, telling: $0.count) }
            + written(secrets).map {
                $0.count > Self.telling
                    ? Hidden(bytes: $0.map(ASCII.lowercased), telling: Self.telling)
                    : Hidden(bytes: $0, telling: $0.count)
            }
    }

    /// A text with `<masked>` for every secret, also for one in letters of the other case or without its end.
    func text(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for secret in secrets {
            var start = 0
            var masked: [UInt8] = []
            let folded = secret.isLong ? bytes.map(ASCII.lowercased) : bytes
            while let place = ASCII.place(of: secret.bytes[..<secret.telling], in: folded[start...]) {
                let length = zip(folded[place...], secret.bytes).prefix { $0 == $1 }.count
                masked += bytes[start..<place] + Array("<masked>".utf8)
                start = place + length
            }
            if start > 0 { bytes = masked + bytes[start...] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a document holds a token or a signature, however its text is escaped: no rule of anybody does, so the server
    /// gives back what it got.
    func isGivenBack(in document: [UInt8]) -> Bool {
        let secrets = secrets.filter(\.isLong)
        guard !secrets.isEmpty, document.count >= Self.telling else { return false }
        let text = PlainDocument.text(document).map(ASCII.lowercased)
        return secrets.contains { ASCII.place(of: $0.bytes[..<$0.telling], in: text[...]) != nil }
    }

    /// A reply with `<masked>` for every secret, wherever the server has put it.
    /// - Parameter keepsCode: leaves the code as it stands, which is a word of the vendor's own.
    func reply(_ reply: VendorReply, keepsCode: Bool = false) -> VendorReply {
        var masked = reply
        if !keepsCode { masked.code = reply.code.map(text) }
        masked.message = reply.message.map(text)
        masked.resource = reply.resource.map(text)
        masked.date = reply.date.map(text)
        masked.requestIDs = reply.requestIDs.mapValues(text)
        masked.hints = reply.hints.mapValues(text)
        return masked
    }

    /// An error with `<masked>` for every secret.
    func error(_ error: InventoryError, keepsCode: Bool) -> InventoryError {
        var masked = error
        masked.message = text(error.message)
        masked.reply = error.reply.map { reply($0, keepsCode: keepsCode) }
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
