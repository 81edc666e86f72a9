internal import Glibc
internal import InventoryCore

/// Reads lines of a file by their place in it. The file stays the one that was opened, whatever becomes of its name.
// @unchecked: the descriptor is set once, and reading at a place moves nothing.
final class LineFile: @unchecked Sendable {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(InventoryError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LineReader.failure(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The line that begins there, without its end.
    func line(at place: Int64) throws(InventoryError) -> [UInt8] {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 12)
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(place) + line.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw LineReader.failure(path) }
            let bytes = chunk[..<count]
            if let end = bytes.firstIndex(of: 0x0A) { return line + bytes[..<end] }
            guard count > 0 else { return line }
            line += bytes
        }
    }
}
