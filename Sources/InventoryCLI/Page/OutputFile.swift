import InventoryCore

/// A file that is written piece by piece, and has its name when it is whole.
final class OutputFile {
    private let file: PendingFile
    private var waiting: [UInt8] = []

    /// - Throws: a sentence that names the file and what the system says about it.
    init(_ path: String) throws(CommandFailure) {
        do throws(InventoryError) {
            file = try PendingFile(path, mode: 0o666)
        } catch {
            throw CommandFailure(.preflight, error.message)
        }
    }

    func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        waiting += bytes
        if waiting.count >= 1 << 16 { try flush() }
    }

    /// Writes the rest and gives the file its name.
    func finish() throws(CommandFailure) {
        try flush()
        do {
            try HeldSignals.during { try file.publish() }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func flush() throws(CommandFailure) {
        do throws(InventoryError) {
            try file.write(waiting)
        } catch {
            throw CommandFailure(error)
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
