/// One page of the versions and delete markers of a bucket.
public struct ObjectVersionPage: Sendable {
    /// In the order of the list: by key, the newest version of a key first.
    public var entries: [Entry]
    /// Name beginnings up to and including the delimiter, each standing for all objects that begin so.
    public var folders: [ExactText]
    /// Where the next page begins; nil on the last.
    public var next: Cursor?

    public init(entries: [Entry], folders: [ExactText], next: Cursor?) {
        self.entries = entries
        self.folders = folders
        self.next = next
    }

    /// A version of an object, or a delete marker.
    public struct Entry: Hashable, Sendable {
        /// The object's name.
        public var key: ExactText
        /// The version's id; `null` is the one of objects that were written without versioning.
        public var versionID: String
        /// Whether it is the one that a read without a version finds.
        public var isLatest: Bool
        /// Whether it marks the object as deleted. It has no size then.
        public var isDeleteMarker: Bool
        /// Its length in bytes; nil for a delete marker.
        public var size: Int64?
        /// Its entity tag, without quotes; nil for a delete marker.
        public var etag: String?
        /// Its storage class, as the vendor writes it; nil where the list has none.
        public var storageClass: String?

        public init(
            key: ExactText, versionID: String, isLatest: Bool, isDeleteMarker: Bool, size: Int64? = nil,
            etag: String? = nil, storageClass: String? = nil
        ) {
            self.key = key
            self.versionID = versionID
            self.isLatest = isLatest
            self.isDeleteMarker = isDeleteMarker
            self.size = size
            self.etag = etag
            self.storageClass = storageClass
        }
    }

    /// Where a page begins: behind that version of that key.
    public struct Cursor: Hashable, Sendable {
        /// The key, not encoded.
        public var key: ExactText
        /// The version; nil begins behind all versions of the key.
        public var versionID: String?

        public init(key: ExactText, versionID: String?) {
            self.key = key
            self.versionID = versionID
        }
    }
}
