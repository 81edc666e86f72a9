internal import Glibc
internal import InventoryCore

/// A file that only grows, by lines that are on disk before anyone goes on. Mode 0600.
// @unchecked: the descriptor is set once; every write is one `write` call under the caller's lock.
final class DurableFile: @unchecked Sendable {
    private let descriptor: Int32
    private let path: String

    /// Creates the file, which must not exist, or opens it for appending.
    init(_ path: String, creating: Bool) throws(InventoryError) {
        self.path = path
        let flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_CREAT | (creating ? O_EXCL : 0)
        descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw Self.failure("cannot be written", path) }
    }

    deinit { close(descriptor) }

    /// Cuts off a last line that a crash left without its end, so that the next one begins on its own.
    static func dropTornLine(_ path: String) throws(InventoryError) {
        guard let bytes = try FileBytes.read(path, atMost: FileBytes.largestOwn), bytes.last != 0x0A else { return }
        let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        guard truncate(path, whole) == 0 else { throw failure("cannot be repaired", path) }
    }

    /// Appends a line, and waits until it is on disk where `durably`.
    func append(_ line: [UInt8], durably: Bool) throws(InventoryError) {
        var rest = (line + [0x0A])[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw Self.failure("cannot be written", path)
            }
            rest.removeFirst(written)
        }
        guard !durably || fsync(descriptor) == 0 else { throw Self.failure("cannot be brought to disk", path) }
    }

    /// Brings a folder's own entries to disk, so that a new file in it survives a crash.
    static func synchronize(folder: String) throws(InventoryError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be opened", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("cannot be brought to disk", folder) }
    }

    static func failure(_ what: String, _ path: String) -> InventoryError {
        let reason = String(cString: strerror(errno))
        return InventoryError(
            .journalFailed,
            "the journal \(Printable.quoted(path)) \(what): \(reason); make room, or name another folder")
    }
}
