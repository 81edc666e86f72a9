import Glibc
import InventoryCore

/// A file that the operator named, read whole; `-` is standard input.
struct InputFile: Sendable {
    /// What errors call it.
    var name: String
    var bytes: [UInt8]

    private static let limit = 16 << 20

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// - Throws: a sentence that names the file and what the system says about it.
    init(_ path: String) throws(CommandFailure) {
        name = path == "-" ? "standard input" : Printable.quoted(path)
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        defer { if descriptor != 0 { close(descriptor) } }

        bytes = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.unreadable(name)
            }
            bytes += buffer[..<count]
            guard bytes.count <= Self.limit else {
                throw CommandFailure(.preflight, "\(name) is longer than \(Self.limit) bytes; is it the right file?")
            }
        }
    }

    private static func unreadable(_ name: String) -> CommandFailure {
        CommandFailure(.preflight, "\(name) cannot be read: \(String(cString: strerror(errno)))")
    }
}
