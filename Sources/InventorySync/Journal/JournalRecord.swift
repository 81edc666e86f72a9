internal import InventoryCore

/// One line of a run's journal. Exactly one property is set.
struct JournalRecord: Codable {
    /// The first line.
    struct Start: Codable {
        var version: Int
        var run: String
        var ruleSet: String
        var started: UTCInstant
        /// The run that this one undoes.
        var undoes: String?
        /// How far the run might go, which holds for its undo as well.
        var caps: Caps?
    }

    /// The part of a rule set's safety and pacing that is not about its own rules.
    struct Caps: Codable {
        var maximumChanges: Int?
        var stopAfterFailures: Int?
        var canary: Bool
        var requestsPerSecond: Double?
        var concurrency: Int

        init(_ safety: Safety, _ pacing: Pacing) {
            maximumChanges = safety.maximumChanges
            stopAfterFailures = safety.stopAfterFailures
            canary = safety.canary
            requestsPerSecond = pacing.requestsPerSecond
            concurrency = pacing.concurrency
        }

        var safety: Safety {
            Safety(
                maximumChanges: maximumChanges, stopAfterFailures: stopAfterFailures, onRefusal: .skipRule,
                canary: canary)
        }

        var pacing: Pacing { Pacing(requestsPerSecond: requestsPerSecond, concurrency: concurrency) }
    }

    /// A bucket about to be written: the steps, with every document that they put an end to.
    struct Intent: Codable {
        var plan: BucketPlan
        /// The writes in the order in which they are sent, one after the other.
        var writes: [PlannedWrite]

        struct PlannedWrite: Codable {
            var id: InventoryRule.ID
            var kind: Write.Kind
        }
    }

    /// A write that was answered: the audit line.
    struct Written: Codable {
        var bucket: Int
        var id: InventoryRule.ID
        var operation: Write.Kind
        var user: String
        var time: UTCInstant
        var oldSHA256: String?
        var receipt: Receipt
    }

    /// A bucket that is finished, with one word for every step.
    struct Concluded: Codable {
        var bucket: Int
        var results: [Result]

        struct Result: Codable {
            var id: InventoryRule.ID
            var result: String
        }
    }

    /// The last line.
    struct End: Codable {
        var finished: UTCInstant
        /// Whether a recovery wrote it.
        var recovered: Bool
    }

    var start: Start?
    var intent: Intent?
    var written: Written?
    var concluded: Concluded?
    var end: End?
}
