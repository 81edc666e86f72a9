import Glibc
import InventoryCore

/// A folder that results are written into.
enum OutputFolder {
    /// Makes it where it is not there.
    static func make(_ path: String) throws(CommandFailure) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw CommandFailure(
                .preflight,
                "the folder '\(Printable.quoted(path))' cannot be made: \(String(cString: strerror(errno)))")
        }
    }
}
