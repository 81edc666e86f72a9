import Glibc
import InventoryCore

enum EnginePath {
    /// Where a program is, as PATH says.
    static func program(_ name: String, remedy: String) throws -> String {
        let folders = (SystemServices.system.environment("PATH") ?? "").split(separator: ":")
        let places = folders.map { folder -> String in "\(folder)/\(name)" }
        let found = places.first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
        guard let found else {
            throw CommandFailure(.preflight, "the command '\(name)' is not on the PATH; \(remedy)")
        }
        return found
    }

    /// The path from the root, without links: an engine runs in another folder.
    static func absolute(_ path: String) throws -> String {
        guard let found = realpath(path, nil) else {
            throw CommandFailure(
                .preflight, "the folder '\(Printable.quoted(path))' cannot be read: \(String(cString: strerror(errno)))"
            )
        }
        defer { free(found) }
        return String(cString: found)
    }
}
