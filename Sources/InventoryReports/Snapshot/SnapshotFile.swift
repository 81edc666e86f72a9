internal import Glibc
internal import InventoryCore

/// A file that grows at its end, and is cut to a length that is known to be right.
final class SnapshotFile: Sendable {
    let path: String
    private let file: OpenFile

    /// Makes the file, or opens it to go on with it.
    /// - Throws: `fileUnwritable` with the system's reason.
    init(_ path: String) throws(InventoryError) {
        self.path = path
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw Self.failure(path) }
        file = OpenFile(descriptor)
    }

    /// Appends bytes, and waits until they are on disk.
    func append(_ bytes: [UInt8]) throws(InventoryError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            errno = ENOSPC
            let count = rest.withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest.removeFirst(count)
        }
        guard fdatasync(file.descriptor) == 0 else { throw Self.failure(path) }
    }

    func cut(to length: Int64) throws(InventoryError) {
        guard ftruncate(file.descriptor, off_t(length)) == 0 else { throw Self.failure(path) }
    }

    /// Whether no other process has it for itself, so that this one has.
    func lock() -> Bool { flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Gives it free, whatever child processes still have the descriptor.
    func unlock() { flock(file.descriptor, LOCK_UN) }

    /// All of it.
    func contents() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try file.read(at: Int64(bytes.count), atMost: 1 << 16) {
            guard !piece.isEmpty else { return bytes }
            bytes += piece
        }
        throw Self.failure(path)
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(InventoryError) {
        for end in path.utf8.indices.dropFirst() where path.utf8[end] == 0x2F {
            try make(String(path[..<end]))
        }
        try make(path)
    }

    private static func make(_ path: String) throws(InventoryError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
    }

    static func failure(_ path: String, _ reason: String = OpenFile.reason) -> InventoryError {
        InventoryError(
            .fileUnwritable,
            "'\(Printable.quoted(path))' cannot be written: \(reason); make room, or name another folder")
    }
}
