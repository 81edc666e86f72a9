import Glibc
import InventoryCore

/// A file that is written piece by piece. Until ``finish()`` it stands beside its name, so that nobody reads half of it,
/// and an earlier one stays while the new one is made.
final class OutputFile {
    private let path: String
    private let partial: String
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// - Throws: a sentence that names the file and what the system says about it.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        partial = path + ".partial"
        if let problem = OutputPlace.problem(path) {
            throw CommandFailure(.preflight, "\(Printable.quoted(path)) cannot be written: \(problem)")
        }
        unlink(partial)
        // Exclusively: nobody's link is followed.
        descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure(.preflight, path) }
    }

    deinit {
        close(descriptor)
        unlink(partial)
    }

    func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        waiting += bytes
        if waiting.count >= 1 << 16 { try flush() }
    }

    /// Writes the rest and gives the file its name.
    func finish() throws(CommandFailure) {
        try flush()
        guard rename(partial, path) == 0 else { throw Self.failure(.failed, path) }
    }

    private func flush() throws(CommandFailure) {
        var rest = waiting[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(.failed, path) }
            rest.removeFirst(count)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private static func failure(_ status: CommandStatus, _ path: String) -> CommandFailure {
        CommandFailure(status, "\(Printable.quoted(path)) cannot be written: \(String(cString: strerror(errno)))")
    }
}
