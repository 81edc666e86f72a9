package import InventoryCore
internal import InventoryWire

extension ObjectListing {
    // MARK: Objects

    /// Reads the answer to ``objects(under:delimiter:after:limit:)``.
    /// - Throws: `invalidDocument` for an answer that is no such list, whose end is not clear, that does not move on, that
    ///   is about another prefix or has folders that were not asked for, or that says it has more or less than it has.
    package func readObjects(
        _ body: [UInt8], under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) throws(InventoryError) -> ObjectPage {
        let list = try ListDocument(body, root: "ListBucketResult", isJSON: isJSON)
        var page = ObjectPage(objects: [], folders: [], next: nil)
        for element in list.entries {
            switch element.name {
            case "Contents": page.objects.append(try object(element, in: list))
            case "CommonPrefixes": page.folders += try folders(element, in: list)
            default: try checkKnown(element)
            }
        }
        try require(page.objects.map(\.key), page.folders, under: prefix, delimiter, in: list)
        // Some count folders as well, some objects alone.
        let counts = [page.objects.count, page.objects.count + page.folders.count]
        if let count = list.text("KeyCount"), !counts.contains(where: { String($0) == ASCII.trimmed(count) }) {
            throw ListDocument.invalid(
                "it says that it has \(Printable.quoted(count, limit: 40)) names (KeyCount), and has \(counts[1])")
        }
        guard try list.isTruncated(marks: ["NextMarker", "NextContinuationToken"]) else { return page }
        page.next = PageCursor(
            token: try paging == .tokens
                ? nextToken(in: list, after: cursor)
                : nextMarker(in: list, page.objects.map(\.key) + page.folders, after: cursor))
        return page
    }

    /// What is not known may be skipped where it does not speak of pages.
    private func checkKnown(_ element: DocumentElement) throws(InventoryError) {
        guard !Self.known.contains(element.name), !keyMarks.contains(element.name) else { return }
        do {
            try ListEnd.check(element)
        } catch {
            throw ListDocument.invalid(error.problem)
        }
    }

    /// What speaks of pages in the clouds' lists of objects and versions.
    private static let known: Set<String> = [
        "IsTruncated", "Marker", "NextMarker", "ContinuationToken", "NextContinuationToken", "KeyMarker",
        "NextKeyMarker", "VersionIdMarker", "NextVersionIdMarker",
    ]

    private func object(_ element: DocumentElement, in list: ListDocument) throws(InventoryError) -> ObjectEntry {
        guard let key = try list.only("Key", of: element, in: "an object").map(list.name) else {
            throw ListDocument.invalid("an object has no Key")
        }
        var entry = ObjectEntry(key: key, size: try list.size(of: element, key))
        entry.modified = try list.time("LastModified", of: element, key)
        entry.etag = ListDocument.etag(list.text("ETag", of: element))
        entry.storageClass = list.text("StorageClass", of: element)
        entry.crc64 = checksumElements.lazy.compactMap { list.text($0, of: element) }.first
        return entry
    }

    private func folders(_ element: DocumentElement, in list: ListDocument) throws(InventoryError) -> [ExactText] {
        var folders: [ExactText] = []
        for child in element.children where child.name == "Prefix" { folders.append(try list.name(child.text)) }
        guard !folders.isEmpty else { throw ListDocument.invalid("a CommonPrefixes has no Prefix") }
        return folders
    }

    /// A list of other names than those that were asked for is another request's answer, or a proxy's.
    private func require(
        _ keys: [ExactText], _ folders: [ExactText], under prefix: ExactText, _ delimiter: String?,
        in list: ListDocument
    ) throws(InventoryError) {
        if delimiter == nil, let folder = folders.first {
            throw ListDocument.invalid(
                "it has '\(Printable.quoted(folder.string, limit: 80))' in place of the names below it, which was not asked "
                    + "for")
        }
        if let stray = (keys + folders).first(where: { !$0.hasPrefix(prefix) }) {
            throw ListDocument.invalid(
                "it names '\(Printable.quoted(stray.string, limit: 80))', which does not begin with the prefix that was "
                    + "asked for")
        }
        // Some leave it plain beside encoded names.
        guard let echo = list.text("Prefix"), ExactText(echo) != prefix else { return }
        guard try list.name(echo) == prefix else {
            throw ListDocument.invalid(
                "it is of the prefix '\(Printable.quoted(echo, limit: 80))', which is not the one that was asked for")
        }
    }

    /// Where version 1 goes on: behind what it says, or behind the last name where it says nothing.
    private func nextMarker(
        in list: ListDocument, _ names: [ExactText], after cursor: PageCursor?
    ) throws(InventoryError) -> String {
        var next = names.max()
        if let mark = try list.mark("NextMarker") { next = try list.name(mark) }
        guard let next else { throw Self.unclear }
        guard next > ExactText(cursor?.token ?? "") else { throw Self.stuck }
        return next.string
    }

    private func nextToken(in list: ListDocument, after cursor: PageCursor?) throws(InventoryError) -> String {
        guard let mark = try list.mark("NextContinuationToken") else { throw Self.unclear }
        let token = encodesTokens ? try list.name(mark).string : mark
        guard ExactText(token) != ExactText(cursor?.token ?? "") else { throw Self.stuck }
        return token
    }

    static var unclear: InventoryError {
        ListDocument.invalid("it says that there is another page, and not where")
    }

    static var stuck: InventoryError {
        ListDocument.invalid("it does not move on: its next page does not lie behind this one")
    }

    // MARK: Versions

    /// Reads the answer to ``versions(under:delimiter:after:limit:)``.
    /// - Throws: as ``readObjects(_:under:delimiter:after:)`` does.
    package func readVersions(
        _ body: [UInt8], under prefix: ExactText, delimiter: String?, after cursor: ObjectVersionPage.Cursor?
    ) throws(InventoryError) -> ObjectVersionPage {
        let list = try ListDocument(body, root: "ListVersionsResult", isJSON: isJSON)
        var page = ObjectVersionPage(entries: [], folders: [], next: nil)
        var written: [String] = []
        for element in list.entries {
            switch element.name {
            // XML has one element for each in the list's order, JSON two lists.
            case "Version", "Versions", "DeleteMarker", "DeleteMarkers":
                let isDeleteMarker = element.name.hasPrefix("DeleteMarker")
                page.entries.append(try version(element, isDeleteMarker: isDeleteMarker, in: list))
                written.append(list.text("LastModified", of: element) ?? "")
            case "CommonPrefixes": page.folders += try folders(element, in: list)
            default: try checkKnown(element)
            }
        }
        if list.root.isJSON { page.entries = Self.merged(page.entries, written) }
        try require(page.entries.map(\.key), page.folders, under: prefix, delimiter, in: list)
        guard try list.isTruncated(marks: keyMarks + ["NextVersionIdMarker"]) else { return page }
        var mark: String?
        for name in keyMarks where mark == nil { mark = try list.mark(name) }
        guard let mark else { throw Self.unclear }
        // Version ids are never encoded, and `null` is one.
        let next = ObjectVersionPage.Cursor(key: try list.name(mark), versionID: try list.mark("NextVersionIdMarker"))
        guard next != cursor, next.key >= cursor?.key ?? "" else { throw Self.stuck }
        page.next = next
        return page
    }

    /// Versions and delete markers of two lists in the order of one: by key, the latest first, then by time.
    private static func merged(
        _ entries: [ObjectVersionPage.Entry], _ written: [String]
    ) -> [ObjectVersionPage.Entry] {
        zip(entries, written).sorted { a, b in
            if a.0.key != b.0.key { return a.0.key < b.0.key }
            return a.0.isLatest == b.0.isLatest ? a.1 > b.1 : a.0.isLatest
        }.map(\.0)
    }

    private func version(
        _ element: DocumentElement, isDeleteMarker: Bool, in list: ListDocument
    ) throws(InventoryError) -> ObjectVersionPage.Entry {
        guard let key = try list.only("Key", of: element, in: "a version").map(list.name) else {
            throw ListDocument.invalid("a version has no Key")
        }
        guard let isLatest = try list.switchValue("IsLatest", of: element) else {
            throw ListDocument.invalid(
                "a version of '\(Printable.quoted(key.string, limit: 80))' does not say whether it is the latest")
        }
        return ObjectVersionPage.Entry(
            key: key, versionID: list.text("VersionId", of: element) ?? "null", isLatest: isLatest,
            isDeleteMarker: isDeleteMarker, size: isDeleteMarker ? nil : try list.size(of: element, key),
            etag: isDeleteMarker ? nil : ListDocument.etag(list.text("ETag", of: element)),
            storageClass: isDeleteMarker ? nil : list.text("StorageClass", of: element))
    }
}
