import InventoryCore
import InventoryRuleSet
import Testing

/// Mistakes in a rule-set file, and the one line that the operator gets.
@Suite struct RuleSetMistakeTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        var find: String
        var replacement: String
        var line: String

        init(_ find: String, _ replacement: String, _ line: String) {
            (self.find, self.replacement, self.line) = (find, replacement, line)
        }

        var testDescription: String { replacement }
    }

    private static let text = """
        version: 1
        name: n
        rules:
          - {id: bk-db, prefix: db/, schedule: daily, fields: [Size]}
          - {id: bk-logs, prefix: logs/, schedule: weekly, on: [cos]}
        retired: [bk-old]
        ownership: {prune: never}
        targets:
          - name: cos
            provider: tencent-cos
            buckets: [photos, {name: dumps, rules: [bk-db]}]
            reports: {bucket: inv}
            accept: {bk-db: [field.Crc64]}
          - {name: obs, provider: huawei-obs, buckets: {file: obs.csv}, reports: {bucket: inv}}
        pacing: {concurrency: 4}
        safety: {onRefusal: skip-rule, deadline: 50m}

        """

    private func message(_ text: String, csv: String? = "bkt\n") -> String {
        do {
            _ = try RuleSetFile(Array(text.utf8), name: "acme.yaml") { file in
                guard let csv else { throw InventoryError(.fileUnreadable, "there is no target list '\(file)'") }
                return (Array(csv.utf8), file)
            }
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func `the file without a mistake is accepted`() {
        #expect(message(Self.text) == "accepted")
    }

    @Test(arguments: [
        Mistake(
            "version: 1", "version: 2",
            "acme.yaml:1:10: version: this is version 2 of the format, and only 1 is known; use a newer release"),
        Mistake("version: 1\n", "", "acme.yaml:1:1: the key \"version\" is missing; write `version: 1`"),
        Mistake("retired:", "retierd:", "acme.yaml:6:1: retierd: unknown key 'retierd', did you mean 'retired'?"),
        Mistake(
            "schedule: daily", "schedule: dayly",
            "acme.yaml:4:40: rules[0].schedule: unknown schedule 'dayly', did you mean 'daily'?"),
        Mistake(
            "[Size]", "[LastModified]",
            "acme.yaml:4:56: rules[0].fields[0]: unknown report field 'LastModified', did you mean 'LastModifiedDate'?"),
        Mistake(
            "[Size]", "[Sise]", "acme.yaml:4:56: rules[0].fields[0]: unknown report field 'Sise', did you mean 'Size'?"),
        Mistake(
            "prefix: db/", "prefx: db/", "acme.yaml:4:17: rules[0].prefx: unknown key 'prefx', did you mean 'prefix'?"),
        Mistake(
            "id: bk-logs", "id: bk-db",
            "acme.yaml:5:10: rules[1].id: two rules have the id 'bk-db'; rename one, or limit each to targets of its own with on"
        ),
        Mistake(
            "on: [cos]", "on: [coss]", "acme.yaml:5:57: rules[1].on[0]: unknown target 'coss', did you mean 'cos'?"),
        Mistake(
            "[bk-old]", "[bk-db]",
            "acme.yaml:6:11: retired[0]: 'bk-db' is a rule of this set and cannot be retired too; take it out of one"),
        Mistake(
            "prune: never", "prune: matching",
            "acme.yaml:7:20: ownership.prune: prune: matching removes rules by their ids, so it needs ownership.pattern to say which are yours"
        ),
        Mistake(
            "prune: never", "prune: nevr",
            "acme.yaml:7:20: ownership.prune: unknown prune 'nevr', did you mean 'never'?"),
        Mistake(
            "name: obs", "name: cos", "acme.yaml:14:12: targets[1].name: two targets have the name 'cos'; rename one"),
        Mistake(
            "rules: [bk-db]", "rules: [bk-dbs]",
            "acme.yaml:11:45: targets[0].buckets[1].rules[0]: unknown rule 'bk-dbs', did you mean 'bk-db'?"),
        Mistake(
            "field.Crc64", "field.crc65",
            "acme.yaml:13:22: targets[0].accept.bk-db[0]: unknown feature 'field.crc65', did you mean 'field.Crc64'?"),
        Mistake(
            "accept: {bk-db:", "accept: {bk-bd:",
            "acme.yaml:13:14: targets[0].accept.bk-bd: unknown rule 'bk-bd', did you mean 'bk-db'?"),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, prefix: 'inventory/{buket}'}",
            "acme.yaml:12:36: targets[0].reports.prefix: unknown placeholder '{buket}', did you mean '{bucket}'?"),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, prefix: '{bucket}/{yyyyMMdd}'}",
            "acme.yaml:12:36: targets[0].reports.prefix: unknown placeholder '{yyyyMMdd}'; {bucket} stands for the bucket's name, and there is no other"
        ),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, prefix: 'inventory/bucket}'}",
            "acme.yaml:12:36: targets[0].reports.prefix: a brace without its other half; {bucket} stands for the bucket's name, and no other brace is taken"
        ),
        Mistake(
            "schedule: daily", "schedule: {monthly: 32}",
            "acme.yaml:4:50: rules[0].schedule.monthly: no month has a day 32; name one of 1 to 31"),
        Mistake(
            "schedule: daily", "schedule: {monthly: 0}",
            "acme.yaml:4:50: rules[0].schedule.monthly: no month has a day 0; name one of 1 to 31"),
        Mistake(
            "schedule: daily", "created: {from: 2024-02-01T00:00:00Z, to: 2024-01-31T00:00:00Z}, schedule: daily",
            "acme.yaml:4:39: rules[0].created: it ends (2024-01-31T00:00:00Z) before it begins (2024-02-01T00:00:00Z), so no object is in it; exchange from and to"
        ),
        Mistake(
            "schedule: daily", "created: {from: 1704067200000}, schedule: daily",
            "acme.yaml:4:39: rules[0].created: 1704067200000 is a time after the year 9999; the clouds count seconds, and in milliseconds it would be 2024-01-01T00:00:00Z: write 1704067200"
        ),
        Mistake(
            "schedule: daily", "created: {from: -99999999999999}, schedule: daily",
            "acme.yaml:4:39: rules[0].created: -99999999999999 is a time before the year 0; write a later one, or leave from out"
        ),
        Mistake(
            "prefix: db/", "storageClass: ''",
            "acme.yaml:4:31: rules[0].storageClass: the storage class is empty; write one, or remove the key"),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, owner: ''}",
            "acme.yaml:12:35: targets[0].reports.owner: the owner is empty; write one, or remove the key"),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, kmsKey: ' '}",
            "acme.yaml:12:36: targets[0].reports.kmsKey: the kmsKey is empty; write one, or remove the key"),
        Mistake(
            "prefix: db/", "prefix: ",
            "acme.yaml:4:25: rules[0].prefix: prefix has no value; give it one, or remove the key"),
        Mistake(
            "on: [cos]", "on: ", "acme.yaml:5:56: rules[1].on: on has no value; give it one, or remove the key"),
        Mistake(
            "on: [cos]", "on: []",
            "acme.yaml:5:56: rules[1].on: the rule is for no target; name targets, remove on for all, or remove the rule"
        ),
        Mistake(
            "on: [cos]", "on: [cos, cos]", "acme.yaml:5:62: rules[1].on[1]: 'cos' stands here twice; remove one"),
        Mistake("[bk-old]", "[x, y, x]", "acme.yaml:6:17: retired[2]: 'x' stands here twice; remove one"),
        Mistake(
            "[Size]", "[Size, ETag, Size]", "acme.yaml:4:68: rules[0].fields[2]: 'Size' stands here twice; remove one"),
        Mistake(
            "[field.Crc64]", "[field.Crc64, field.Crc64]",
            "acme.yaml:13:35: targets[0].accept.bk-db[1]: 'field.Crc64' stands here twice; remove one"),
        Mistake(
            "rules: [bk-db]", "rules: [bk-db, bk-db]",
            "acme.yaml:11:52: targets[0].buckets[1].rules[1]: 'bk-db' stands here twice; remove one"),
        Mistake(
            "schedule: daily", "schedule: daily, created: {}",
            "acme.yaml:4:56: rules[0].created: there is nothing in it; write what is meant, or remove the key"),
        Mistake(
            "schedule: daily", "schedule: daily, tags: {}",
            "acme.yaml:4:53: rules[0].tags: there is nothing in it; write what is meant, or remove the key"),
        Mistake(
            "{concurrency: 4}", "{}",
            "acme.yaml:15:9: pacing: there is nothing in it; write what is meant, or remove the key"),
        Mistake(
            "concurrency: 4", "requestsPerSecond: 1.0e-300",
            "acme.yaml:15:29: pacing.requestsPerSecond: at this rate no run would ever end; 0.001 is the least"),
        Mistake(
            "50m", "0m",
            "acme.yaml:16:42: safety.deadline: a run with this deadline would do nothing; write 90s, 50m or 1h30m, or remove the key"
        ),
        Mistake(
            "[photos, {name: dumps, rules: [bk-db]}]", "photos",
            "acme.yaml:11:14: targets[0].buckets: this is neither a list of buckets nor {file: LIST.csv} nor {match: [GLOB, …]}; write [NAME, …], also for one bucket"
        ),
        Mistake(
            "[photos, {name: dumps, rules: [bk-db]}]", "[]",
            "acme.yaml:11:14: targets[0].buckets: the target names no bucket; name some, or take the target out"),
        Mistake(
            "[photos, ", "[[photos], ",
            "acme.yaml:11:15: targets[0].buckets[0]: this is neither a bucket's name nor {name: NAME, …}; write one of them"
        ),
        Mistake(
            "reports: {bucket: inv}", "reports: inv",
            "acme.yaml:12:14: targets[0].reports: expected a mapping, found the text \"inv\"; a report destination has bucket, region, prefix, owner, role, kmsKey"
        ),
        Mistake(
            "schedule: daily", "schedule: [daily]",
            "acme.yaml:4:40: rules[0].schedule: expected a text, found a list; known are daily, weekly, monthly"),
        Mistake("name: n\n", "name: ''\n", "acme.yaml:2:7: name: the name is empty; write one"),
        Mistake("id: bk-logs", "id: ''", "acme.yaml:5:10: rules[1].id: the id is empty; write one"),
        Mistake("[bk-old]", "[' ']", "acme.yaml:6:11: retired[0]: the id is empty; write one"),
        Mistake(
            "prune: never", "pattern: ''", "acme.yaml:7:22: ownership.pattern: the pattern is empty; write one"),
        Mistake(
            "prune: never", "ignoreElements: ['']",
            "acme.yaml:7:29: ownership.ignoreElements: one of the elements has no name; write its path, or remove it"),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: inv, kmsKey: k}",
            "acme.yaml:12:36: targets[0].reports.kmsKey: the key is for rules with encryption: kms, and no rule of this target has it; remove the key"
        ),
        Mistake(
            "reports: {bucket: inv}", "reports: {bucket: ''}",
            "acme.yaml:12:23: targets[0].reports.bucket: the name of the report bucket is empty; write one"),
        Mistake(
            "field.Crc64", "format.CSV",
            "acme.yaml:13:22: targets[0].accept.bk-db[0]: without format.CSV a rule would report something else, so its loss cannot be accepted; change the rule"
        ),
        Mistake(
            "reports: {bucket: inv}\n    accept", "limits: {maximumRules: 0}\n    reports: {bucket: inv}\n    accept",
            "acme.yaml:12:28: targets[0].limits.maximumRules: maximumRules must be 1 or more"),
        Mistake(
            "concurrency: 4", "requestsPerSecond: .inf",
            "acme.yaml:15:29: pacing.requestsPerSecond: a rate must be a number; remove the key for no limit"),
        Mistake(
            "onRefusal: skip-rule", "stopAfterFailures: 0",
            "acme.yaml:16:29: safety.stopAfterFailures: stopAfterFailures must be 1 or more"),
        Mistake(
            "reports: {bucket: inv}\n    accept", "accept", "acme.yaml:9:5: targets[0]: the key \"reports\" is missing"),
        Mistake(
            "concurrency: 4", "concurrency: 0", "acme.yaml:15:23: pacing.concurrency: concurrency must be 1 to 1024"),
        Mistake(
            "concurrency: 4", "requestsPerSecond: 0",
            "acme.yaml:15:29: pacing.requestsPerSecond: a rate must be above 0"),
        Mistake(
            "deadline: 50m", "deadline: 50",
            "acme.yaml:16:42: safety.deadline: '50' is no span of time; write 90s, 50m or 1h30m"),
        Mistake(
            "onRefusal: skip-rule", "onRefusal: skip-rules",
            "acme.yaml:16:21: safety.onRefusal: unknown onRefusal 'skip-rules', did you mean 'skip-rule'?"),
        Mistake(
            "onRefusal: skip-rule", "maximumChanges: -1",
            "acme.yaml:16:26: safety.maximumChanges: maximumChanges must be 0 or more"),
    ])
    func `says where, and what to do`(_ mistake: Mistake) {
        let text = Self.text.replacing(mistake.find, with: mistake.replacement, maxReplacements: 1)
        #expect(text != Self.text)
        #expect(message(text) == mistake.line)
    }

    @Test func `a target list that is missing or wrong`() {
        #expect(
            message(Self.text, csv: nil)
                == "acme.yaml:14:55: targets[1].buckets.file: there is no target list 'obs.csv'")
        #expect(message(Self.text, csv: "aaa\nbbb,,,,\n").hasPrefix("obs.csv:2:"))
    }
}
