import Glibc
import InventoryCore

/// A folder that results are written into.
enum OutputFolder {
    /// Whether there is a folder of that name.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes it where it is not there.
    static func make(_ path: String) throws(CommandFailure) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw CommandFailure(
                .preflight,
                "the folder '\(Printable.quoted(path))' cannot be made: \(String(cString: strerror(errno)))")
        }
    }
}
