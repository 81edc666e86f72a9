internal import Glibc

/// Reads whole files: the rule sets, target lists and journals that people name.
package enum FileBytes {
    /// Longest that a rule set or a target list may be.
    package static let largestWritten = 64 << 20
    /// Longest that a file of our own may be: the journal of a run over some hundred thousand buckets.
    package static let largestOwn = 1 << 30

    /// Every byte of a file; nil when there is none of that name.
    /// - Throws: `fileUnreadable` with the system's reason, or for a file longer than that many bytes.
    package static func read(_ path: String, atMost limit: Int) throws(InventoryError) -> [UInt8]? {
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
            guard bytes.count <= limit else { throw failure(path, "it is longer than \(limit) bytes") }
        }
    }

    private static func failure(
        _ path: String, _ reason: String = String(cString: strerror(errno))
    ) -> InventoryError {
        InventoryError(.fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(reason)")
    }
}
