internal import COpenSSL
internal import Glibc

// @unchecked: every use of the context happens under the lock.
/// A key for HMAC, kept as an OpenSSL context that already holds key and digest: using it again costs a fifth of
/// setting one up. Signing is safe from any thread; the context is cleansed when the key is released.
package final class HMACKey: @unchecked Sendable {
    private let context: OpaquePointer
    private let length: Int
    private let lock: UnsafeMutablePointer<pthread_mutex_t>

    /// - Throws: ``CryptoError`` when OpenSSL does not offer the digest.
    package convenience init(_ digest: Digest, key: [UInt8]) throws(CryptoError) {
        self.init(
            context: try key.withUnsafeBufferPointer { (bytes) throws(CryptoError) in
                try Self.context(digest, key: bytes)
            })
    }

    /// The same with a secret as the key, of which no copy is left behind.
    package convenience init(_ digest: Digest, key: Secret) throws(CryptoError) {
        self.init(context: try key.withBytes { (bytes) throws(CryptoError) in try Self.context(digest, key: bytes) })
    }

    private init(context: OpaquePointer) {
        self.context = context
        length = EVP_MAC_CTX_get_mac_size(context)
        lock = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
    }

    private static func context(
        _ digest: Digest, key: UnsafeBufferPointer<UInt8>
    ) throws(CryptoError) -> OpaquePointer {
        guard let mac = EVP_MAC_fetch(nil, "HMAC", nil) else { throw CryptoError(algorithm: "HMAC") }
        defer { EVP_MAC_free(mac) }
        guard let context = EVP_MAC_CTX_new(mac) else { throw CryptoError(algorithm: "HMAC") }
        // Both texts must outlive the call that reads them: a parameter holds pointers, not copies.
        let ready = OSSL_MAC_PARAM_DIGEST.withCString { parameter in
            digest.rawValue.withCString { name in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string(parameter, UnsafeMutablePointer(mutating: name), 0),
                    OSSL_PARAM_construct_end(),
                ]
                // An empty key needs a pointer all the same: a null one means "the key set before".
                var nothing: UInt8 = 0
                return withUnsafePointer(to: &nothing) {
                    EVP_MAC_init(context, key.isEmpty ? $0 : key.baseAddress, key.count, parameters)
                }
            }
        }
        guard ready == 1 else {
            EVP_MAC_CTX_free(context)
            throw CryptoError(algorithm: "HMAC-\(digest.rawValue)")
        }
        return context
    }

    deinit {
        EVP_MAC_CTX_free(context)
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// The authentication code of the message.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { output, written in
            written = message.withUnsafeBufferPointer { write($0, to: output.baseAddress!) }
        }
    }

    /// Appends the authentication code of a part of the buffer to it, in lower-case hexadecimal.
    package func append(of part: Range<Int>, to buffer: inout ByteBuffer) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { code in
            let length = write(buffer[part], to: code.baseAddress!)
            Hex.append(UnsafeBufferPointer(rebasing: code[..<length]), to: &buffer)
        }
    }

    private func write(_ message: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        // Cannot fail: the context was set up with key and digest, and these calls allocate nothing.
        EVP_MAC_init(context, nil, 0, nil)
        EVP_MAC_update(context, message.baseAddress, message.count)
        EVP_MAC_final(context, output, &written, length)
        return written
    }
}
