public import InventoryCore
public import InventoryReports

/// What a comparison came to.
public struct ComparisonResult: Sendable {
    /// How far the source's report can be trusted.
    public var source: Verification
    /// How far the target's report can be trusted.
    public var target: Verification
    /// What was found; nil where a report could not be trusted, so that nothing was concluded.
    public var summary: ComparisonSummary?

    public init(source: Verification, target: Verification, summary: ComparisonSummary?) {
        self.source = source
        self.target = target
        self.summary = summary
    }
}

/// The verdicts of a comparison, counted.
public struct ComparisonSummary: Hashable, Sendable {
    /// How many keys have which verdict; every verdict is there that the question can have.
    public var counts: [Verdict: Int]
    /// What was written at or after that moment counts as unsettled unless it is proven to be the same.
    public var settledBefore: UTCInstant
    /// What was not compared at the source.
    public var skippedAtSource: SkippedObjects
    /// What was not compared at the target.
    public var skippedAtTarget: SkippedObjects

    public init(
        counts: [Verdict: Int], settledBefore: UTCInstant, skippedAtSource: SkippedObjects,
        skippedAtTarget: SkippedObjects
    ) {
        self.counts = counts
        self.settledBefore = settledBefore
        self.skippedAtSource = skippedAtSource
        self.skippedAtTarget = skippedAtTarget
    }

    /// Whether everything at the source is at the target, as far as reports can tell: no verdict is open, and the options
    /// left something of the source to be compared.
    public var isComplete: Bool { counts.allSatisfy { $0.value == 0 || !$0.key.isOpen } && !leavesOutSource }

    /// Whether the options leave out every key of a source that has some: then nothing was compared.
    public var leavesOutSource: Bool {
        skippedAtSource.excluded + skippedAtSource.outOfScope > 0
            && counts.allSatisfy { $0.value == 0 || $0.key == .extra }
    }

    /// Whether no key was compared: neither report lists an object that the options leave. That is no copy that is complete.
    public var comparesNothing: Bool { counts.allSatisfy { $0.value == 0 } }

    /// The sentence that a person needs: `not complete: 3 missing, 1 different; 12004 the same by checksum, 311 by size
    /// alone`.
    public var sentence: String { sentence { String($0) } }

    /// The same, with every count as `text` writes it.
    package func sentence(counts text: (Int) -> String) -> String {
        guard !leavesOutSource else {
            return
                "nothing was compared: all \(text(skippedAtSource.excluded + skippedAtSource.outOfScope)) keys of the source "
                + "are left out; correct what is excluded or mapped"
        }
        guard !comparesNothing else {
            return
                "nothing was compared: both reports list no object, so they say nothing of a copy; look at the prefixes of "
                + "both rules"
        }
        func count(_ verdicts: Verdict...) -> Int { verdicts.reduce(0) { $0 + (counts[$1] ?? 0) } }
        let open = [
            (count(.missing), "missing"), (count(.differentSize, .differentChecksum), "different"),
            (count(.differentHistory), "with other versions"),
            (count(.stale), "stale"), (count(.suspect), "suspect"), (count(.unsettled), "unsettled"),
            (count(.incomparable), "incomparable"),
        ].filter { $0.0 > 0 }.map { "\(text($0.0)) \($0.1)" }
        var parts = [open.isEmpty ? "complete" : "not complete: " + open.joined(separator: ", ")]
        if count(.extra) > 0 { parts.append("\(text(count(.extra))) extra at the target") }
        parts.append("\(text(count(.sameChecksum))) the same by checksum, \(text(count(.sameSize))) by size alone")
        return parts.joined(separator: "; ")
    }
}
