public import InventoryCore
internal import InventoryWire

/// Writes a report of some keys of a bucket into a local folder, in Amazon S3's form: every reader of reports takes it.
/// Until it is finished nothing of it can be seen there.
public final class ReportWriter {
    private let folder: String
    private let bucket: ExactText
    private let started: UTCInstant
    private let run: String
    private let rule: String
    private let file: PendingFile
    private let digest: RunningDigest
    private var size: Int64 = 0
    private var rows: [UInt8] = []

    private static let schema = "Bucket, Key, Size"
    private static let most = 1 << 18

    /// - Parameters:
    ///   - folder: what a reader is given; it is made where it is not there.
    ///   - rule: stands in place of a rule's id.
    ///   - started: when the scan began that the keys are of.
    /// - Throws: `invalidAddress` for a bucket whose name cannot be a folder's; `fileUnwritable`.
    public init(to folder: String, bucket: ExactText, rule: String, started: UTCInstant) throws {
        (self.folder, self.bucket, self.started, self.rule) = (folder, bucket, started, rule)
        run = WrittenManifest.run(at: started)
        try SnapshotPlace.requireFolderName(bucket)
        for name in ["data", run] { try SnapshotFile.makeFolder("\(folder)/\(bucket.string)/\(rule)/\(name)") }
        file = try PendingFile("\(folder)/\(bucket.string)/\(rule)/data/\(run).csv.gz", mode: 0o666)
        digest = try RunningDigest(.md5)
    }

    /// Adds a row.
    /// - Parameters:
    ///   - key: the object's name, any bytes.
    ///   - size: nil where it is not known.
    public func add(key: [UInt8], size: Int64?) throws {
        rows.appendField(bucket.string.utf8)
        rows.append(contentsOf: [0x2C, 0x22])
        key.withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &rows) }
        rows.append(contentsOf: [0x22, 0x2C])
        rows.appendField((size.map { "\($0)" } ?? "").utf8)
        rows.append(0x0A)
        if rows.count >= Self.most { try pack() }
    }

    /// Gives the report its place. A report of the same run that is there is replaced.
    public func finish() throws {
        try pack()
        let base = "\(bucket.string)/\(rule)"
        try file.publish()
        try WrittenManifest(
            sourceBucket: bucket, started: started, schema: Self.schema,
            files: [.init(key: "\(base)/data/\(run).csv.gz", size: size, MD5checksum: Hex.encode(try digest.end()))]
        ).write(to: "\(folder)/\(base)/\(run)")
    }

    /// Takes away the manifests of reports that were written before, so that none of them is complete any more. Reports that
    /// a cloud wrote stay as they are.
    /// - Throws: `fileUnwritable`; what the folder throws.
    public static func withdraw(from folder: String, rule: String) async throws {
        guard let files = try? FolderStore(folder) else { return }
        let store = ReportStore(files)
        for bucket in try await store.folders(under: "") {
            for run in store.runs(among: try await store.folders(under: ExactText("\(bucket.string)\(rule)/"))) {
                let report = try? await store.report(run, hasChecksum: false)
                guard report?.manifestVerification.isSnapshot == true else { continue }
                try OutputPlace.clear("\(folder)/\(run.manifest.string)")
            }
        }
    }

    /// Writes the rows that wait as a member of gzip; an empty one makes an empty file whole.
    private func pack() throws {
        guard let member = GzipMember.pack(rows) else {
            throw InventoryError(.fileUnwritable, "there is no memory to pack the report '\(Printable.quoted(folder))'")
        }
        try file.write(member)
        digest.add(member)
        size += Int64(member.count)
        rows.removeAll(keepingCapacity: true)
    }
}
