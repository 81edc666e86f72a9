internal import Glibc

/// Reads whole files: the rule sets, target lists and documents that people name.
///
/// A pipe is read too, as shells make one for `<(command)`, and so is a device such as /dev/stdin; whoever feeds it has to
/// be done in time, so that nothing that never ends is waited for.
package enum FileBytes {
    /// How long a pipe or a device may take.
    package static let patience = 10
    /// Longest that a rule set or a target list may be.
    package static let largestWritten = 64 << 20
    /// Longest that a file of our own may be: the journal of a run over some hundred thousand buckets.
    package static let largestOwn = 1 << 30

    /// Every byte of a file; nil when there is none of that name.
    /// - Parameter patience: for how many seconds at most a pipe or a device is read.
    /// - Throws: `fileUnreadable` with the system's reason, for a file longer than that many bytes, and for a pipe or a device
    ///   that does not come to an end in time.
    package static func read(
        _ path: String, atMost limit: Int, patience: Int = patience
    ) throws(InventoryError) -> [UInt8]? {
        // Non-blocking: a pipe that nobody writes to would hold us before we could look what it is.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let end = isRegular(descriptor) ? nil : SystemServices.system.uptime() + .seconds(patience)
        while true {
            if let end {
                guard wait(for: descriptor, until: end) else {
                    throw failure(
                        path,
                        "it is a pipe or a device, and did not come to an end within \(patience) seconds; name a file, or "
                            + "give the command - and feed its standard input")
                }
            }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR, errno != EAGAIN {
                throw failure(path)
            }
            guard bytes.count <= limit else { throw failure(path, "it is longer than \(limit) bytes") }
        }
    }

    /// Whether it is a file, or a folder, of which a read says what is wrong.
    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// Waits until there is something to read, or its end. Returns false when the time is over.
    private static func wait(for descriptor: Int32, until end: Duration) -> Bool {
        while true {
            let left = end - SystemServices.system.uptime()
            guard left > .zero else { return false }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&request, 1, Int32(left.components.seconds * 1000 + 1000))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return true }
        }
    }

    private static func failure(
        _ path: String, _ reason: String = String(cString: strerror(errno))
    ) -> InventoryError {
        InventoryError(.fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(reason)")
    }
}
