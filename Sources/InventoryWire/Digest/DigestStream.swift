internal import COpenSSL

/// The digest of bytes that come in pieces.
package struct DigestStream: ~Copyable {
    private let context: OpaquePointer
    private let digest: Digest

    /// - Throws: ``CryptoError`` when OpenSSL does not offer the algorithm (MD5 under a FIPS provider, for one).
    package init(_ digest: Digest) throws(CryptoError) {
        guard let algorithm = digest.algorithm, let context = EVP_MD_CTX_new() else {
            throw CryptoError(algorithm: digest.rawValue)
        }
        guard EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw CryptoError(algorithm: digest.rawValue)
        }
        self.context = context
        self.digest = digest
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes the next piece.
    package mutating func update(_ bytes: [UInt8]) throws(CryptoError) {
        let isDone = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
        guard isDone else { throw CryptoError(algorithm: digest.rawValue) }
    }

    /// The digest of all pieces.
    package consuming func finish() throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &output, &length) == 1 else { throw CryptoError(algorithm: digest.rawValue) }
        output.removeLast(output.count - Int(length))
        return output
    }
}
