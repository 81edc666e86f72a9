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
        var page = BucketPage(buckets: [], owner: nil, next: nil)
        for element in list.root.children {
            switch element.name {
            case "Buckets": page.buckets += try entries(of: element, in: list)
            case "Owner":
                page.owner = buckets.ownerElements.lazy.compactMap { list.text($0, of: element) }.first ?? page.owner
            case "IsTruncated", "Marker", buckets.nextElement: continue
            default: try check(element)
            }
        }
        let mark = try list.mark(buckets.nextElement)
        // Some tell of a next page by its token alone.
        guard try list.switchValue("IsTruncated") ?? (mark != nil) else { return page }
        guard let token = mark ?? page.buckets.last?.name.string else { throw Self.unclear }
        guard ExactText(token) != ExactText(cursor?.token ?? "") else { throw Self.stuck }
        page.next = PageCursor(token: token)
        return page
    }

    /// What is not known may be skipped where it is neither a bucket nor speaks of pages.
    private func check(_ stranger: DocumentElement) throws(InventoryError) {
        do {
            try ListEnd(pageSize: nil).check(stranger)
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
        guard let name = try only("Name", of: element) else { throw ListDocument.invalid("a bucket has no Name") }
        return BucketPage.Entry(
            name: ExactText(name), region: try region(of: element).map { ExactText($0) },
            created: buckets.createdElements.lazy.compactMap { list.text($0, of: element) }.first,
            kind: list.text("BucketType", of: element))
    }

    private func region(of element: DocumentElement) throws(InventoryError) -> String? {
        if let region = try only(buckets.regionElement, of: element) { return region }
        guard !buckets.locationPrefix.isEmpty, let location = try only("Location", of: element),
            location.hasPrefix(buckets.locationPrefix)
        else { return nil }
        return String(location.dropFirst(buckets.locationPrefix.count))
    }

    /// The text of a child; nil where there is none, or an empty one.
    /// - Throws: where two say different things: either could be meant.
    private func only(_ name: String, of bucket: DocumentElement) throws(InventoryError) -> String? {
        let texts = Set(bucket.children.lazy.filter { $0.name == name }.map { ExactText($0.text) }).subtracting([""])
        guard texts.count < 2 else { throw ListDocument.invalid("a bucket has two different texts for its \(name)") }
        return texts.first?.string
    }
}
