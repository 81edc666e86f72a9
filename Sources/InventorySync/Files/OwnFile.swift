internal import Glibc
internal import InventoryCore

/// Opens what stands in a journal folder. It decides what a recovery sends, so it must be this user's alone: owned by this
/// user or root, writable by nobody else, under one name, and no symbolic link.
enum OwnFile {
    /// Opens a file, or the folder itself, and looks at what was opened: it cannot be swapped in between.
    /// - Returns: the descriptor; nil where there is nothing of that name.
    /// - Throws: `journalFailed` with what is wrong and the remedy.
    static func open(_ path: String, _ flags: Int32, isFolder: Bool = false) throws(InventoryError) -> Int32? {
        // Non-blocking, so that a pipe under that name cannot hold us.
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return nil
            case ELOOP:
                throw refusal(
                    path, "it is a symbolic link",
                    isFolder ? "name the folder that it leads to" : "look at what it leads to, and remove the link")
            default: throw DurableFile.failure("cannot be opened", path)
            }
        }
        do throws(InventoryError) {
            try check(descriptor, path, isFolder: isFolder)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func check(_ descriptor: Int32, _ path: String, isFolder: Bool) throws(InventoryError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DurableFile.failure("cannot be opened", path) }
        guard status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG) else {
            throw refusal(
                path, isFolder ? "it is no folder" : "it is no regular file", "remove it, or name another folder")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw refusal(
                path, "it belongs to another user (\(status.st_uid))",
                "name a folder of your own, or run as the user who made it")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw refusal(
                path, "others may write to it (mode \(String(status.st_mode & 0o777, radix: 8)))",
                "look whether all that it holds is yours, then `chmod go-w` it")
        }
        guard isFolder || status.st_nlink <= 1 else {
            throw refusal(
                path, "it has \(status.st_nlink) names (hard links)",
                "look at what else it is, and put a copy of its own in its place")
        }
    }

    private static func refusal(_ path: String, _ what: String, _ remedy: String) -> InventoryError {
        InventoryError(
            .journalRefused,
            "the journal \(Printable.quoted(path)) is not used: \(what), and what it holds decides what is sent to the "
                + "clouds; \(remedy)")
    }
}
