internal import COpenSSL

package enum Base64 {
    /// Standard base64 with padding, on one line.
    package static func encode(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "" }
        // OpenSSL writes four characters for every three bytes begun, and a terminating NUL.
        return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4 + 1) { output in
            Int(EVP_EncodeBlock(output.baseAddress, bytes, Int32(bytes.count)))
        }
    }

    /// The bytes of a standard base64 text on one line; nil for any other text.
    package static func decode(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let padding = bytes.count { $0 == UInt8(ascii: "=") }
        guard bytes.count.isMultiple(of: 4), bytes.count <= Int(Int32.max), padding <= 2,
            bytes.suffix(padding).allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        var isWhole = true
        let decoded = [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3) { output, count in
            // OpenSSL counts what padding stands for, as zeros.
            let length = Int(EVP_DecodeBlock(output.baseAddress, bytes, Int32(bytes.count)))
            isWhole = bytes.isEmpty || length == bytes.count / 4 * 3
            count = isWhole ? bytes.count / 4 * 3 - padding : 0
        }
        return isWhole ? decoded : nil
    }
}
