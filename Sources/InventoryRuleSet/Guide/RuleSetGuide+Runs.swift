internal import InventorySync

/// What a run may do.
extension RuleSetGuide {
    static let ownership = RuleSetObject(
        "ownership", at: "ownership", "which live rules may be touched",
        [
            RuleSetKey(
                "takeover", .word(Ownership.Takeover.allCases.map(\.rawValue)),
                "what happens to a live rule with an id of ours that we did not write. `refuse`: refused. `identical`: ours if it "
                    + "says the same, else refused. `replace`: replaced", without: "`identical`", example: "identical"),
            RuleSetKey(
                "prune", .word(Ownership.Prune.allCases.map(\.rawValue)),
                "which rules that the set does not have are removed. `never`: none. `owned`: those that the journal folder knows "
                    + "as written for this set, by its name, and for no other; `pattern` narrows them. `matching`: every rule "
                    + "that `pattern` matches, whoever wrote it", without: "`never`", example: "never"),
            RuleSetKey(
                "pattern", .string(pattern: "\\S"),
                "the ids that pruning is about, with `*` and `?`; `prune: matching` needs it", without: "none",
                example: "\"bk-*\""),
            RuleSetKey(
                "unknownElements", .word(Ownership.UnknownElements.allCases.map(\.rawValue)),
                "whether replacing may erase parts of a live rule that this version does not know: `refuse`, `erase`",
                without: "`refuse`", example: "refuse"),
            RuleSetKey(
                "ignoreElements", .list(.string(pattern: nil)),
                "elements that stand outside every comparison, beside \(ignored)",
                without: ignored, example: "[\(Ownership().ignoreElements.sorted().joined(separator: ", "))]"),
        ])

    private static let ignored = Ownership().ignoreElements.sorted().map { "`\($0)`" }.joined(separator: ", ")

    static let pacing = RuleSetObject(
        "pacing", at: "pacing", "how hard the clouds are pressed",
        [
            RuleSetKey(
                "per", .word(["account"]), "`account`, the only one: one pace for each cloud and credentials name",
                without: "`account`", example: "account"),
            RuleSetKey(
                "requestsPerSecond", .positive, "a number above 0", without: "no pace of ours", example: "20"),
            RuleSetKey(
                "concurrency", .whole(from: 1, to: 1024), "buckets at the same time, 1 to 1024",
                without: "\(Pacing().concurrency)", example: "32"),
        ])

    static let safety = RuleSetObject(
        "safety", at: "safety", "when to stop",
        [
            RuleSetKey(
                "maximumChanges", .whole(from: 0, to: nil), "a plan with more changes is not applied; 0 or more",
                without: "no bound", example: "500"),
            RuleSetKey(
                "maximumRemovals", .whole(from: 0, to: nil), "a plan that removes more rules is not applied; 0 or more",
                without: "a few at most", example: "5"),
            RuleSetKey(
                "stopAfterFailures", .whole(from: 1, to: nil),
                "after so many failed buckets no other is begun; 1 or more", without: "never", example: "20"),
            RuleSetKey(
                "deadline", .string(pattern: "^([0-9]+[smhd])+$"),
                "`90s`, `50m`, `1h30m`: buckets not begun by then are `not attempted`, and nothing is waited for any longer",
                without: "none", example: "50m"),
            RuleSetKey(
                "onRefusal", .word(Safety.OnRefusal.allCases.map(\.rawValue)),
                "what a refused rule stops: `stop-all` the run before any write, `skip-bucket` its bucket, `skip-rule` itself",
                without: "`stop-all`", example: "skip-bucket"),
            RuleSetKey(
                "canary", .bool,
                "`true`: the first bucket that is written is finished and verified before any other; if it fails, none is",
                without: "`false`", example: "true"),
        ])
}
