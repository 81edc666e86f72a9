internal import Glibc
internal import InventoryCore

/// Reads a file line by line, holding one line at a time.
// @unchecked: used by one reader at a time; the descriptor is set once.
final class LineReader: @unchecked Sendable {
    /// A bucket with a thousand rules, every one with its document, takes some megabytes.
    private static let longestLine = 256 << 20

    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var position = 0
    /// Up to here no end of a line has been found: every byte is looked at once.
    private var searched = 0
    private var isAtEnd = false
    /// Whether the line last read has no end: the file was cut short in it.
    private(set) var isTorn = false
    /// The number of the line last read, from 1, and where it begins.
    private(set) var number = 0
    private(set) var place: Int64 = 0
    /// Who may do what with the file: `0o600`.
    private(set) var mode: mode_t = 0
    /// Where the buffer begins.
    private var start: Int64 = 0

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Nil when there is no file of that name.
    /// - Throws: for a pipe or a device too: what is read line by line is read more than once.
    convenience init?(_ path: String) throws(InventoryError) {
        // Non-blocking, so that a pipe under that name cannot hold us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.failure(path)
        }
        self.init(descriptor, path)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
        guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            throw Self.failure(path, "it is a pipe or a device; name a file")
        }
        mode = status.st_mode & 0o777
    }

    /// The same for a file of a journal folder, which must be this user's alone.
    convenience init?(own path: String) throws(InventoryError) {
        guard let descriptor = try OwnFile.open(path, O_RDONLY) else { return nil }
        self.init(descriptor, path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next line without its end; nil after the last.
    func next() throws(InventoryError) -> [UInt8]? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                return take(to: end, skipping: 1)
            }
            if isAtEnd {
                guard position < buffer.count else { return nil }
                isTorn = true
                return take(to: buffer.count, skipping: 0)
            }
            buffer.removeFirst(position)
            start += Int64(position)
            (position, searched) = (0, buffer.count)
            guard buffer.count <= Self.longestLine else {
                throw InventoryError(
                    .fileUnreadable,
                    "'\(Printable.quoted(path))' cannot be read: line \(number + 1) is longer than \(Self.longestLine) bytes"
                )
            }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 { buffer += chunk[..<count] }
            if count == 0 { isAtEnd = true }
            if count < 0, errno != EINTR { throw Self.failure(path) }
        }
    }

    private func take(to end: Int, skipping mark: Int) -> [UInt8] {
        defer { (position, searched) = (end + mark, end + mark) }
        number += 1
        place = start + Int64(position)
        return Array(buffer[position..<end])
    }

    static func failure(
        _ path: String, _ reason: String = String(cString: strerror(errno))
    ) -> InventoryError {
        InventoryError(.fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(reason)")
    }
}
