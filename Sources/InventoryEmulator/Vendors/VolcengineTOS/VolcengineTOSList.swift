internal import InventoryWire

/// Writes lists of objects and versions as TOS does.
struct VolcengineTOSList: Sendable {
    private typealias Member = (name: String, value: JSONPart)

    private let call: ObjectCall
    private let bucket: EmulatedBucket
    private let list: ObjectList

    init(_ call: ObjectCall, _ bucket: EmulatedBucket, _ form: ObjectForm) throws(VendorError) {
        self.call = call
        self.bucket = bucket
        list = try ObjectList(call, bucket, form)
    }

    func objects(_ shelf: ObjectShelf) throws(VendorError) -> Reply {
        let isSecond = call.text("list-type") == "2"
        let (page, marker) = try list.page(of: shelf)
        var members = head
        if isSecond {
            members.append(("KeyCount", .number(page.entries.count + page.prefixes.count)))
            members.append(("StartAfter", .text(list.shown(call.bytes("start-after")))))
            members.append(("ContinuationToken", .text(call.text("continuation-token"))))
            if let next = page.next { members.append(("NextContinuationToken", .text(PageToken.make(next)))) }
        } else {
            members.append(("Marker", .text(list.shown(marker))))
            if let next = page.next { members.append(("NextMarker", .text(list.shown(next)))) }
        }
        members.append(("IsTruncated", .bool(page.next != nil)))
        members += call.quirks.list("Contents", page.entries.map { .members(facts($0)) })
        return .json(.members(members + prefixes(page)))
    }

    func versions(_ shelf: ObjectShelf) -> Reply {
        let page = list.versionPage(of: shelf)
        var members = head
        members.append(("KeyMarker", .text(list.shown(call.bytes("key-marker")))))
        members.append(("VersionIdMarker", .text(call.text("version-id-marker"))))
        if let next = page.next { members.append(("NextKeyMarker", .text(list.shown(next)))) }
        if page.next != nil, let version = page.nextVersion { members.append(("NextVersionIdMarker", .text(version))) }
        members.append(("IsTruncated", .bool(page.next != nil)))
        for (name, isMarker) in [("Versions", false), ("DeleteMarkers", true)] {
            let entries = page.entries.filter { $0.isDeleteMarker == isMarker }
            members += call.quirks.list(name, entries.map { .members(versionFacts($0)) })
        }
        return .json(.members(members + prefixes(page)))
    }

    private var head: [Member] {
        var members: [Member] = [
            ("Name", .text(bucket.name)), ("Prefix", .text(list.shown(call.bytes("prefix")))),
            ("MaxKeys", .number(list.limit)),
        ]
        if !call.text("delimiter").isEmpty { members.append(("Delimiter", .text(list.shown(call.bytes("delimiter"))))) }
        if list.isEncoded { members.append(("EncodingType", .text("url"))) }
        return members
    }

    private func prefixes(_ page: ObjectPage) -> [Member] {
        call.quirks.list("CommonPrefixes", page.prefixes.map { .members([("Prefix", .text(list.shown($0)))]) })
    }

    private func facts(_ entry: ObjectShelf.Entry) -> [Member] {
        var members: [Member] = [("Key", .text(list.shown(entry.key))), modified(entry)]
        members += [
            ("ETag", .text("\"\(entry.etag)\"")), ("Size", .number(entry.object.content.size)),
            ("StorageClass", .text(entry.object.storageClass)),
        ]
        if let sum = entry.object.content.crc64 {
            let isText = call.quirks[VolcengineTOSQuirks.checksumForm] == .text
            members.append(("HashCrc64ecma", isText ? .text("\(sum)") : .bare("\(sum)")))
        }
        return members + [("Owner", VolcengineTOSObjects.owner), ("Type", .text("Normal"))]
    }

    private func versionFacts(_ entry: ObjectShelf.Entry) -> [Member] {
        let rest =
            entry.isDeleteMarker
            ? [("Key", .text(list.shown(entry.key))), modified(entry), ("Owner", VolcengineTOSObjects.owner)]
            : facts(entry)
        return rest + [("VersionId", .text(entry.versionID)), ("IsLatest", .bool(entry.isLatest))]
    }

    private func modified(_ entry: ObjectShelf.Entry) -> Member {
        ("LastModified", .text(CivilTime.millisecondStamp(entry.object.lastModified)))
    }
}
