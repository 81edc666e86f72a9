internal import Glibc
public import InventoryCore

extension FolderStore {
    /// How many names a page holds at most. A folder is read once for every page.
    static let pageSize = 50_000

    /// The files, links and folders of one level, sorted by the bytes of their names. Names that are not UTF-8 are left out: no
    /// manifest can name them.
    /// - Throws: `unsupported` for any other delimiter than `/`; a prefix that leads nowhere gives an empty page.
    public func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage {
        guard delimiter == "/" else {
            throw InventoryError(.unsupported, "a folder is listed one level at a time; pass the delimiter '/'")
        }
        let text = prefix.string
        let cut = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let (level, start) = (text[..<cut], ExactText(String(text[cut...])))
        guard let opened = try existing(level) else { return ObjectPage(objects: [], folders: [], next: nil) }
        var names = try names(in: opened, prefix: start, after: cursor.map { ExactText($0.token) })
        let isCut = names.count > Self.pageSize
        if isCut { names.removeLast(names.count - Self.pageSize) }

        var page = ObjectPage(
            objects: [], folders: [], next: isCut ? names.last.map { PageCursor(token: $0.string) } : nil)
        for name in names {
            try Task.checkCancellation()
            var status = stat()
            guard fstatat(opened.descriptor, name.string, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            guard status.st_mode & S_IFMT != S_IFDIR else {
                page.folders.append(ExactText(level + name.string + "/"))
                continue
            }
            // A link is listed too: it is there, and whoever reads it is told why it is not followed.
            page.objects.append(ObjectEntry(key: ExactText(level + name.string), size: Int64(status.st_size)))
        }
        return page
    }

    /// The folder that a prefix ends in; nil where there is none.
    private func existing(_ prefix: Substring) throws(InventoryError) -> OpenFile? {
        do {
            return try folder(prefix)
        } catch {
            if [.objectNotFound, .unsupported].contains(error.code) { return nil }
            throw error
        }
    }

    /// The first names after that one, sorted: one more than a page holds where there are as many.
    private func names(in folder: OpenFile, prefix: ExactText, after: ExactText?) throws -> [ExactText] {
        // A description of its own: its place in the folder is shared with nobody.
        let copy = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            throw unreadable(".")
        }
        defer { closedir(stream) }
        var names: [ExactText] = []
        func keepFirst() {
            names.sort()
            if names.count > Self.pageSize + 1 { names.removeLast(names.count - Self.pageSize - 1) }
        }
        while let entry = readdir(stream) {
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
            let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            guard let text = String(validatingCString: start), text != ".", text != ".." else { continue }
            let name = ExactText(text)
            guard name.hasPrefix(prefix), after.map({ $0 < name }) ?? true else { continue }
            names.append(name)
            if names.count >= 2 * Self.pageSize {
                try Task.checkCancellation()
                keepFirst()
            }
        }
        keepFirst()
        return names
    }
}
