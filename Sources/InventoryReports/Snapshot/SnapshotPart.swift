internal import InventoryCore

/// One span's rows on their way into one data file: members of gzip, each on disk before the journal says so.
struct SnapshotPart {
    private let place: SnapshotPlace
    private let journal: SnapshotJournal
    private let bucket: ExactText
    private var part: SnapshotJournal.Part
    private var file: SnapshotFile?
    private var rows: [UInt8] = []
    private var count = 0

    /// So many bytes of rows are packed together, and lost at most where the process is killed.
    private static let most = 1 << 18

    init(
        in place: SnapshotPlace, _ journal: SnapshotJournal, _ span: KeySpan, _ bucket: ExactText, _ name: String
    ) {
        self.place = place
        self.journal = journal
        self.bucket = bucket
        part = SnapshotJournal.Part(file: name, after: span.after, through: span.after, bytes: 0, rows: 0)
    }

    mutating func add(_ objects: some Sequence<ObjectEntry>) throws {
        for object in objects {
            append(object)
            count += 1
            if rows.count >= Self.most { try store(through: object.key) }
        }
    }

    /// Ends the file.
    /// - Parameter end: the span's last name; nil for the last of all.
    mutating func finish(through end: ExactText?) throws { try store(through: end) }

    private mutating func store(through end: ExactText?) throws {
        if !rows.isEmpty {
            if file == nil {
                // First, so that a file that nothing else names can be found and removed.
                try journal.note(part)
                file = try SnapshotFile(place.path(ofFile: part.file))
            }
            guard let member = GzipMember.pack(rows) else {
                throw SnapshotFile.failure(place.path(ofFile: part.file), "there is no memory to pack it")
            }
            try file?.append(member)
            part.bytes += Int64(member.count)
            part.rows += count
            rows.removeAll(keepingCapacity: true)
            count = 0
        }
        part.through = end
        try journal.note(part)
    }

    /// Every field in quotes, as S3 writes them.
    private mutating func append(_ object: ObjectEntry) {
        rows.appendField(bucket.string.utf8)
        rows.append(0x2C)
        rows.append(0x22)
        Array(object.key.string.utf8).withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &rows) }
        rows.append(0x22)
        for text in [
            "\(object.size)", object.modified?.description ?? "", object.etag ?? "", object.storageClass ?? "",
        ] {
            rows.append(0x2C)
            rows.appendField(text.utf8)
        }
        rows.append(0x0A)
    }

    /// The columns of these rows.
    static let schema = "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass"
}
