internal import Glibc

/// Where a file stands once every link is followed.
package enum FilePlace {
    /// Whether a file stands in a folder or below it. What is not there stands nowhere else, unless its name leads out.
    package static func isWithin(_ path: String, folder: String) -> Bool {
        guard let root = resolved(folder), let place = resolved(path) else {
            return !path.split(separator: "/").contains("..") && (!path.hasPrefix("/") || path.hasPrefix(folder))
        }
        return root == "/" || place.hasPrefix(root + "/")
    }

    private static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
