internal import Glibc

/// Where a file is to be written that replaces the one of its name.
package enum OutputPlace {
    /// Why nothing may be put there under that name: a device, a pipe, a folder or a link would be replaced by the file.
    /// Nil where there is a regular file or none.
    package static func problem(_ path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return nil
        case S_IFLNK: return "it is a link, which would be replaced; name the file that it leads to"
        case S_IFDIR: return "it is a folder; name a file"
        default: return "it is a device or a pipe, which would be replaced; name a file"
        }
    }

    /// The first of those paths that leads to the same place as an earlier one; nil where none does.
    package static func repeated(_ paths: [String]) -> String? {
        let places = paths.map(resolved)
        return paths.indices.first { places[..<$0].contains(places[$0]) }.map { paths[$0] }
    }

    /// Whether what is there under a path is the folder or lies in it, links followed.
    package static func isInside(_ path: String, folder: String) -> Bool {
        guard let folder = real(folder), let place = real(path) else { return false }
        return place == folder || place.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    /// Takes the file of that name away, where it is one that would be replaced.
    /// - Throws: `fileUnwritable` with the system's reason.
    package static func clear(_ path: String) throws(InventoryError) {
        guard problem(path) == nil, unlink(path) != 0, errno != ENOENT, errno != ENOTDIR else { return }
        throw InventoryError(
            .fileUnwritable,
            "\(Printable.quoted(path)), which is of an earlier run, cannot be taken away: \(String(cString: strerror(errno)))"
        )
    }

    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The path with the folder's links followed.
    private static func resolved(_ path: String) -> String {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return real(cut == path.startIndex ? "." : String(path[..<cut])).map { $0 + "/" + path[cut...] } ?? path
    }
}
