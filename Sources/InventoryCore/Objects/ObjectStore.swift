/// Lists and reads objects: of a cloud, of a local folder, or through transfers that an application already has.
///
/// It is no part of ``InventoryProvider``: reports usually lie in another bucket, with other permissions, than the rules
/// that order them.
///
/// An implementer owes its callers: it writes nothing; it throws ``InventoryError`` (`objectNotFound` for an object that is
/// not there, `objectChanged` for one that is another than it was), or `CancellationError` promptly when cancelled; a list
/// names every object once, in whatever order; a read hands out exactly the bytes of the object or throws.
public protocol ObjectStore: Sendable {
    /// One page of the objects whose names begin with a prefix.
    /// - Parameters:
    ///   - delimiter: with `/`, names that have one behind the prefix are listed as one folder up to and including it.
    ///   - cursor: what the page before said; nil for the first.
    func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage

    /// Begins to read an object.
    /// - Parameters:
    ///   - offset: how many bytes to leave out at its beginning.
    ///   - etag: reads only the object that had this entity tag, as ``ObjectContent/etag`` said.
    func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> ObjectContent
}

/// An object store that lists objects in the order of their names' bytes, from any name on: all five clouds, and what is
/// like them. So a list can be cut into parts that are read side by side, and goes on where it ended.
public protocol OrderedObjectStore: ObjectStore {
    /// One page of the objects whose names begin with a prefix and lie behind a name, in the order of names.
    /// - Parameters:
    ///   - key: need not be an object's; empty for the first page.
    ///   - limit: the most objects to give; nil for as many as a page has.
    /// - Throws: as ``ObjectStore/objects(in:under:delimiter:after:)`` does.
    func objects(
        in bucket: BucketAddress, under prefix: ExactText, behind key: ExactText, limit: Int?
    ) async throws -> ObjectPage
}

/// One page of a list of objects.
public struct ObjectPage: Sendable {
    /// The objects of the page.
    public var objects: [ObjectEntry]
    /// Name beginnings up to and including the delimiter, each standing for all objects that begin so.
    public var folders: [ExactText]
    /// Where the next page begins; nil on the last.
    public var next: PageCursor?

    public init(objects: [ObjectEntry], folders: [ExactText], next: PageCursor?) {
        self.objects = objects
        self.folders = folders
        self.next = next
    }
}

/// An object as a list names it.
public struct ObjectEntry: Hashable, Sendable {
    /// The object's name.
    public var key: ExactText
    /// Its length in bytes.
    public var size: Int64
    /// When it was written; nil where the list does not tell.
    public var modified: UTCInstant?
    /// Its entity tag, without quotes; nil where the list does not tell.
    public var etag: String?
    /// Its storage class, as the vendor writes it; nil where the list does not tell.
    public var storageClass: String?
    /// Its CRC-64 of ECMA-182, as decimal text; nil where the list does not tell.
    public var crc64: String?

    public init(
        key: ExactText, size: Int64, modified: UTCInstant? = nil, etag: String? = nil, storageClass: String? = nil,
        crc64: String? = nil
    ) {
        self.key = key
        self.size = size
        self.modified = modified
        self.etag = etag
        self.storageClass = storageClass
        self.crc64 = crc64
    }
}

/// An object that is being read.
public struct ObjectContent: Sendable {
    /// The length of the whole object in bytes, wherever the read began.
    public var size: Int64
    /// The object's entity tag, for reading more of the same object later; nil where the store has none.
    public var etag: String?
    /// When it was written, by the store's clock; nil where the store does not tell.
    public var modified: UTCInstant?
    /// The bytes from the offset to the end.
    public var bytes: ByteStream

    public init(size: Int64, etag: String?, modified: UTCInstant? = nil, bytes: ByteStream) {
        self.size = size
        self.etag = etag
        self.modified = modified
        self.bytes = bytes
    }
}
