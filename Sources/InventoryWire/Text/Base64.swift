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
}
