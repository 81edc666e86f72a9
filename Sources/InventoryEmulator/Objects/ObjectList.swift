internal import InventoryWire

/// Writes lists of objects and versions.
struct ObjectList: Sendable {
    let call: ObjectCall
    let bucket: EmulatedBucket
    let form: ObjectForm
    let isEncoded: Bool
    let limit: Int

    init(_ call: ObjectCall, _ bucket: EmulatedBucket, _ form: ObjectForm) throws(VendorError) {
        self.call = call
        self.bucket = bucket
        self.form = form
        isEncoded = try call.isEncoded()
        limit = try call.limit(form.page, most: form.largestPage)
    }

    private var isSecond: Bool { form.hasSecondVersion && call.text("list-type") == "2" }

    /// The objects of the page that was asked for, and what they come after.
    func page(of shelf: ObjectShelf) throws(VendorError) -> (page: ObjectPage, marker: [UInt8]) {
        let asked = call.text("continuation-token")
        let marker =
            try isSecond
            ? (asked.isEmpty ? call.bytes("start-after") : PageToken.position(asked)) : call.bytes("marker")
        let page = ObjectPage(
            of: shelf.current, from: Self.start(shelf.current, after: marker), marker: marker,
            prefix: call.bytes("prefix"), delimiter: call.bytes("delimiter"), limit: limit)
        return (page, marker)
    }

    func objects(_ shelf: ObjectShelf) throws(VendorError) -> Reply {
        let asked = call.text("continuation-token")
        let (page, marker) = try page(of: shelf)
        var writer = head()
        if isSecond {
            writer.element("KeyCount", "\(page.entries.count + page.prefixes.count)")
            // A token takes the place of the key to start after.
            if !asked.isEmpty {
                writer.element("ContinuationToken", shownToken(asked))
            } else if !call.text("start-after").isEmpty {
                writer.element("StartAfter", shown(call.bytes("start-after")))
            }
            if let next = page.next { writer.element("NextContinuationToken", shownToken(PageToken.make(next))) }
        } else {
            writer.element("Marker", shown(marker))
            let isNamed = form.alwaysNamesNextMarker || !call.text("delimiter").isEmpty
            if isNamed, let next = page.next { writer.element("NextMarker", shown(next)) }
        }
        writer.element("IsTruncated", page.next == nil ? "false" : "true")
        for entry in page.entries {
            writer.element(
                Markup("Contents", children: facts(entry, hasOwner: !isSecond || call.text("fetch-owner") == "true")))
        }
        prefixes(page, in: &writer)
        return .document(root: "ListBucketResult", content: writer.bytes)
    }

    /// The versions of the page that was asked for.
    func versionPage(of shelf: ObjectShelf) -> ObjectPage {
        let (marker, id) = (call.bytes("key-marker"), call.text("version-id-marker"))
        // An id that is no version of the key counts as none.
        let named = id.isEmpty ? nil : shelf.versions.firstIndex { $0.key == marker && $0.versionID == id }
        return ObjectPage(
            of: shelf.versions, from: named.map { $0 + 1 } ?? Self.start(shelf.versions, after: marker), marker: marker,
            prefix: call.bytes("prefix"), delimiter: call.bytes("delimiter"), limit: limit)
    }

    func versions(_ shelf: ObjectShelf) -> Reply {
        let (marker, id) = (call.bytes("key-marker"), call.text("version-id-marker"))
        let page = versionPage(of: shelf)
        var writer = head()
        writer.element("KeyMarker", shown(marker))
        writer.element("VersionIdMarker", id)
        if let next = page.next {
            writer.element("NextKeyMarker", shown(next))
            if let version = page.nextVersion { writer.element("NextVersionIdMarker", version) }
        }
        writer.element("IsTruncated", page.next == nil ? "false" : "true")
        for entry in page.entries {
            writer.element(
                Markup(entry.isDeleteMarker ? "DeleteMarker" : "Version", children: facts(entry, isVersion: true)))
        }
        prefixes(page, in: &writer)
        return .document(root: "ListVersionsResult", content: writer.bytes)
    }

    private func head() -> MarkupWriter {
        var writer = MarkupWriter()
        writer.element("Name", bucket.name)
        writer.element("Prefix", shown(call.bytes("prefix")))
        writer.element("MaxKeys", "\(limit)")
        let delimiter = call.text("delimiter")
        if !delimiter.isEmpty || form.writesEmptyDelimiter {
            writer.element("Delimiter", form.encodesDelimiters ? shown(Array(delimiter.utf8)) : delimiter)
        }
        if isEncoded { writer.element("EncodingType", "url") }
        return writer
    }

    private func prefixes(_ page: ObjectPage, in writer: inout MarkupWriter) {
        for prefix in page.prefixes {
            writer.element(Markup("CommonPrefixes", children: [Markup("Prefix", shown(prefix))]))
        }
    }

    private func facts(_ entry: ObjectShelf.Entry, hasOwner: Bool = true, isVersion: Bool = false) -> [Markup] {
        var rows = [Markup("Key", shown(entry.key))]
        if isVersion {
            rows += [Markup("VersionId", entry.versionID), Markup("IsLatest", entry.isLatest ? "true" : "false")]
        }
        rows.append(Markup("LastModified", CivilTime.millisecondStamp(entry.object.lastModified)))
        if !entry.isDeleteMarker {
            rows += [
                Markup("ETag", "\"\(form.writesETag(entry.etag))\""), Markup("Size", "\(entry.object.content.size)"),
                Markup("StorageClass", entry.object.storageClass),
            ]
        }
        if !entry.isDeleteMarker, let type = form.entryType { rows.append(Markup("Type", type)) }
        if hasOwner {
            let owner = form.owner(bucket)
            rows.append(Markup("Owner", children: [Markup("ID", owner), Markup("DisplayName", owner)]))
        }
        return rows
    }

    private func shownToken(_ token: String) -> String {
        isEncoded && form.encodesTokens ? PercentEncoding.encode(token) : token
    }

    /// A key as the answer spells it.
    func shown(_ key: [UInt8]) -> String {
        let text = String(decoding: key, as: UTF8.self)
        guard isEncoded else { return text }
        return text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            let words = part.split(separator: " ", omittingEmptySubsequences: false)
            return words.map { PercentEncoding.encode(String($0)) }.joined(separator: form.encodedSpace)
        }.joined(separator: "/")
    }

    private static func start(_ entries: [ObjectShelf.Entry], after marker: [UInt8]) -> Int {
        marker.isEmpty ? 0 : ObjectShelf.first(in: entries) { marker.lexicographicallyPrecedes($0.key) }
    }
}

extension CivilTime {
    /// `2019-01-08T08:17:10.000Z`
    static func millisecondStamp(_ seconds: Int64) -> String { extendedStamp(seconds).dropLast() + ".000Z" }
}
