internal import COpenSSL

// @unchecked: the buffer is written at initialisation and at deinitialisation only.
/// Bytes that must not be seen: a secret key, a session token. Printing, dumping or reflecting it shows `<secret>`;
/// the buffer is overwritten when the last reference goes. (Copies that a caller made as `String` cannot be.)
public final class Secret: @unchecked Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    private let buffer: UnsafeMutableBufferPointer<UInt8>

    /// Copies the bytes; the caller's own array stays as it is.
    public init(_ bytes: [UInt8]) {
        buffer = .allocate(capacity: bytes.count)
        _ = buffer.initialize(from: bytes)
    }

    /// Copies the UTF-8 bytes of a text.
    public convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit {
        if let address = buffer.baseAddress { OPENSSL_cleanse(address, buffer.count) }
        buffer.deallocate()
    }

    /// A copy of the bytes, for the moment of use.
    package var bytes: [UInt8] { Array(buffer) }
    package var isEmpty: Bool { buffer.isEmpty }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
