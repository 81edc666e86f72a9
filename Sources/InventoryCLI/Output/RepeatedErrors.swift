import CloudInventory
import InventoryCore

/// Tells of buckets that failed as a whole. What a cloud does to all buckets of an account is told once, with the first of
/// them, and counted: ten thousand buckets behind keys that are refused are one thing to mend.
struct RepeatedErrors {
    private struct Kind: Hashable {
        var provider: ProviderID
        var credentials: String?
        var error: String
        var cause: String?
    }

    private var counts: [(kind: Kind, isAttempted: Bool, more: Int)] = []

    /// Tells of a bucket, or counts it where the same was told of another.
    mutating func tell(_ error: InventoryError, of target: SyncTarget) {
        let isAttempted = error.code != .notAttempted
        guard error.code.concernsWholeCloud || !isAttempted else {
            return Console.error("\(target): \(error)", about: target)
        }
        let cause = (error.cause as? InventoryError)?.shortDescription
        // What ends a run, ends it for every cloud.
        let isOfRun = !isAttempted && cause == nil
        let kind = Kind(
            provider: isOfRun ? "" : target.provider, credentials: isOfRun ? nil : target.credentials,
            error: error.shortDescription, cause: cause)
        if let index = counts.firstIndex(where: { $0.kind == kind }) {
            counts[index].more += 1
        } else {
            counts.append((kind, isAttempted, 0))
            Console.error(isAttempted ? "\(target): \(error)" : "\(error)", about: target)
        }
    }

    /// Tells how many more there were of each kind.
    func tellCounts() {
        for (kind, isAttempted, more) in counts where more > 0 {
            let account = kind.credentials.map { " (credentials '\(Printable.quoted($0))')" } ?? ""
            let place = kind.provider == "" ? "" : " of \(kind.provider)\(account)"
            Console.error(
                "\(more.grouped) more \(more == 1 ? "bucket" : "buckets")\(place) "
                    + (isAttempted ? "failed in the same way (\(kind.error))" : "not attempted")
                    + "; --output jsonl and --html name each, and say why")
        }
    }
}
