internal import Glibc
public import InventoryCore

/// A local folder as an object store: an object's name is its path below the folder. Nothing outside of the folder is
/// read: symbolic links below it are not followed, and names with empty, `.` or `..` parts name nothing.
public struct FolderStore: ObjectStore {
    /// A folder is one bucket; what a caller passes as the bucket does not matter. This says so where one is needed.
    public static let bucket = BucketAddress("")

    private let root: OpenFile
    let path: String

    /// - Throws: `fileUnreadable` when there is no such folder.
    public init(_ path: String) throws(InventoryError) {
        self.path = path
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InventoryError(
                .fileUnreadable, "the folder '\(Printable.quoted(path))' cannot be read: \(OpenFile.reason)")
        }
        root = OpenFile(descriptor)
    }

    /// Opens what a name leads to, one part after the other, none of them a link.
    /// - Parameter flags: how to open the last part.
    func open(_ key: ExactText, flags: Int32) throws(InventoryError) -> OpenFile {
        let parts = key.string.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map { String($0) ?? "" }
        var file = root
        for (index, part) in parts.enumerated() {
            guard !part.isEmpty, part != ".", part != "..", !part.utf8.contains(0) else { throw missing(key) }
            let isLast = index == parts.count - 1
            let descriptor = openat(
                file.descriptor, part,
                O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isLast ? flags : O_DIRECTORY))
            guard descriptor >= 0 else {
                switch errno {
                case ENOENT, ENOTDIR, ENAMETOOLONG, ENXIO: throw missing(key)
                case ELOOP: throw notRead(key, "there is a symbolic link in its path, which is not followed")
                default: throw unreadable(key)
                }
            }
            file = OpenFile(descriptor)
        }
        return file
    }

    /// The folder that a prefix ends in.
    func folder(_ prefix: Substring) throws(InventoryError) -> OpenFile {
        prefix.isEmpty ? root : try open(ExactText(String(prefix.dropLast())), flags: O_DIRECTORY)
    }

    private func missing(_ key: ExactText) -> InventoryError {
        InventoryError(
            .objectNotFound,
            "'\(Printable.quoted(key.string))' is not in the folder '\(Printable.quoted(path))': there is no such file")
    }

    /// What is there, and is never read.
    private func notRead(_ key: ExactText, _ reason: String) -> InventoryError {
        InventoryError(
            .unsupported,
            "'\(Printable.quoted(key.string))' in the folder '\(Printable.quoted(path))' is not read: \(reason)")
    }

    func unreadable(_ key: ExactText) -> InventoryError {
        InventoryError(
            .fileUnreadable,
            "'\(Printable.quoted(key.string))' in the folder '\(Printable.quoted(path))' cannot be read: "
                + OpenFile.reason)
    }

    /// Reads a file. Its entity tag is made of its place on the disk, length and time of change.
    public func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64 = 0, ifMatch etag: String? = nil
    ) async throws -> ObjectContent {
        let file = try open(key, flags: 0)
        guard let state = file.state else { throw notRead(key, "it is not a regular file") }
        let changed = InventoryError(
            .objectChanged, "'\(Printable.quoted(key.string))' has changed while it was read; begin again")
        guard etag == nil || etag == state.etag else { throw changed }
        let place = Place(offset)
        return ObjectContent(
            size: state.size, etag: state.etag, modified: state.modified,
            bytes: ByteStream {
                let piece = try file.read(at: place.value, atMost: 1 << 18)
                guard let piece else { throw self.unreadable(key) }
                place.advance(by: Int64(piece.count))
                if piece.isEmpty {
                    guard file.state == state, place.value >= state.size else { throw changed }
                    return nil
                }
                return piece
            })
    }
}
