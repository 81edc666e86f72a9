internal import InventoryCore

/// The file, and its rules.
extension RuleSetGuide {
    static func file(cloud: String) -> RuleSetObject {
        RuleSetObject(
            "", at: "", "the rules, and the buckets that shall hold them",
            [
                RuleSetKey("version", .constant(1), "`1`; any other number is refused", without: nil, example: "1"),
                RuleSetKey(
                    "name", .string(pattern: "\\S"), "names the set in plans and journals", without: nil,
                    example: "nightly"),
                RuleSetKey(
                    "defaults", .object("defaults"),
                    "`versions`, `fields`, `format`, `encryption` for rules that do not say",
                    without: "the defaults of a rule", example: "{format: CSV, versions: current}"),
                RuleSetKey(
                    "rules", .list(.object("rule")), "a list of rules", without: nil,
                    example: "[{id: bk-db, schedule: daily, prefix: db/}]"),
                RuleSetKey(
                    "retired", .list(.name), "ids that are removed wherever they are found; none may be in `rules`",
                    without: "none", example: "[bk-old]"),
                RuleSetKey(
                    "ownership", .object("ownership"), "which live rules may be touched", without: "see below",
                    example: "{takeover: identical, prune: never}"),
                RuleSetKey(
                    "targets", .some(.object("target")), "a list of groups of buckets, at least one", without: nil,
                    example: "[{name: main, provider: \(cloud), buckets: [my-bucket], reports: {bucket: my-reports}}]"),
                RuleSetKey(
                    "pairs", .list(.object("pair")), "buckets and their copies, for `report pairs`", without: "none",
                    example: "[{source: main/my-bucket, target: copy/my-bucket-2}]"),
                RuleSetKey(
                    "pacing", .object("pacing"), "how hard the clouds are pressed", without: "see below",
                    example: "{requestsPerSecond: 20, concurrency: 32}"),
                RuleSetKey(
                    "safety", .object("safety"), "when to stop", without: "see below",
                    example: "{maximumChanges: 500, onRefusal: skip-bucket}"),
            ])
    }

    static let defaults = RuleSetObject(
        "defaults", at: "defaults", "what holds for rules that do not say", content(isDefault: true))

    static let rule = RuleSetObject(
        "rule", at: "rules[]", "a rule: what is listed, how often, with which columns",
        [
            RuleSetKey(
                "id", .name, "the rule's name in its bucket; each once in the file", without: nil, example: "bk-db"),
            RuleSetKey(
                "enabled", .bool, "`true` or `false`; a rule that is off is kept and makes no reports",
                without: "`true`",
                example: "true"),
            RuleSetKey(
                "schedule", .either([.object("monthly"), .defined("schedule")]),
                "`daily`, `weekly`, `monthly`, `{monthly: 1}` for a day (1 to 31), or `provider:Name`", without: nil,
                example: "daily"),
            RuleSetKey(
                "prefix", .text, "the beginning of the object names", without: "the whole bucket", example: "db/"),
            RuleSetKey(
                "tags", .either([.map(.text), .list(.object("tag"))]),
                "`{tier: cold}`, all of them; where a key stands twice `[{key: …, value: …}]`", without: "any",
                example: "{tier: cold}"),
            RuleSetKey(
                "created", .object("created"),
                "`{from: 2024-01-01T00:00:00Z, to: 2024-12-31T00:00:00Z}`, either or both, the earlier first; also Unix seconds",
                without: "any time", example: "{from: 2024-01-01T00:00:00Z}"),
            RuleSetKey(
                "modified", .object("modified"),
                "the same for the last modification, which some clouds have in its place", without: "any time",
                example: "{from: 2024-01-01T00:00:00Z}"),
            RuleSetKey(
                "storageClass", .name, "one class in the vendor's spelling; where a cloud takes several, with commas",
                without: "any", example: "STANDARD"),
            RuleSetKey(
                "size", .object("size"), "`{from: 1024, to: 1048576}` in bytes, either or both", without: "any",
                example: "{from: 1024}"),
        ] + content(isDefault: false) + [
            RuleSetKey(
                "on", .some(.text), "the names of the targets that the rule is for, at least one", without: "all",
                example: "[main]")
        ])

    private static func content(isDefault: Bool) -> [RuleSetKey] {
        let absence: (String) -> String = { isDefault ? $0 : "`defaults`, else \($0)" }
        return [
            RuleSetKey(
                "versions", .defined("versions"), "`current` or `all`", without: absence("`current`"),
                example: "current"),
            RuleSetKey(
                "fields", .list(.defined("field")),
                isDefault ? "a list of columns" : "a list of columns; takes the place of that in `defaults`",
                without: absence("none beside those of every report"), example: "[Size, LastModifiedDate, ETag]"),
            RuleSetKey(
                "format", .defined("format"), "`CSV`, `ORC`, `Parquet`, or `provider:Name`", without: absence("`CSV`"),
                example: "CSV"),
            RuleSetKey(
                "encryption", .defined("encryption"), "`none`, `service-managed`, `kms`", without: absence("`none`"),
                example: "service-managed"),
        ]
    }

    static let monthly = RuleSetObject(
        "monthly", at: "rules[].schedule", "a schedule of one day in each month",
        [
            RuleSetKey(
                "monthly", .whole(from: 1, to: 31), "the day of the month, 1 is the first", without: nil, example: "1")
        ])

    static let tag = RuleSetObject(
        "tag", at: "rules[].tags[]", "a tag that an object must carry",
        [
            RuleSetKey("key", .text, "the tag's name", without: nil, example: "tier"),
            RuleSetKey("value", .text, "what the tag says; may be empty", without: nil, example: "cold"),
        ])

    static let created = span("created", "when an object was created")
    static let modified = span("modified", "when an object was last modified")

    private static func span(_ name: String, _ meaning: String) -> RuleSetObject {
        RuleSetObject(
            name, at: "rules[].\(name)", meaning,
            [
                RuleSetKey(
                    "from", .either([.string(pattern: nil), .whole(from: 0, to: nil)]), "the earliest time taken",
                    without: "no bound", example: "2024-01-01T00:00:00Z"),
                RuleSetKey(
                    "to", .either([.string(pattern: nil), .whole(from: 0, to: nil)]), "the latest time taken",
                    without: "no bound", example: "2024-12-31T00:00:00Z"),
            ])
    }

    static let size = RuleSetObject(
        "size", at: "rules[].size", "how many bytes an object has",
        [
            RuleSetKey("from", .whole(from: 0, to: nil), "the fewest bytes", without: "no bound", example: "1024"),
            RuleSetKey("to", .whole(from: 0, to: nil), "the most bytes", without: "no bound", example: "1048576"),
        ])
}
