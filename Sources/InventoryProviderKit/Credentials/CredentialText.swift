package import InventoryCore
package import InventoryWire

extension Credential {
    /// What the parts of a key pair are called in a place: texts for sentences.
    package struct Names: Sendable {
        package var accessKey = "access key"
        package var secretKey = "secret key"
        package var securityToken = "security token"

        package init() {}

        package init(_ accessKey: String, _ secretKey: String, _ securityToken: String) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.securityToken = securityToken
        }
    }

    /// A credential of texts, wherever they came from: all are checked alike.
    /// - Throws: `credentialsMissing`, naming the place, the part and what is wrong, never the text.
    package init(
        accessKey: String?, secretKey: String?, securityToken: String? = nil, expires: UTCInstant? = nil,
        additionalHosts: [String] = [], named names: Names = Names(), from place: String, for provider: ProviderID
    ) throws(InventoryError) {
        func failure(_ reason: String) -> InventoryError {
            InventoryError(.credentialsMissing, "\(place) \(reason)", provider: provider)
        }
        let missing = [(names.accessKey, accessKey), (names.secretKey, secretKey)].filter { ($0.1 ?? "").isEmpty }
        guard missing.isEmpty else {
            throw failure(
                "has no \(missing.map(\.0).joined(separator: " and no ")); add \(missing.count == 1 ? "it" : "both")")
        }
        for (name, text) in [
            (names.accessKey, accessKey), (names.secretKey, secretKey), (names.securityToken, securityToken),
        ] {
            guard let problem = text.flatMap(Self.problem) else { continue }
            throw failure("has \(problem) in its \(name), which no key has; correct it")
        }
        self.init(
            accessKey: accessKey ?? "", secretKey: Secret(secretKey ?? ""),
            securityToken: securityToken.flatMap { $0.isEmpty ? nil : Secret($0) }, expires: expires,
            additionalHosts: additionalHosts)
    }

    /// Temporary keys in an answer. All three parts have to be there, and their end: without its token a key is another.
    /// - Parameters:
    ///   - answer: the object that has them.
    ///   - names: what they are called in it.
    ///   - end: what the end is called in it, and how it is read.
    /// - Throws: `credentialsMissing`, naming the place and the part, never a text.
    package init(
        temporary answer: JSONValue?, named names: Names, end: (name: String, read: (JSONValue) -> UTCInstant?),
        from place: String, for provider: ProviderID
    ) throws(InventoryError) {
        func failure(_ reason: String) -> InventoryError {
            InventoryError(.credentialsMissing, "\(place) \(reason)", provider: provider)
        }
        guard let token = answer?[names.securityToken]?.string, !token.isEmpty else {
            throw failure("has no text in \(names.securityToken), and temporary keys have a token")
        }
        guard let expires = answer?[end.name].flatMap(end.read), expires.isInCalendar else {
            throw failure("has no time in \(end.name)")
        }
        try self.init(
            accessKey: answer?[names.accessKey]?.string, secretKey: answer?[names.secretKey]?.string,
            securityToken: token, expires: expires, named: names, from: place, for: provider)
    }

    /// The token beside keys in a file, where it has one.
    /// - Throws: `credentialsMissing` for a token that is no text, for keys without their token are other keys.
    package static func token(
        _ name: String, in object: JSONValue?, from place: String, for provider: ProviderID
    ) throws(InventoryError) -> String? {
        switch object?[name] {
        case nil, .null: nil
        case .string(let text): text
        default:
            throw InventoryError(.credentialsMissing, "\(place) has no text in \(name); correct it", provider: provider)
        }
    }

    /// The first thing in a text that no key has; it is no secret, as it is no part of the key that was meant.
    private static func problem(_ text: String) -> String? {
        guard let scalar = text.unicodeScalars.first(where: { !(0x21...0x7E).contains($0.value) }) else { return nil }
        return switch scalar.value {
        case 0x09, 0x20: "a blank"
        case 0x0A, 0x0D: "a line end"
        default: "the character \(Printable.codePoint(scalar))"
        }
    }

    /// The bytes of a text without the mark that Windows editors and PowerShell put before it.
    /// - Throws: `credentialsMissing` for UTF-16, which they write as well.
    package static func withoutMark(
        _ bytes: [UInt8], from place: String, for provider: ProviderID
    ) throws(InventoryError) -> [UInt8] {
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw InventoryError(.credentialsMissing, "\(place) is UTF-16; save it as UTF-8", provider: provider)
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// A time as the vendors write it: `2024-02-29T00:00:00Z`, with or without a fraction of a second.
    package static func time(_ value: JSONValue) -> UTCInstant? { value.string.flatMap(time) }

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
