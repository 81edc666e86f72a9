internal import Glibc

/// A file that holds secrets, and who else may read it.
public struct PrivateFile: Sendable {
    /// What the file holds.
    public var bytes: [UInt8]
    /// The permission bits, as `0600`.
    public var mode: UInt32
    /// The number of the user whom it belongs to; nil where that is unknown.
    public var owner: UInt32?

    public init(bytes: [UInt8], mode: UInt32, owner: UInt32? = nil) {
        self.bytes = bytes
        self.mode = mode
        self.owner = owner
    }

    /// Whether group or others may do anything with it.
    package var isOpenToOthers: Bool { mode & 0o077 != 0 }

    /// Another user than this one and root whom it belongs to, who may write to it whenever he likes; nil where there is none.
    package var foreignOwner: UInt32? { owner.flatMap { [0, geteuid()].contains($0) ? nil : $0 } }

    /// No file of keys is longer.
    static let largest = 1 << 20

    /// Reads a regular file. Permissions and bytes are those of one open file: it cannot be swapped in between.
    static func read(_ path: String) throws(InventoryError) -> PrivateFile? {
        // Non-blocking, so that a pipe in its place cannot hold us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure(path, String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure(path, "it is no regular file") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return PrivateFile(bytes: bytes, mode: status.st_mode & 0o7777, owner: status.st_uid) }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw failure(path, String(cString: strerror(errno)))
            }
            guard bytes.count <= largest else { throw failure(path, "it is longer than \(largest) bytes") }
        }
    }

    private static func failure(_ path: String, _ reason: String) -> InventoryError {
        InventoryError(.fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(reason)")
    }
}

/// How many bytes, and who may read them; never what they are.
extension PrivateFile: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(bytes.count) bytes, mode \(String(mode, radix: 8))" }
    public var customMirror: Mirror { Mirror(self, children: ["mode": mode]) }
}
