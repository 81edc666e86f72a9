internal import Glibc

/// The calls of the system that change a file. A test hands in those of a disk that is full, fails or is read-only.
package struct DiskCalls: Sendable {
    /// Writes at the end of a file; how many bytes, or -1 with `errno`.
    package var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    /// Waits until a file's bytes are on disk; 0, or -1 with `errno`.
    package var synchronize: @Sendable (Int32) -> Int32
    /// Cuts a file to that many bytes; 0, or -1 with `errno`.
    package var truncate: @Sendable (Int32, Int64) -> Int32

    /// The machine's own.
    package static let system = DiskCalls(
        write: { Glibc.write($0, $1.baseAddress, $1.count) }, synchronize: { fsync($0) },
        truncate: { ftruncate($0, off_t($1)) })
}
