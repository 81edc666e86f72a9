internal import InventoryWire

/// A token that says where the next page of a list begins.
enum PageToken {
    /// A token for what comes after that position. It holds `/`, `+` and `=`, so that a client that forgets to encode one
    /// of them does not get through.
    static func make(_ position: [UInt8]) -> String { "oV/+" + Hex.encode(position) + "==" }

    /// The position; empty for an empty token, which stands for the first page.
    /// - Throws: `InvalidArgument` for what is no token.
    static func position(_ token: String) throws(VendorError) -> [UInt8] {
        guard !token.isEmpty else { return [] }
        let digits = Array(token.utf8.dropFirst(4).dropLast(2))
        guard token.hasPrefix("oV/+"), token.hasSuffix("=="), digits.count % 2 == 0 else { throw wrong }
        var position: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[start..<(start + 2)], as: UTF8.self), radix: 16) else {
                throw wrong
            }
            position.append(byte)
        }
        return position
    }

    private static var wrong: VendorError { .invalid("The continuation token provided is incorrect.") }
}
