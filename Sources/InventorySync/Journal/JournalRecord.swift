internal import InventoryCore

/// One line of a run's journal. Beside the run and the number exactly one property is set.
struct JournalRecord: Codable {
    /// The first line.
    struct Start: Codable {
        var version: Int
        var ruleSet: String
        var started: UTCInstant
        /// The run that this one undoes.
        var undoes: String?
        /// How far the run might go, which holds for its undo as well.
        var caps: Caps?
        /// How many buckets of each target were found in its account's list; nil where all are named.
        var found: [String: Int]?
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
            /// The rule that a removal makes room for; nil where it is its own.
            var makesRoomFor: InventoryRule.ID?
        }

        /// The writes with their steps; one that has none in the plan is left out.
        var plannedWrites: [Write] {
            writes.compactMap { planned in
                plan.steps.first { $0.id == planned.id }.map {
                    Write(kind: planned.kind, step: $0, makesRoomFor: planned.makesRoomFor)
                }
            }
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

        /// Whether it is the answer to that write.
        func answers(_ write: Write) -> Bool { id == write.id && operation == write.kind }
    }

    /// A bucket that is finished, with one word for every step.
    struct Concluded: Codable {
        /// The word for a rule of a bucket that was given up.
        static let abandoned = "abandoned"

        var bucket: Int
        var results: [Result]

        struct Result: Codable {
            var id: InventoryRule.ID
            var result: String
        }

        /// Whether it says how every rule ended. Where it does not, the live rules tell.
        var isSettled: Bool { !results.isEmpty && !results.contains { $0.result == Self.abandoned } }
    }

    /// The last line.
    struct End: Codable {
        var finished: UTCInstant
        /// The first date that a server gave to one of the run's writes.
        var confirmed: UTCInstant?
        /// Whether a recovery wrote it.
        var recovered: Bool
        /// Where in the file the line begins: lines that are missing before it, or too many, are noticed without reading
        /// them.
        var position: Int64 = 0
        /// What the run left in the record of managed rules.
        var managed: Ledger.Mark?
    }

    /// The run: a line of another one says nothing about this one.
    var run = ""
    /// The number of the line, from 1: a line that is missing is missed.
    var line = 0
    var start: Start?
    var intent: Intent?
    var written: Written?
    var concluded: Concluded?
    var end: End?
}

extension JournalRecord {
    /// Nil for a line that is not as it was written, or says nothing that is known.
    init?(sealed line: [UInt8]) {
        guard let record = SealedLine.open(Self.self, from: line), record.isKnown else { return nil }
        self = record
    }

    private var isKnown: Bool {
        let known = [start != nil, intent != nil, written != nil, concluded != nil, end != nil]
        return known.count { $0 } == 1
    }
}
