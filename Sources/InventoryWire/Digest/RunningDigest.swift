internal import COpenSSL

/// A digest of bytes that come one part after the other.
// @unchecked: used by one owner at a time, who holds it behind a lock or alone.
package final class RunningDigest: @unchecked Sendable {
    private let context: OpaquePointer?
    private let algorithm: Digest

    /// - Throws: ``CryptoError`` when OpenSSL does not offer the algorithm.
    package init(_ algorithm: Digest) throws(CryptoError) {
        self.algorithm = algorithm
        context = EVP_MD_CTX_new()
        guard context != nil, EVP_DigestInit_ex(context, EVP_get_digestbyname(algorithm.rawValue), nil) == 1 else {
            throw CryptoError(algorithm: algorithm.rawValue)
        }
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds the next part.
    package func add(_ bytes: [UInt8]) { EVP_DigestUpdate(context, bytes, bytes.count) }

    /// The digest of the parts that have come so far.
    package func soFar() throws(CryptoError) -> [UInt8] {
        let copy = try RunningDigest(algorithm)
        guard EVP_MD_CTX_copy_ex(copy.context, context) == 1 else { throw CryptoError(algorithm: algorithm.rawValue) }
        return try copy.end()
    }

    /// The digest of all parts; to be asked for once.
    package func end() throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &output, &length) == 1 else {
            throw CryptoError(algorithm: algorithm.rawValue)
        }
        return Array(output.prefix(Int(length)))
    }
}
