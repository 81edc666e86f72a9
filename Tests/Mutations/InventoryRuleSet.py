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
]
