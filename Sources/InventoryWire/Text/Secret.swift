internal import COpenSSL

// @unchecked: the buffer is written at initialisation and at deinitialisation only.
/// Bytes that must not be seen: a secret key, a session token. Printing, dumping or reflecting it shows `<secret>`;
/// the buffer is overwritten when the last reference goes. (Copies that a caller made as `String` cannot be.)
public final class Secret: @unchecked Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    private let buffer: UnsafeMutableBufferPointer<UInt8>

    /// Copies the bytes; the caller's own array stays as it is.
    public init(_ bytes: [UInt8]) { buffer = bytes.withUnsafeBufferPointer(Self.copy) }

    /// Copies the UTF-8 bytes of a text.
    public init(_ text: String) {
        var text = text
        // No array in between, which nobody would overwrite.
        buffer = text.withUTF8(Self.copy)
    }

    /// Copies the bytes, and overwrites them where they were.
    package init(moving bytes: inout [UInt8]) {
        buffer = bytes.withUnsafeMutableBufferPointer { source in
            defer { if let address = source.baseAddress { OPENSSL_cleanse(address, source.count) } }
            return Self.copy(UnsafeBufferPointer(source))
        }
    }

    private static func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeMutableBufferPointer<UInt8> {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = buffer.initialize(from: bytes)
        return buffer
    }

    deinit {
        if let address = buffer.baseAddress { OPENSSL_cleanse(address, buffer.count) }
        buffer.deallocate()
    }

    /// A copy of the bytes, which nobody overwrites: for what leaves us anyway, such as a token in a header.
    package var bytes: [UInt8] { Array(buffer) }

    /// The bytes where they lie, for signers. The pointer is good for the call alone; keep no copy.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeBufferPointer(buffer))
    }

    package var isEmpty: Bool { buffer.isEmpty }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
