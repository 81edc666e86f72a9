import Glibc
import InventoryCore

/// A file that the operator named, read whole; `-` is standard input.
struct InputFile: Sendable {
    /// What errors call it.
    var name: String
    var bytes: [UInt8]

    private static let limit = 16 << 20

    /// Whether there is anything of that name.
    static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// - Throws: a sentence that names the file and what the system says about it.
    init(_ path: String) throws(CommandFailure) {
        guard path != "-" else {
            self.init(name: "standard input", bytes: try Self.standardInput())
            return
        }
        do throws(InventoryError) {
            guard let bytes = try FileBytes.read(path, atMost: Self.limit) else {
                throw InventoryError(
                    .fileUnreadable, "'\(Printable.quoted(path))' cannot be read: \(String(cString: strerror(ENOENT)))")
            }
            self.init(name: Printable.quoted(path), bytes: bytes)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Standard input to its end, however long somebody takes to write it.
    private static func standardInput() throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw CommandFailure(
                    .preflight, "standard input cannot be read: \(String(cString: strerror(errno)))")
            }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw CommandFailure(
                    .preflight, "standard input is longer than \(limit) bytes; is it the right file?")
            }
        }
    }
}
