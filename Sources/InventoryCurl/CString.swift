internal import Glibc

/// A NUL-terminated string in C memory, overwritten when it is freed: some hold a password.
// @unchecked: written at initialisation and at deinitialisation only.
final class CString: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<CChar>
    /// In bytes, without the NUL.
    let count: Int

    init(_ bytes: some Collection<UInt8>) {
        count = bytes.count
        pointer = .allocate(capacity: count + 1)
        for (index, byte) in bytes.enumerated() { pointer[index] = CChar(bitPattern: byte) }
        pointer[count] = 0
    }

    deinit {
        explicit_bzero(pointer, count)
        pointer.deallocate()
    }
}
