"""Changes below Sources/InventoryRuleSet."""

from change import Change

CHANGES = [
    Change(9, "one domain is one bucket", "one host that two buckets are said to be at is refused at both places",
           "RuleSet/SharedBuckets.swift", "guard other.bucket != bucket.name else { continue }",
           "guard other.bucket != bucket.name, other.bucket.isEmpty else { continue }"),
    Change(9, "a second heading is no bucket", "a mistake is refused where it stands",
           "Document/TargetList.swift", '|| row.bucket.lowercased() != "bucket"', "|| !row.bucket.isEmpty"),
    Change(9, "an empty class is refused where it stands", "says where, and what to do",
           "RuleSet/RuleSetCheck.swift", "if let storageClass = filter.storageClass {",
           "if let storageClass = filter.storageClass, !storageClass.isEmpty {"),
    Change(9, "a refusal stands at the rule's own place", "a loss that nobody accepted stops the run before any write",
           "RuleSet/RulePlace.swift", "{ node.find(RuleSetReview.keys(part)).node.location }", "{ node.location }"),
    Change(12, "what many rules lack is told once", "what many rules lack is told once",
           "Review/GroupedFindings.swift", "subjects[remark] ?? Subjects()\n        if", "Subjects()\n        if"),
    Change(13, "a rule set without targets is refused", "a rule set without targets is refused at its place",
           "RuleSet/RuleSetCheck.swift", "if model.targets.isEmpty {", "if model.targets.isEmpty, model.rules.isEmpty {"),
    Change(13, "a set without rules is warned of", "without rules, pruning is refused, and the rest is warned of",
           "RuleSet/RuleSetFile+Remarks.swift", "ruleSet.rules.isEmpty, ruleSet.retired.isEmpty,", "ruleSet.rules.isEmpty, !ruleSet.retired.isEmpty,"),
    Change(13, "every mistake of a pair is told at its own key", "every mistake of a pair is told at its own place",
           "RuleSet/RuleSetFile.swift", ", DocumentKey(mistake.key)]", "]"),
    Change(13, "pairs may wait for buckets that are found", "pairs may name buckets that are still to be found",
           "RuleSet/RuleSetFile+Pairs.swift", "let unknown = isReading ?", "let unknown = !isReading ?"),
    Change(13, "the schema lists the clouds", "the schema is made of the guide",
           "Guide/RuleSetGuide+Targets.swift", '"provider", .word(clouds),', '"provider", .string(pattern: nil),'),
    Change(13, "a report bucket of two regions is warned of", "one report bucket for buckets of two regions is warned of",
           "RuleSet/RuleSetFile+Remarks.swift", "guard first != region, told", "guard first == region, told"),
    Change(13, "zeros before a number are refused", "a number with a point is refused with zeros before it, too",
           "Document/NodeDecoder+Scalars.swift", 'guard digits.first == "0", digits.dropFirst()', 'guard digits.first == "9", digits.dropFirst()'),
]
