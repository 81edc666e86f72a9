internal import COpenSSL

/// The message digests that the vendors' protocols name, by OpenSSL.
package enum Digest: String, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"

    /// The digest of the bytes.
    /// - Throws: ``CryptoError`` when OpenSSL does not offer the algorithm (MD5 under a FIPS provider, for one).
    package func callAsFunction(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Self.longest)
        let length = bytes.withUnsafeBufferPointer { bytes in
            output.withUnsafeMutableBufferPointer { write(bytes, to: $0.baseAddress!) }
        }
        guard length > 0 else { throw CryptoError(algorithm: rawValue) }
        output.removeLast(output.count - length)
        return output
    }

    /// Appends the digest of a part of the buffer to it, in lower-case hexadecimal.
    package func append(of part: Range<Int>, to buffer: inout ByteBuffer) throws(CryptoError) {
        let isDone = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { digest in
            let length = write(buffer[part], to: digest.baseAddress!)
            Hex.append(UnsafeBufferPointer(rebasing: digest[..<length]), to: &buffer)
            return length > 0
        }
        guard isDone else { throw CryptoError(algorithm: rawValue) }
    }

    private static let longest = Int(EVP_MAX_MD_SIZE)

    /// Writes the digest and returns its length, 0 where OpenSSL does not offer the algorithm.
    private func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int {
        guard let algorithm else { return 0 }
        var length: UInt32 = 0
        return EVP_Digest(bytes.baseAddress, bytes.count, output, &length, algorithm, nil) == 1 ? Int(length) : 0
    }

    /// OpenSSL's own; nil where it does not offer the algorithm.
    var algorithm: OpaquePointer? { Self.fetched(self).pointer }

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
