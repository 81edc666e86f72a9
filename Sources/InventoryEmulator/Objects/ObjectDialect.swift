/// How a vendor answers calls about buckets and objects.
protocol ObjectDialect: Sendable {
    var form: ObjectForm { get }

    /// Answers the list of an account's buckets.
    /// - Parameter buckets: all of that cloud's, sorted by the bytes of their names.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply
    /// Answers a list of objects.
    func objects(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply
    /// Answers a list of versions.
    func versions(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply
    /// Answers GET and HEAD of an object.
    func reading(_ call: ObjectCall, _ shelf: ObjectShelf) throws(VendorError) -> Reply
}

/// The XML lists that most vendors have alike, written as the form says.
extension ObjectDialect {
    func objects(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        try ObjectList(call, bucket, form).objects(shelf)
    }

    func versions(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        try ObjectList(call, bucket, form).versions(shelf)
    }

    func reading(_ call: ObjectCall, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        try ObjectReading(call: call, shelf: shelf, form: form).reply()
    }
}

/// Where the vendors' answers about objects differ.
struct ObjectForm: Sendable {
    /// What the vendor's own headers begin with, in the protocol that the call speaks.
    var headerPrefix: @Sendable (Call) -> String
    /// Who owns what a bucket holds.
    var owner: @Sendable (EmulatedBucket) -> String
    /// How many entries a page holds unless the call says so.
    var page = 1000
    /// How many entries a page holds at most.
    var largestPage = 1000
    /// Whether `list-type=2` is known.
    var hasSecondVersion = true
    /// Whether a page of the first version names its successor where no delimiter was sent.
    var alwaysNamesNextMarker = true
    /// Whether the delimiter is among what `encoding-type=url` encodes.
    var encodesDelimiters = true
    /// How `encoding-type=url` writes a space.
    var encodedSpace = "%20"
    /// Whether continuation tokens are among what `encoding-type=url` encodes.
    var encodesTokens = false
    /// How an ETag's digits are written.
    var writesETag: @Sendable (String) -> String = { $0 }
    /// Whether a list repeats a delimiter that is empty.
    var writesEmptyDelimiter = false
    /// The `Type` of an entry of an object list; nil where no entry has one.
    var entryType: String?
    /// Whether a range that leaves the object, even by its end alone, is ignored.
    var rangesMustFit = false
    /// Whether `Range: bytes=-n` means the last n bytes.
    var readsSuffixRanges = true
    /// The storage classes that are refused on reading.
    var archivedClasses: Set<String>
    /// The class that no header names.
    var unnamedClass = "STANDARD"
    /// The header of the CRC-64/ECMA, where there is one.
    var checksumHeader: String?
    /// Further elements of the refusal to read an archived object.
    var archivedDetails: @Sendable (EmulatedObject) -> [Markup] = { _ in [] }
    /// Further elements of the refusal of a range of an object of that size.
    var rangeDetails: @Sendable (String, Int) -> [Markup] = { _, _ in [] }
    /// The refusal to read a version that is a delete marker, made of the one of a key that is deleted.
    var namedDeleteMarker: @Sendable (VendorError) -> VendorError = { $0 }
}

/// A page of the list of buckets, by `marker` and `max-keys`.
struct BucketPage: Sendable {
    var buckets: [EmulatedBucket]
    /// The name after which the next page goes on; nil where nothing follows.
    var next: String?

    init(_ buckets: [EmulatedBucket], after marker: String, limit: Int) {
        let rest = buckets.drop { !Array(marker.utf8).lexicographicallyPrecedes(Array($0.name.utf8)) }
        self.buckets = Array(rest.prefix(limit))
        next = rest.count > limit ? self.buckets.last?.name : nil
    }
}
