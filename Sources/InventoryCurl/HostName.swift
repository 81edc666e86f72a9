internal import InventoryWire

/// The host part of a URL: a name or an address, and a port where one is given. Only what can stand in a URL without
/// changing its meaning is one: no user name, no escape, no path, no letter outside ASCII.
struct HostName {
    /// Without brackets.
    let name: String
    let port: UInt16?

    init?(_ text: String) {
        var host = text[...]
        if text.utf8.first == UInt8(ascii: "["), let bracket = text.utf8.lastIndex(of: UInt8(ascii: "]")) {
            host = text[text.index(after: text.startIndex)..<bracket]
            guard Self.isIPv6(host) else { return nil }
            name = String(host)
            host = text[text.index(after: bracket)...]
            if host.isEmpty {
                port = nil
                return
            }
            guard host.utf8.first == UInt8(ascii: ":") else { return nil }
        } else {
            let end = text.utf8.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
            guard Self.isName(text[..<end]) else { return nil }
            name = String(text[..<end])
            host = text[end...]
            if host.isEmpty {
                port = nil
                return
            }
        }
        let digits = host.dropFirst().utf8
        guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = UInt16(host.dropFirst()), number > 0
        else { return nil }
        port = number
    }

    /// Whether the text is a name or an address alone, an IPv6 address without brackets.
    static func isBareHost(_ text: String) -> Bool { isName(text[...]) || isIPv6(text[...]) }

    /// The host as it stands in a URL.
    static func bracketed(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    private static func isName(_ text: Substring) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func isIPv6(_ text: Substring) -> Bool {
        (2...45).contains(text.utf8.count) && text.utf8.contains(UInt8(ascii: ":"))
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: ":"), UInt8(ascii: "."): true
                default: false
                }
            }
    }
}
