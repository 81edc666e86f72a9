public import InventoryCore

/// Makes many buckets in many clouds hold the rules of one set: plan, apply, verify, recover.
///
/// Safe to keep for the life of a process and to run every hour: nothing is global, and beside the journal folder
/// nothing is kept between runs. All work of a call ends before the call returns; cancelling the calling task ends it
/// early, with the journal telling ``recover(abandoning:)`` what was under way.
public struct InventorySync: Sendable {
    let clouds: any ClientSource
    package let journal: Journal
    let options: Options
    package let services: SystemServices
    /// How many buckets of each target were found in its account's list (``findBuckets(_:of:)``); runs record it, and
    /// ``lastFound(of:)`` tells of it. Nil where all buckets are named.
    public var found: [String: Int]?
    /// How the journal comes to disk.
    package var disk = DiskCalls.system

    /// Where runs are recorded.
    public enum Journal: Sendable {
        /// Nowhere. Rules can be created; nothing that a rule set would replace or remove is touched.
        case none
        /// In this folder, created with mode 0700 where there is none, and locked during a run. A folder or a file in it
        /// that is a symbolic link, belongs to another user or can be written by others is refused (`journalFailed`).
        case directory(String)
    }

    /// What an embedder may tune.
    public struct Options: Sendable {
        /// How long a bucket's writes may take to be seen in its list. What is not seen by then has failed.
        public var verificationBudget: Duration
        /// For how long a cloud that fails for every bucket is waited for, once all other buckets are done. Where the
        /// failure is none that passes (keys that are refused), nobody waits.
        public var outagePatience: Duration
        /// How old a plan may be when it is applied.
        public var planAgeLimit: Duration
        /// How long the journals of finished runs are kept, by this machine's clock and the servers'. They are removed
        /// only after a run without a failure, and the last ten stay.
        public var journalRetention: Duration

        public init(
            verificationBudget: Duration = .seconds(120), outagePatience: Duration = .seconds(60),
            planAgeLimit: Duration = .seconds(24 * 3600), journalRetention: Duration = .seconds(30 * 24 * 3600)
        ) {
            self.verificationBudget = verificationBudget
            self.outagePatience = outagePatience
            self.planAgeLimit = planAgeLimit
            self.journalRetention = journalRetention
        }
    }

    /// A sync over those clouds. Touches neither network nor disk.
    public init(
        _ clouds: any ClientSource, journal: Journal = .none, options: Options = Options(),
        services: SystemServices = .system
    ) {
        self.clouds = clouds
        self.journal = journal
        self.options = options
        self.services = services
    }

    var hasJournal: Bool {
        if case .none = journal { false } else { true }
    }

    /// The journal for a run: locked.
    func lockJournal() throws(InventoryError) -> JournalFolder? {
        switch journal {
        case .none: nil
        case .directory(let path): try JournalFolder(locking: path, disk: disk)
        }
    }

    /// The journal as it stands, for looking things up.
    func readJournal() throws(InventoryError) -> JournalFolder? {
        switch journal {
        case .none: nil
        case .directory(let path): try JournalFolder(reading: path)
        }
    }
}
