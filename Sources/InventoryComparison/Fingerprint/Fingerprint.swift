public import InventoryCore
internal import InventoryReports

/// What the current objects of a report come to, in a few numbers for each of some thousand buckets: two sides exchange their
/// fingerprints in place of their rows, and compare only the buckets that differ.
///
/// A key's bucket is the first 32 bits of the SHA-256 of its canonical form, modulo ``bucketCount``. A digest is the sum of
/// a SHA-256 for each object, so that the order of rows does not matter: its first 128 bits are four words, and each word is
/// added modulo 2^32. What is hashed is text: the canonical key below the prefix, a blank, the size in decimal; and for
/// ``Bucket/checksums`` another blank and the digest of the ETag. Whatever reads the same rows, here or in an engine, gets
/// the same numbers.
public struct Fingerprint: Hashable, Sendable {
    /// The objects whose keys have one hash.
    public struct Bucket: Hashable, Sendable, Codable {
        /// Which one: below ``Fingerprint/bucketCount``.
        public var number: Int
        /// How many objects there are.
        public var objects: Int64
        /// The sum of their sizes, modulo 2^63.
        public var bytes: Int64
        /// How many of them tell no size.
        public var withoutSize: Int64
        /// How many have bytes, and no ETag by which equal bytes can be proven.
        public var withoutChecksum: Int64
        /// The digest of keys and sizes: 32 hexadecimal digits.
        public var sizes: String
        /// The digest of keys, sizes and ETags.
        public var checksums: String

        private enum CodingKeys: String, CodingKey {
            case number = "bucket"
            case objects, bytes, withoutSize, withoutChecksum, sizes, checksums
        }
    }

    /// The format of the document.
    public static let format = "cloud-inventory/report-fingerprint/1"
    /// The most buckets.
    public static let mostBuckets = 1 << 15

    /// The cloud that wrote the report.
    public var cloud: ProviderID
    /// The manifest's object name in canonical form.
    public var manifest: String
    /// The rows of the report, those of other versions too.
    public var rows: Int64
    /// How many buckets there are, empty ones too.
    public var bucketCount: Int
    /// What the keys begin with that count, in canonical form.
    public var prefix: String
    /// What is left out below the prefix, in canonical form and in order.
    public var excluded: [String]
    /// Whether keys that end in `/` and have no bytes are left out.
    public var skipsFolders: Bool
    /// How many objects were left out.
    public var skipped: SkippedObjects
    /// The buckets that hold something, by their numbers.
    public var buckets: [Bucket]

    /// The objects of all buckets.
    public var objects: Int64 { buckets.reduce(0) { $0 + $1.objects } }
}

/// Which objects a fingerprint is of.
public struct FingerprintOptions: Hashable, Sendable {
    /// Into how many buckets the keys are parted: 1 to ``Fingerprint/mostBuckets``.
    public var buckets: Int
    /// Keys that begin so; it is taken off.
    public var prefix: ExactText
    /// Keys that begin so below the prefix are left out.
    public var excluded: [ExactText]
    /// Leaves out keys that end in `/` and have no bytes.
    public var skipsFolders: Bool

    public init(
        buckets: Int = 4096, prefix: ExactText = "", excluded: [ExactText] = [], skipsFolders: Bool = false
    ) {
        self.buckets = buckets
        self.prefix = prefix
        self.excluded = excluded
        self.skipsFolders = skipsFolders
    }

    /// The same as a comparison has it.
    var compared: ComparisonOptions {
        ComparisonOptions(sourcePrefix: prefix, excluded: excluded, skipsFolders: skipsFolders)
    }

    func requireBuckets() throws(InventoryError) {
        guard (1...Fingerprint.mostBuckets).contains(buckets) else {
            throw InventoryError(
                .unsupported, "a fingerprint has 1 to \(Fingerprint.mostBuckets) buckets, not \(buckets)")
        }
    }
}

extension ComparisonOptions {
    /// What is excluded, in canonical form.
    var canonicallyExcluded: [String] { excluded.map { KeyText.canonical(Array($0.string.utf8)) } }
}
