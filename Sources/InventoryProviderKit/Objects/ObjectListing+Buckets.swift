package import InventoryCore
internal import InventoryWire

/// The buckets of an account. Everything that stands in the list is accounted for: a bucket that is passed over would be
/// taken for one that the account does not have.
extension ObjectListing {
    /// Reads the answer to ``buckets(in:after:of:)``.
    /// - Throws: as ``readObjects(_:under:delimiter:after:)`` does, and for an entry that says two things or is none.
    package func readBuckets(_ body: [UInt8], after cursor: PageCursor?) throws(InventoryError) -> BucketPage {
        let list = try ListDocument(body, root: "ListAllMyBucketsResult", isJSON: isJSON)
        // The root of JSON has no name that would say what it is.
        guard !isJSON || list.root.child("Buckets") != nil || list.root.child("Owner") != nil else {
            throw ListDocument.invalid("nothing in it says that it is a list of buckets")
        }
        // JSON's list of buckets is one element for each, and no member of it stands twice.
        for name in isJSON ? ["Owner"] : ["Owner", "Buckets"] {
            guard list.root.children.count(where: { $0.name == name && !$0.isEmpty }) < 2 else {
                throw ListDocument.invalid("its \(name) stands twice")
            }
        }
        var page = BucketPage(buckets: [], owner: nil, next: nil)
        var strangers: [DocumentElement] = []
        for element in list.root.children {
            switch element.name {
            case "Buckets": page.buckets += try entries(of: element, in: list)
            case "Owner":
                page.owner = buckets.ownerElements.lazy.compactMap { list.text($0, of: element) }.first ?? page.owner
            case "IsTruncated", buckets.nextElement, "Prefix", "Marker", "MaxKeys": continue
            default: strangers.append(element)
            }
        }
        for stranger in strangers {
            try check(stranger, of: page.buckets.count)
            if !page.unknown.contains(stranger.name) { page.unknown.append(stranger.name) }
        }
        // No bucket's name is blank.
        let mark = try list.mark(buckets.nextElement).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        // Some tell of a next page by its token alone.
        guard try list.switchValue("IsTruncated") ?? (mark != nil) else {
            guard mark == nil else {
                throw ListDocument.invalid("it names a next page (\(buckets.nextElement)), and says that there is none")
            }
            return page
        }
        guard let token = mark ?? page.buckets.last?.name.string else { throw Self.unclear }
        guard ExactText(token) != ExactText(cursor?.token ?? "") else { throw Self.stuck }
        page.next = PageCursor(token: token)
        return page
    }

    /// What is not known may be skipped where it is no bucket and does not speak of how much there is.
    private func check(_ stranger: DocumentElement, of count: Int) throws(InventoryError) {
        do {
            try ListEnd.checkExtent(stranger, of: count)
        } catch {
            throw ListDocument.invalid(error.problem)
        }
        guard stranger.child("Name") == nil, stranger.children.allSatisfy({ $0.child("Name") == nil }) else {
            throw ListDocument.invalid(
                "'\(Printable.quoted(stranger.name, limit: 40))' may be a bucket, and stands where none is known to")
        }
    }

    /// XML has the buckets within one element; JSON's list is one element for each.
    private func entries(
        of group: DocumentElement, in list: ListDocument
    ) throws(InventoryError) -> [BucketPage.Entry] {
        if group.isListed { return [try entry(group, in: list)] }
        // JSON's `null` and `[]` in place of the list.
        if group.isEmpty { return [] }
        guard !isJSON, group.isBlank else { throw ListDocument.invalid("its Buckets is no list") }
        var entries: [BucketPage.Entry] = []
        for element in group.children {
            guard element.name == "Bucket" else {
                throw ListDocument.invalid(
                    "'\(Printable.quoted(element.name, limit: 40))' stands among the buckets, and is not known")
            }
            entries.append(try entry(element, in: list))
        }
        return entries
    }

    private func entry(_ element: DocumentElement, in list: ListDocument) throws(InventoryError) -> BucketPage.Entry {
        guard let name = try list.only("Name", of: element, in: "a bucket") else {
            throw ListDocument.invalid("a bucket has no Name")
        }
        return BucketPage.Entry(
            name: ExactText(name), region: try region(of: element, in: list).map { ExactText($0) },
            created: buckets.createdElements.lazy.compactMap { list.text($0, of: element) }.first,
            kind: list.text("BucketType", of: element))
    }

    private func region(of element: DocumentElement, in list: ListDocument) throws(InventoryError) -> String? {
        if let region = try list.only(buckets.regionElement, of: element, in: "a bucket") { return region }
        guard !buckets.locationPrefix.isEmpty,
            let location = try list.only("Location", of: element, in: "a bucket"),
            location.hasPrefix(buckets.locationPrefix)
        else { return nil }
        return String(location.dropFirst(buckets.locationPrefix.count))
    }
}
