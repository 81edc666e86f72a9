/// Tells a web page from a document of a cloud: gateways, proxies and sign-in pages answer with one.
package enum HTMLPage {
    /// What such an answer is called.
    package static let name = "a page of HTML, as gateways and sign-in pages send"

    /// Whether the bytes begin as a page does, letters in either case, after white space and comments.
    package static func isOne(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        if rest.starts(with: TextPlace.byteOrderMark) { rest = rest.dropFirst(3) }
        while true {
            rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            // A declaration and comments may come first.
            guard
                let end: [UInt8] = rest.starts(with: "<!--".utf8)
                    ? Array("-->".utf8)
                    : rest.starts(with: "<?xml".utf8) ? Array("?>".utf8) : nil
            else { break }
            guard let next = position(after: end, in: rest) else { return false }
            rest = rest[next...]
        }
        let start = ASCII.lowercased(String(decoding: rest.prefix(16), as: UTF8.self))
        return ["<!doctype html", "<html", "<head", "<body"].contains { name in
            guard start.hasPrefix(name) else { return false }
            let next = start.utf8.dropFirst(name.utf8.count).first
            return next.map { $0 == 0x3E || $0 <= 0x20 } ?? true
        }
    }

    private static func position(after end: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: end) }.map { $0 + end.count }
    }
}
