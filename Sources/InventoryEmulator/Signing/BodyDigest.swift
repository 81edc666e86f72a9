internal import InventoryWire

/// Holds a body against the digests that the request announces.
enum BodyDigest {
    /// - Throws: `InvalidDigest` for text that is no MD5, `BadDigest` for another body's.
    static func check(_ call: Call, signature: VerifiedSignature) throws(VendorError) {
        let (body, codes) = (call.request.body, call.provider.vendor.digestCodes)
        if let announced = call.header("content-md5"), !announced.isEmpty {
            guard isMD5(announced) else {
                throw VendorError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
            }
            guard announced == Base64.encode(try SigningHash.digest(.md5, body)) else {
                throw VendorError(400, codes.md5, "The Content-MD5 you specified did not match what we received.")
            }
        }
        if let hash = signature.payloadHash, hash != "UNSIGNED-PAYLOAD" {
            guard try hash == Hex.encode(SigningHash.digest(.sha256, body)) else {
                throw VendorError(
                    400, codes.sha256, "The announced SHA-256 of the body does not match what we received.")
            }
        }
    }

    /// Base64 of 16 bytes: 22 characters of the alphabet and two `=`.
    private static func isMD5(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes.suffix(2).elementsEqual("==".utf8) else { return false }
        return bytes.dropLast(2).allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
            default: false
            }
        }
    }
}

/// The codes of a body that is not the one whose digest was announced.
struct DigestCodes: Sendable {
    var md5: String
    var sha256: String
}
