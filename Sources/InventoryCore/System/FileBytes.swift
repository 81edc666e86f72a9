internal import Glibc

/// Reads whole files: the rule sets, target lists and journals that people name.
package enum FileBytes {
    /// Every byte of a file; nil when there is none of that name.
    /// - Throws: `fileUnreadable` with the system's reason.
    package static func read(_ path: String) throws(InventoryError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> InventoryError {
        let reason = String(cString: strerror(errno))
        return InventoryError(.fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(reason)")
    }
}
