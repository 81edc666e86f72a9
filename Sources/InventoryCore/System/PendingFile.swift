internal import Glibc

/// A file that has no name until it is whole: a process that ends before leaves nothing behind, however it ends, and an
/// earlier file of that name stays until then.
///
/// Where a file system has no files without a name (`O_TMPFILE`), or /proc is not there to give it one, the file stands as
/// `NAME.partial` meanwhile; a process that a signal ends leaves it, and the next one replaces it.
package final class PendingFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let isNamed: Bool
    // O_TMPFILE, which is no plain number in C.
    package static let unnamed: Int32 = 0o20000000 | O_DIRECTORY

    /// - Parameters:
    ///   - mode: the permissions of the file, less the process's mask.
    ///   - unnamed: what opens a file without a name; nil where there are no such files.
    /// - Throws: `fileUnwritable` with the system's reason, or for a name that stands for a link, a folder, a device or a
    ///   pipe.
    package init(_ path: String, mode: UInt32, unnamed: Int32? = unnamed) throws(InventoryError) {
        self.path = path
        guard !path.isEmpty else { throw Self.failure("''", "it has no name") }
        if let problem = OutputPlace.problem(path) { throw Self.failure(path, problem) }
        let file = unnamed.map { open(Self.folder(of: path), O_WRONLY | O_CLOEXEC | $0, mode) } ?? -1
        if file >= 0, access(Self.link(to: file), F_OK) == 0 {
            (descriptor, isNamed) = (file, false)
            return
        }
        if file >= 0 { close(file) }
        unlink(Self.partial(path))
        // Exclusively: nobody's link is followed.
        let named = open(Self.partial(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard named >= 0 else { throw Self.failure(path) }
        (descriptor, isNamed) = (named, true)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if isNamed { unlink(Self.partial(path)) }
    }

    /// Writes all of the bytes at the end.
    /// - Throws: `fileUnwritable` with the system's reason: a full disk, a limit on the size of files.
    package func write(_ bytes: some Sequence<UInt8>) throws(InventoryError) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            errno = ENOSPC
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest.removeFirst(count)
        }
    }

    /// Brings the bytes to disk, and gives the file its name. Where there is a file of that name already, the new one is
    /// called `NAME.partial` for an instant; only a process that ends in that instant leaves that.
    /// - Throws: `fileUnwritable` with the system's reason.
    package func publish() throws(InventoryError) {
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
        let partial = Self.partial(path)
        if !isNamed {
            guard !give(path) else { return }
            guard errno == EEXIST else { throw Self.failure(path) }
            if let problem = OutputPlace.problem(path) { throw Self.failure(path, problem) }
            unlink(partial)
            guard give(partial) else { throw Self.failure(path) }
        }
        guard rename(partial, path) == 0 else {
            let failure = Self.failure(path)
            unlink(partial)
            throw failure
        }
    }

    /// Gives a file without a name one that is free. Returns false, with `errno`, where that cannot be done.
    private func give(_ name: String) -> Bool {
        linkat(AT_FDCWD, Self.link(to: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
    }

    private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    private static func partial(_ path: String) -> String { path + ".partial" }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return String(path[...slash])
    }

    private static func failure(
        _ path: String, _ reason: String = String(cString: strerror(errno))
    ) -> InventoryError {
        InventoryError(.fileUnwritable, "\(Printable.quoted(path)) cannot be written: \(reason)")
    }
}
