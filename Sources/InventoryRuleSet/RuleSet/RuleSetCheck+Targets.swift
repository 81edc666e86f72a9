internal import InventoryCore
internal import InventorySync

extension RuleSetCheck {
    /// Checks what a target says, but for what its cloud demands.
    func check(_ target: TargetModel, at index: Int, _ rules: [RuleModel]) throws {
        let place: [DocumentKey] = ["targets", DocumentKey(index)]
        let group = target.group
        try require(group.name, "name", at: place + ["name"])
        if group.name.utf8.contains(0x2F) {
            try report(
                document.error(
                    "the name of a target holds no slash, which stands between target and bucket; write another character",
                    at: place + ["name"]))
        }
        if let credentials = group.credentials {
            try require(credentials, "name of the credentials", at: place + ["credentials"])
        }
        try require(group.reports.bucket.string, "name of the report bucket", at: place + ["reports", "bucket"])
        for (key, text) in [
            ("region", group.reports.region), ("owner", group.reports.owner), ("role", group.reports.role),
            ("kmsKey", group.reports.kmsKey),
        ] {
            if let text { try require(text.string, key, orRemove: true, at: place + ["reports", DocumentKey(key)]) }
        }
        if group.reports.kmsKey != nil,
            !rules.contains(where: { $0.template.takesKey && $0.template.isFor(group.name) })
        {
            try report(
                document.error(
                    "the key is for rules with encryption: kms, and no rule of this target has it; remove the key",
                    at: place + ["reports", "kmsKey"]))
        }
        if let problem = target.group.reports.prefix.flatMap(PrefixPatterns.problem) {
            try report(document.error(problem, at: place + ["reports", "prefix"]))
        }
        for id in target.group.accept.keys.sorted() where !known.contains(id) {
            try report(unknown("rule", id.string, ids.map(\.string), in: place + ["accept"]))
        }
        if let pattern = target.pattern { try check(pattern, of: target, at: place + ["buckets"]) }
        if target.file == nil, target.pattern == nil, target.buckets.isEmpty {
            try report(
                document.error(
                    "the target names no bucket; name some, or take the target out", at: place + ["buckets"]))
        }
        for (position, bucket) in target.buckets.enumerated() {
            for id in (bucket.rules ?? []).sorted() where !known.contains(id) {
                try report(
                    unknown(
                        "rule", id.string, ids.map(\.string), in: place + ["buckets", DocumentKey(position), "rules"]))
            }
        }
    }

    private func check(_ pattern: BucketPattern, of target: TargetModel, at place: [DocumentKey]) throws {
        if target.file != nil {
            try report(document.error("buckets are in a file or match, not both; remove one", at: place + ["file"]))
        }
        if pattern.match.isEmpty {
            try report(document.error("no bucket would match; write a pattern such as \"*\"", at: place + ["match"]))
        }
        for (key, globs) in [("match", pattern.match), ("exclude", pattern.exclude)] {
            for (index, glob) in globs.enumerated() {
                try require(glob, "pattern", at: place + [DocumentKey(key), DocumentKey(index)])
            }
        }
        guard case .customDomain = target.group.endpoint else { return }
        try report(
            document.error("a custom domain is one bucket; name it in place of a pattern", at: place + ["match"]))
    }
}

extension RuleTemplate {
    /// Whether it asks for an encryption that may need a key.
    fileprivate var takesKey: Bool { content.encryption != .none && content.encryption != .serviceManaged }

    fileprivate func isFor(_ group: String) -> Bool { on?.contains(group) ?? true }
}
