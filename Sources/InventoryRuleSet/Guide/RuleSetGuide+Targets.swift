/// The groups of buckets.
extension RuleSetGuide {
    static func target(clouds: [String], endpoints: [String]) -> RuleSetObject {
        RuleSetObject(
            "target", at: "targets[]", "a group of buckets of one cloud",
            [
                RuleSetKey(
                    "name", .name,
                    "stands in plans, in `rules[].on`, in `buckets` of plans as `name/bucket`; each once",
                    without: nil, example: "main"),
                RuleSetKey(
                    "provider", .word(clouds), "the cloud: \(clouds.map { "`\($0)`" }.joined(separator: ", "))",
                    without: nil, example: clouds.first ?? "CLOUD"),
                RuleSetKey(
                    "region", .text, "as the vendor writes it in host names",
                    without: "each bucket must say, or `endpoint` must not need one", example: "eu-central-1"),
                RuleSetKey(
                    "endpoint", .string(pattern: nil),
                    "`standard`; a name that the cloud has (\(endpoints.joined(separator: "; "))); `service=HOST`; `domain=HOST`",
                    without: "`standard`", example: "standard"),
                RuleSetKey(
                    "credentials", .string(pattern: nil), "the *name* of a key pair, never a key: <doc:Credentials>",
                    without: "the unnamed key pair", example: "backup"),
                RuleSetKey(
                    "buckets",
                    .either([.some(.either([.name, .object("bucket")])), .object("bucketList")]),
                    "a list of buckets, at least one; `{file: LIST.csv}`, a file that is looked for beside the rule set; or `{match: [\"bk-*\"]}`, "
                        + "those of the account's own list",
                    without: nil,
                    example: "[my-bucket]"),
                RuleSetKey(
                    "reports", .object("reports"), "where the reports go", without: nil, example: "{bucket: my-reports}"
                ),
                RuleSetKey(
                    "accept", .map(.list(.defined("feature"))),
                    "by rule id, a list of features whose loss is accepted: <doc:CloudCapabilities>",
                    without: "nothing may be lost", example: "{bk-db: [field.Crc64]}"),
                RuleSetKey(
                    "limits", .object("limits"),
                    "`{maximumRules: N}`: your account's number of rules in a bucket, 1 or more. It refuses; a disputed "
                        + "number of the vendor's only warns", without: "the vendor's", example: "{maximumRules: 100}"),
            ])
    }

    static let bucketList = RuleSetObject(
        "bucketList", at: "targets[].buckets", "buckets that are not named one by one",
        [
            RuleSetKey(
                "file", .string(pattern: nil),
                "a CSV file: `bucket[,region[,credentials[,reportBucket]]]`, one bucket a line",
                without: "`match`", example: "buckets.csv"),
            RuleSetKey(
                "match", .some(.name),
                "the names of buckets in the account's own list, with `*` and `?`; those in the target's `region`, where it has one",
                without: "`file`", example: "[\"bk-*\"]"),
            RuleSetKey(
                "exclude", .list(.name), "names that match and are not meant", without: "none", example: "[\"*-tmp\"]"),
        ])

    static let bucket = RuleSetObject(
        "bucket", at: "targets[].buckets[]", "a bucket, where it differs from its group",
        [
            RuleSetKey("name", .name, "the bucket's full name", without: nil, example: "my-bucket"),
            RuleSetKey("region", .text, "its region", without: "the target's", example: "eu-west-1"),
            RuleSetKey(
                "credentials", .string(pattern: nil), "the *name* of a key pair", without: "the target's",
                example: "backup"
            ),
            RuleSetKey(
                "reportBucket", .text, "where its reports go", without: "`reports.bucket`", example: "my-reports"),
            RuleSetKey(
                "rules", .list(.text), "the ids of the only rules for it", without: "all of the target's",
                example: "[bk-db]"),
        ])

    static let reports = RuleSetObject(
        "reports", at: "targets[].reports", "where the reports go, and how they may be written there",
        [
            RuleSetKey(
                "bucket", .name, "the bucket that they go to, in the source bucket's region", without: nil,
                example: "my-reports"),
            RuleSetKey(
                "region", .name,
                "the region of that bucket; another one than the source's is refused, because the clouds deliver "
                    + "within the region alone", without: "the source bucket's", example: "eu-central-1"),
            RuleSetKey(
                "prefix", .defined("reportPrefix"),
                "the beginning of the report files' names; `{bucket}` stands for the source bucket, any other brace is refused",
                without: "the cloud's own", example: "\"inventory/{bucket}\""),
            RuleSetKey(
                "owner", .name, "the account that owns the report bucket, as text: quote it; some clouds demand it",
                without: "your own account", example: "\"100000000001\""),
            RuleSetKey(
                "role", .name, "what the cloud takes on to write the reports; some clouds demand it", without: "none",
                example: "inventory-writer"),
            RuleSetKey(
                "kmsKey", .name, "the key for rules with `encryption: kms`", without: "none", example: "my-key"),
        ])

    static let limits = RuleSetObject(
        "limits", at: "targets[].limits", "what your account takes, where that is not what the vendor says",
        [
            RuleSetKey(
                "maximumRules", .whole(from: 1, to: nil), "your account's number of rules in a bucket",
                without: "the vendor's",
                example: "100")
        ])
}
