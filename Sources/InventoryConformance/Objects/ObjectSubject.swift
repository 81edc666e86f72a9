public import InventoryCore

/// What the object cases are run on: a store, and what is known to lie in one of its buckets.
public struct ObjectSubject: Sendable {
    /// The store under test.
    public var store: any ObjectStore
    /// The bucket that is read. Nothing is written.
    public var bucket: BucketAddress
    /// Every object below ``prefix``, with its bytes. At least two, one of them of two bytes or more.
    public var objects: [ExactText: [UInt8]]
    /// What all these names begin with; ends in `/`.
    public var prefix: ExactText
    /// A name below ``prefix`` that no object has.
    public var absentKey: ExactText
    /// Pages that a list may take at most, so that one that does not end is noticed.
    public var mostPages = 1000

    public init(
        store: any ObjectStore, bucket: BucketAddress, objects: [ExactText: [UInt8]], prefix: ExactText,
        absentKey: ExactText
    ) {
        self.store = store
        self.bucket = bucket
        self.objects = objects
        self.prefix = prefix
        self.absentKey = absentKey
    }

    func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(ConformanceFailure) {
        guard condition else { throw ConformanceFailure(sentence()) }
    }

    /// Everything that the pages of a list have, in their order.
    func list(under prefix: ExactText) async throws -> (objects: [ObjectEntry], folders: [ExactText]) {
        var (objects, folders, cursor, pages) = ([ObjectEntry](), [ExactText](), PageCursor?.none, 0)
        repeat {
            pages += 1
            try require(pages <= mostPages, "the list of '\(prefix)' does not end within \(mostPages) pages")
            let page = try await store.objects(in: bucket, under: prefix, delimiter: "/", after: cursor)
            objects += page.objects
            folders += page.folders
            cursor = page.next
        } while cursor != nil
        return (objects, folders)
    }

    /// Reads to the end.
    func bytes(of content: ObjectContent) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in content.bytes { bytes += piece }
        return bytes
    }

    /// A read fails in that way.
    func failure(
        _ code: InventoryError.Code, of what: String, _ key: ExactText, ifMatch etag: String? = nil
    ) async throws {
        do {
            let content = try await store.read(key, in: bucket, from: 0, ifMatch: etag)
            _ = try await bytes(of: content)
        } catch let error as InventoryError {
            return try require(error.code == code, "\(what) fails as \(error.code), not as \(code): \(error)")
        }
        throw ConformanceFailure("\(what) succeeds")
    }
}
