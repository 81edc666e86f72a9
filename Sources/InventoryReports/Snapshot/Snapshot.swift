internal import Glibc
public import InventoryCore
internal import InventoryWire

/// An inventory of a bucket where no cloud makes one: lists it, several spans of its names at once, and writes what it
/// finds as Amazon S3 lays its reports out, into a local folder.
///
/// The list is not of one moment: what is written or deleted while it runs may be in it or not. Its start is the report's
/// start. A snapshot that was ended, in whatever way, goes on where it was when it is run again for the same folder; only
/// when every page has been read is there a manifest.
public struct Snapshot: Sendable {
    /// What is listed, over the network.
    public var objects: any OrderedObjectStore
    /// The cloud, for sentences and to tell one snapshot from another.
    public var provider: ProviderID
    /// The bucket.
    public var bucket: BucketAddress
    /// What every name begins with: the whole bucket where empty.
    public var prefix: ExactText
    /// Where the report goes: the place that a reader of reports is given.
    public var folder: String
    /// How many requests are under way at once.
    public var workers = 8
    /// Clock and randomness.
    public var system: SystemServices

    public init(
        of bucket: BucketAddress, under prefix: ExactText = "", in objects: any OrderedObjectStore,
        of provider: ProviderID, to folder: String, system: SystemServices
    ) {
        self.objects = objects
        self.provider = provider
        self.bucket = bucket
        self.prefix = prefix
        self.folder = folder
        self.system = system
    }

    /// How far a snapshot is.
    public struct Progress: Sendable {
        /// Objects that were found, by an earlier attempt too.
        public var objects = 0
        /// Requests of this attempt.
        public var requests = 0
    }

    /// A snapshot that is whole.
    public struct Outcome: Sendable, Hashable {
        /// The manifest's name in the folder.
        public var manifest: ExactText
        /// How many objects were found.
        public var objects: Int
        /// How many data files they are in.
        public var files: Int
        /// How many requests this attempt sent, without repeated ones.
        public var requests: Int
        /// When the list began, by an earlier attempt where one was continued.
        public var started: UTCInstant
        /// Whether an earlier attempt was continued.
        public var isContinued: Bool
    }

    /// Lists the bucket and writes the report, holding a page and about half a mebibyte for each worker.
    /// - Throws: what the store throws, as it is, `malformedReply` for a list that is not in the order of names,
    ///   `fileUnwritable`, `journalFailed` where the folder holds another bucket's snapshot or another process writes it. What
    ///   was found until then stays; run it again.
    public func run(progress: (@Sendable (Progress) -> Void)? = nil) async throws -> Outcome {
        let place = try SnapshotPlace(in: folder, bucket: bucket.name)
        try await place.requireOwnFolder()
        let run = try await place.unfinishedRun()
        let name = try run ?? place.newRun(at: system.now())
        let journal = try SnapshotJournal(
            in: "\(place.base)/\(name)",
            .init(
                provider: provider, bucket: bucket.name, prefix: prefix, started: system.now()))
        try place.clean(journal.parts)
        let listing = SnapshotListing(self, place, journal, progress)
        try await listing.run()
        let manifest = try await place.publish(name, journal)
        return Outcome(
            manifest: manifest, objects: listing.progress.objects, files: journal.parts.count { $0.bytes > 0 },
            requests: listing.progress.requests, started: journal.start.started, isContinued: run != nil)
    }
}
