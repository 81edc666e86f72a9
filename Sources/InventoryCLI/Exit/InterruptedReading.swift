/// A reading of many buckets that was interrupted: what it came to is shown, and what it did not come to is counted.
struct InterruptedReading {
    let sentence: String

    init(_ missing: Int, of total: Int) {
        sentence =
            "interrupted; \(missing) of \(total) \(total == 1 ? "bucket" : "buckets") were not read; run it again"
    }

    var failure: CommandFailure { CommandFailure(.interrupted, sentence) }
}
