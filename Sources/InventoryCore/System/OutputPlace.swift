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
}
