internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// Where a snapshot lies in a folder: as the reports of a rule `snapshot` would in a bucket.
struct SnapshotPlace: Sendable {
    private let folder: String
    private let bucket: ExactText
    private static let rule = "snapshot"

    /// The folder of all snapshots of the bucket.
    var base: String { "\(folder)/\(bucket.string)/\(Self.rule)" }
    private var data: String { "\(bucket.string)/\(Self.rule)/data" }

    /// - Throws: `invalidAddress` for a bucket whose name cannot be a folder's; `fileUnwritable`.
    init(in folder: String, bucket: ExactText) throws(InventoryError) {
        try Self.requireFolderName(bucket)
        self.folder = folder
        self.bucket = bucket
        try SnapshotFile.makeFolder("\(folder)/\(data)")
    }

    /// - Throws: `invalidAddress` for a bucket whose name cannot be a folder's.
    static func requireFolderName(_ bucket: ExactText) throws(InventoryError) {
        guard !bucket.isEmpty, bucket != ".", bucket != "..",
            !bucket.string.utf8.contains(where: { $0 == 0x2F || $0 == 0 })
        else {
            throw InventoryError(
                .invalidAddress, "'\(Printable.quoted(bucket.string))' cannot be the name of a folder; name a bucket")
        }
    }

    /// A reader of reports is given the folder, and takes the reports of one rule.
    /// - Throws: `invalidAddress` where there are others.
    func requireOwnFolder() async throws {
        let runs = try await ReportStore(try FolderStore(folder)).runs()
        let own = "\(bucket.string)/\(Self.rule)/"
        guard let other = runs.first(where: { $0.ruleFolder != own[...] }) else { return }
        throw InventoryError(
            .invalidAddress,
            "the folder '\(Printable.quoted(folder))' holds other reports, in '\(Printable.quoted(String(other.ruleFolder)))'; "
                + "name a folder for this bucket alone")
    }

    func path(ofFile name: String) -> String { "\(folder)/\(data)/\(name)" }

    /// A name that no other data file has.
    func newFile(_ system: SystemServices) throws -> String {
        let digits = (0..<4).map { _ in UInt32(system.random() * 4_294_967_296) }
        return digits.map { Hex.encode(bytes(of: $0)) }.joined() + ".csv.gz"
    }

    private func bytes(of number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

    /// The run that has a journal and no manifest; the newest of several.
    func unfinishedRun() async throws -> String? {
        let store = try FolderStore(base)
        let runs = try await store.objects(in: FolderStore.bucket, under: "", delimiter: "/", after: nil).folders
        for run in runs.sorted(by: >) {
            let files = try await store.objects(in: FolderStore.bucket, under: run, delimiter: "/", after: nil).objects
            let names = files.map { String($0.key.string.dropFirst(run.string.count)) }
            if names.contains(SnapshotJournal.name), !names.contains("manifest.json") {
                return String(run.string.dropLast())
            }
        }
        return nil
    }

    /// Makes the folder of a run that begins then.
    /// - Throws: `fileUnwritable` where there is one of that minute.
    func newRun(at now: UTCInstant) throws(InventoryError) -> String {
        let name = WrittenManifest.run(at: now)
        guard mkdir("\(base)/\(name)", 0o777) == 0 else {
            throw SnapshotFile.failure(
                "\(base)/\(name)",
                errno == EEXIST ? "there is a snapshot of this minute; wait a minute" : OpenFile.reason)
        }
        return name
    }

    /// Cuts each data file to what counts of it, and removes those of which nothing does.
    func clean(_ parts: [SnapshotJournal.Part]) throws(InventoryError) {
        for part in parts {
            if part.bytes == 0 {
                unlink(path(ofFile: part.file))
            } else {
                try SnapshotFile(path(ofFile: part.file)).cut(to: part.bytes)
            }
        }
    }

    /// Writes the manifest: from then on the run is complete.
    /// - Returns: its name in the folder.
    func publish(_ run: String, _ journal: SnapshotJournal) async throws -> ExactText {
        let store = try FolderStore(folder)
        var files: [WrittenManifest.File] = []
        for part in journal.parts where part.bytes > 0 {
            let key = "\(data)/\(part.file)"
            let digest = try RunningDigest(.md5)
            let content = try await store.read(ExactText(key), in: FolderStore.bucket)
            guard content.size == part.bytes else {
                throw SnapshotFile.failure(path(ofFile: part.file), "it was changed by somebody else; begin again")
            }
            for try await piece in content.bytes { digest.add(piece) }
            files.append(.init(key: key, size: part.bytes, MD5checksum: Hex.encode(try digest.end())))
        }
        let folder = "\(base)/\(run)"
        try WrittenManifest(
            sourceBucket: bucket, started: journal.start.started, schema: SnapshotPart.schema, files: files
        ).write(to: folder)
        unlink("\(folder)/\(SnapshotJournal.name)")
        return ExactText("\(bucket.string)/\(Self.rule)/\(run)/manifest.json")
    }
}
