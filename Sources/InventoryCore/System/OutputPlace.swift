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

    /// The path with the folder's links followed.
    private static func resolved(_ path: String) -> String {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard let folder = realpath(cut == path.startIndex ? "." : String(path[..<cut]), nil) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path[cut...]
    }
}
