internal import COpenSSL

/// The message digests that the vendors' protocols name, by OpenSSL.
package enum Digest: String, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"

    /// The digest of the bytes.
    /// - Throws: ``CryptoError`` when OpenSSL does not offer the algorithm (MD5 under a FIPS provider, for one).
    package func callAsFunction(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard let algorithm = Self.fetched(self).pointer else { throw CryptoError(algorithm: rawValue) }
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &output, &length, algorithm, nil) == 1 else {
            throw CryptoError(algorithm: rawValue)
        }
        return Array(output.prefix(Int(length)))
    }

    // Fetching looks an algorithm up in OpenSSL's providers, which costs more than hashing a request does.
    private static func fetched(_ digest: Digest) -> Algorithm {
        switch digest {
        case .md5: fetchedMD5
        case .sha1: fetchedSHA1
        case .sha256: fetchedSHA256
        }
    }
    private static let fetchedMD5 = Algorithm("MD5")
    private static let fetchedSHA1 = Algorithm("SHA1")
    private static let fetchedSHA256 = Algorithm("SHA256")

    // @unchecked: the pointer is written once, at initialisation, and an EVP_MD may be used by any thread.
    private final class Algorithm: @unchecked Sendable {
        let pointer: OpaquePointer?
        init(_ name: String) { pointer = EVP_MD_fetch(nil, name, nil) }
    }
}

/// OpenSSL refused a digest or MAC.
package struct CryptoError: Error, CustomStringConvertible {
    package var algorithm: String

    package var description: String {
        "OpenSSL does not offer \(algorithm) here; check the OpenSSL configuration (a FIPS provider has no MD5)"
    }
}
