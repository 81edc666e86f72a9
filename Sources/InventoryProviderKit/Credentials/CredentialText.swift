package import InventoryCore
internal import InventoryWire

extension Credential {
    /// A credential of texts that came from a file, a command or a metadata service.
    /// - Throws: `credentialsMissing`, naming the place and what is wrong, never the text.
    package init(
        accessKey: String?, secretKey: String?, securityToken: String? = nil, expires: UTCInstant? = nil,
        additionalHosts: [String] = [], from place: String, for provider: ProviderID
    ) throws(InventoryError) {
        for (name, text) in [("access key", accessKey), ("secret key", secretKey)] {
            guard let text, !text.isEmpty else {
                throw InventoryError(.credentialsMissing, "\(place) has no \(name); add it", provider: provider)
            }
        }
        for text in [accessKey, secretKey, securityToken].compactMap(\.self)
        where !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw InventoryError(
                .credentialsMissing, "\(place) holds a key with a blank or a character that no key has; correct it",
                provider: provider)
        }
        self.init(
            accessKey: accessKey ?? "", secretKey: Secret(secretKey ?? ""),
            securityToken: securityToken.flatMap { $0.isEmpty ? nil : Secret($0) }, expires: expires,
            additionalHosts: additionalHosts)
    }

    /// A time as the vendors write it: `2024-02-29T00:00:00Z`, with or without a fraction of a second.
    package static func time(_ text: String) -> UTCInstant? {
        guard let dot = text.firstIndex(of: "."), text.hasSuffix("Z") else { return UTCInstant(text) }
        let fraction = text[text.index(after: dot)...].dropLast()
        guard !fraction.isEmpty, fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UTCInstant(text[..<dot] + "Z")
    }

    /// Whether a name can be part of a path or of a host's path: no separator, nothing hidden, nothing above.
    package static func isPlainName(_ name: String) -> Bool {
        (1...128).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "="),
                    UInt8(ascii: ","), UInt8(ascii: "@"):
                    true
                default: false
                }
            }
    }
}
