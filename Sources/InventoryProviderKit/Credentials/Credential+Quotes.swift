internal import InventoryCore

extension Credential {
    /// What helps where a server refuses the keys for an error of that kind: quotes that were pasted along are a part of a key.
    /// No key is refused for them here, since no vendor says what its keys are made of.
    func remedy(for code: InventoryError.Code) -> String? {
        guard [.credentialsRefused, .signatureRefused, .accessDenied].contains(code) else { return nil }
        let parts = [
            ("access key", Array(accessKey.utf8)), ("secret key", secretKey.bytes),
            ("token", securityToken?.bytes ?? []),
        ]
        let quoted = parts.filter { Self.isQuoted($0.1) }.map(\.0)
        guard !quoted.isEmpty else { return nil }
        return
            "; there are quotes around the \(quoted.joined(separator: " and the ")), which count as a part of it: take "
            + "them off where the keys come from"
    }

    private static func isQuoted(_ text: [UInt8]) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")]
        return quotes.contains(first) || quotes.contains(last)
    }
}
