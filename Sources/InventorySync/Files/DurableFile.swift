internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A file that only grows, by whole lines that are on disk before anyone goes on. Mode 0600.
///
/// A line that cannot be written as a whole is cut off again, and none is written after it: whatever the disk does, what
/// stands in the file are the lines before the first failure.
final class DurableFile: Sendable {
    private struct State: Sendable {
        /// Where the last whole line ends.
        var end: Int64
        /// What made the file end.
        var failure: InventoryError?
    }

    private let descriptor: Int32
    private let path: String
    private let disk: DiskCalls
    private let state: Locked<State>

    /// Creates the file, which must not exist.
    init(creating path: String, disk: DiskCalls = .system) throws(InventoryError) {
        self.path = path
        self.disk = disk
        state = Locked(State(end: 0))
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Self.failure("cannot be written", path) }
    }

    /// Opens a file of a journal folder to go on with it, or creates it. A last line that a crash left without its end is
    /// cut off, so that the next one begins on its own.
    init(continuing path: String, disk: DiskCalls) throws(InventoryError) {
        self.path = path
        self.disk = disk
        guard let descriptor = try OwnFile.open(path, O_RDWR | O_APPEND | O_CREAT) else {
            throw Self.failure("cannot be written", path)
        }
        self.descriptor = descriptor
        state = Locked(State(end: 0))
        let size = Int64(lseek(descriptor, 0, SEEK_END))
        let end = try Self.endOfLastLine(descriptor, size, path)
        guard end == size || disk.truncate(descriptor, end) == 0 else { throw Self.failure("cannot be repaired", path) }
        state.withLock { $0.end = end }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Where the last whole line ends.
    var end: Int64 { state.withLock { $0.end } }

    private static func endOfLastLine(
        _ descriptor: Int32, _ size: Int64, _ path: String
    ) throws(InventoryError) -> Int64 {
        var end = size
        var chunk = [UInt8](repeating: 0, count: 1 << 12)
        while end > 0 {
            let start = max(0, end - Int64(chunk.count))
            let count = pread(descriptor, &chunk, Int(end - start), off_t(start))
            guard count > 0 else { throw failure("cannot be read", path) }
            if let last = chunk[..<count].lastIndex(of: 0x0A) { return start + Int64(last) + 1 }
            end = start
        }
        return 0
    }

    /// Appends a line, and waits until it is on disk where `durably`.
    /// - Throws: `journalFailed` when the line is not there as a whole, and then for every later one.
    func append(_ line: [UInt8], durably: Bool) throws(InventoryError) {
        let failure: InventoryError? = state.withLock { state in
            if let failure = state.failure { return failure }
            let line = line + [0x0A]
            guard let failure = write(line[...], durably: durably) else {
                state.end += Int64(line.count)
                return nil
            }
            // Where not even this can be done, the next who goes on with the file does it.
            _ = disk.truncate(descriptor, state.end)
            state.failure = failure
            return failure
        }
        if let failure { throw failure }
    }

    /// Waits until all lines are on disk.
    func synchronize() throws(InventoryError) {
        guard disk.synchronize(descriptor) == 0 else { throw Self.failure("cannot be brought to disk", path) }
    }

    private func write(_ line: ArraySlice<UInt8>, durably: Bool) -> InventoryError? {
        var rest = line
        while !rest.isEmpty {
            errno = ENOSPC
            let written = rest.withUnsafeBytes { disk.write(descriptor, $0) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return Self.failure("cannot be written", path) }
            rest.removeFirst(min(written, rest.count))
        }
        guard durably, disk.synchronize(descriptor) != 0 else { return nil }
        return Self.failure("cannot be brought to disk", path)
    }

    /// Brings a folder's own entries to disk, so that a new file in it survives a crash.
    static func synchronize(folder: String) throws(InventoryError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be opened", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("cannot be brought to disk", folder) }
    }

    static func failure(_ what: String, _ path: String, _ code: Int32 = errno) -> InventoryError {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "make room, or name another folder"
            case EACCES, EPERM, EROFS: "let this user write there, or name another folder"
            default: "name another folder"
            }
        return InventoryError(
            .journalFailed,
            "the journal \(Printable.quoted(path)) \(what): \(String(cString: strerror(code))); \(remedy)")
    }
}
