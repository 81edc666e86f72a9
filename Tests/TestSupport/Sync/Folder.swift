internal import Glibc
internal import InventoryCore

/// A folder of a test's own, removed with the last reference.
package final class Folder: Sendable {
    package let path: String

    package init() throws {
        // In memory where there is such a place: what is brought to disk after every write costs nothing there.
        let place = Self.kept ?? (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
        var name = Array("\(place)/cloud-inventory-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&name) else {
            throw InventoryError(.journalFailed, "no temporary folder: \(String(cString: strerror(errno)))")
        }
        path = String(cString: made)
    }

    deinit { if Self.kept == nil { Self.remove(path) } }

    /// Where `make secret-scan` wants the folders left.
    private static let kept = getenv("CLOUD_INVENTORY_TEST_KEEP").map { String(cString: $0) }

    /// The names in it, sorted.
    package var names: [String] { Self.names(path) }

    package func bytes(_ name: String) -> [UInt8]? { (try? SystemServices.system.readFile(path + "/" + name)) ?? nil }
    package func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    package func write(_ bytes: [UInt8], to name: String) {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    /// Removes a file.
    package func remove(_ name: String) { unlink(path + "/" + name) }

    /// Takes away the last lines of a file, as if its writer had been killed before them.
    package func cut(_ name: String, lines: Int) {
        let kept = (bytes(name) ?? []).split(separator: 0x0A).dropLast(lines)
        write(kept.flatMap { $0 + [0x0A] }, to: name)
    }

    /// The permission bits of a file in it; of the folder for an empty name.
    package func mode(_ name: String = "") -> Int {
        var status = stat()
        return stat(name.isEmpty ? path : path + "/" + name, &status) == 0 ? Int(status.st_mode & 0o777) : -1
    }

    private static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func remove(_ path: String) {
        for name in names(path) {
            let inner = path + "/" + name
            if unlink(inner) != 0 { remove(inner) }
        }
        rmdir(path)
    }
}
