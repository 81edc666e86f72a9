/// The buckets whose reports are compared.
extension RuleSetGuide {
    static let pair = RuleSetObject(
        "pair", at: "pairs[]", "a bucket and its copy, whose reports `report pairs` compares",
        [
            RuleSetKey(
                "source", .string(pattern: "^.+/.+$"), "what was copied: the name of a target, `/`, a bucket of it",
                without: nil, example: "main/my-bucket"),
            RuleSetKey(
                "target", .string(pattern: "^.+/.+$"), "the copy, written like the source", without: nil,
                example: "copy/my-bucket-2"),
            RuleSetKey(
                "rule", .text, "the rule whose reports are compared", without: "the source's only one", example: "bk-db"
            ),
            RuleSetKey(
                "targetRule", .text, "the rule at the target",
                without: "the one of the same id, else the target's only one", example: "bk-all"),
            RuleSetKey(
                "map", .object("map"),
                "`{from: old/, to: new/}`: the source's keys below `from` belong to the target's below `to`, the others are left out",
                without: "all keys, as they are", example: "{from: old/, to: new/}"),
            RuleSetKey(
                "exclude", .list(.text), "prefixes of keys that are left out, once `from` or `to` is taken off",
                without: "none", example: "[tmp/]"),
            RuleSetKey(
                "skipFolders", .bool, "`true` leaves out keys that end in `/` and have no bytes", without: "`false`",
                example: "true"),
            RuleSetKey("versions", .bool, "`true` compares all versions", without: "`false`", example: "true"),
        ])

    static let map = RuleSetObject(
        "map", at: "pairs[].map", "which keys at the target belong to those of the source",
        [
            RuleSetKey("from", .text, "what the source's keys begin with", without: "all keys", example: "old/"),
            RuleSetKey(
                "to", .text, "what they begin with at the target instead", without: "nothing in its place",
                example: "new/"),
        ])
}
