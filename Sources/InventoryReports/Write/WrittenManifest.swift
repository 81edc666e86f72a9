internal import InventoryCore
internal import InventoryWire

/// The manifest of a report that is written here, as Amazon S3 writes it: what the reader takes for S3's. A folder is no
/// bucket; the name of its destination says so.
struct WrittenManifest: Encodable {
    struct File: Encodable {
        var key: String
        var size: Int64
        var MD5checksum: String
    }

    /// What is no bucket, and tells a snapshot from a cloud's report.
    static let destination = "arn:aws:s3:::snapshot"

    private var sourceBucket: ExactText
    private var destinationBucket = Self.destination
    private var version = "2016-11-30"
    private var creationTimestamp: String
    private var fileFormat = "CSV"
    private var fileSchema: String
    private var files: [File]

    init(sourceBucket: ExactText, started: UTCInstant, schema: String, files: [File]) {
        self.sourceBucket = sourceBucket
        creationTimestamp = "\(started.secondsSinceEpoch * 1000)"
        fileSchema = schema
        self.files = files
    }

    /// The name of the folder of a run that begins then.
    static func run(at instant: UTCInstant) -> String {
        let text = instant.description
        return "\(text.prefix(13))-\(text.dropFirst(14).prefix(2))Z"
    }

    /// Writes it and its checksum, that first: the manifest's presence says that the run is complete.
    func write(to folder: String) throws {
        let text = try JSONText.encode(self)
        for (name, bytes) in [
            ("manifest.checksum", Array(Hex.encode(try Digest.md5(text)).utf8)), (ReportRun.manifestName, text),
        ] {
            let file = try PendingFile("\(folder)/\(name)", mode: 0o666)
            try file.write(bytes)
            try file.publish()
        }
    }
}

extension [UInt8] {
    /// Appends a field in quotes, as S3 writes every one.
    mutating func appendField(_ text: some Sequence<UInt8>) {
        append(0x22)
        for byte in text {
            if byte == 0x22 { append(0x22) }
            append(byte)
        }
        append(0x22)
    }
}
