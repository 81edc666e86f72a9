internal import Glibc
package import InventoryCore

/// Where files are made for what does not fit into memory. They have no name, so that they are gone with the process
/// however it ends.
public struct ScratchFolder: Hashable, Sendable {
    /// The folder; on a disk, best on a fast one.
    public var path: String

    public init(_ path: String = "/tmp") { self.path = path }
}

/// A file without a name. Written at its end, read anywhere.
package final class ScratchFile: Sendable {
    private let file: OpenFile
    private let folder: ScratchFolder
    // O_TMPFILE, which is no plain number in C.
    private static let unnamed: Int32 = 0o20000000 | O_DIRECTORY

    /// - Throws: `fileUnreadable` with the system's reason.
    package init(in folder: ScratchFolder) throws(InventoryError) {
        self.folder = folder
        var descriptor = open(folder.path, O_RDWR | O_CLOEXEC | Self.unnamed, 0o600)
        if descriptor < 0, errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL {
            var name = Array((folder.path + "/cloud-inventory-XXXXXX").utf8CString)
            descriptor = mkstemp(&name)
            if descriptor >= 0 {
                unlink(name)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        guard descriptor >= 0 else { throw Self.failure(folder) }
        file = OpenFile(descriptor)
    }

    /// Writes bytes at that place.
    /// - Throws: `fileUnreadable` with the system's reason: a full disk.
    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(InventoryError) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                file.descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(folder) }
            done += count
        }
    }

    /// Fills the buffer from that place on; all of it was written before.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(InventoryError) {
        var done = 0
        while done < buffer.count {
            let count = pread(
                file.descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(folder) }
            done += count
        }
    }

    private static func failure(_ folder: ScratchFolder) -> InventoryError {
        InventoryError(
            .fileUnreadable,
            "a temporary file in '\(Printable.quoted(folder.path))' cannot be used: \(OpenFile.reason); make room, or "
                + "name another folder")
    }
}
