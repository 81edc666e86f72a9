internal import InventoryCore
internal import InventorySync

/// Checks what needs more than one place of the file: names that are used must be names that are there.
struct RuleSetCheck {
    let document: DocumentNode
    let ids: [InventoryRule.ID]
    let groups: [String]
    /// Takes a mistake: throws it, or remembers it and goes on.
    let report: (DocumentError) throws -> Void
    /// The ids, to be asked for one.
    private let known: Set<InventoryRule.ID>

    init(
        document: DocumentNode, ids: [InventoryRule.ID], groups: [String],
        report: @escaping (DocumentError) throws -> Void
    ) {
        (self.document, self.ids, self.groups, self.report) = (document, ids, groups, report)
        known = Set(ids)
    }

    func check(_ model: RuleSetModel) throws {
        try refuseIdleParts()
        try require(model.name, "name", at: ["name"])
        var sameID: [InventoryRule.ID: [RuleTemplate]] = [:]
        for (index, rule) in model.rules.enumerated() {
            let id = rule.template.id
            try require(id.string, "id", at: ["rules", DocumentKey(index), "id"])
            if rule.template.on?.isEmpty == true {
                try report(
                    document.error(
                        "the rule is for no target; name targets, remove on for all, or remove the rule",
                        at: ["rules", DocumentKey(index), "on"]))
            }
            defer { sameID[id, default: []].append(rule.template) }
            guard sameID[id]?.contains(where: { $0.meets(rule.template) }) == true else { continue }
            try report(
                document.error(
                    "two rules have the id '\(Printable.quoted(id.string))'; rename one, or limit each to targets of its own "
                        + "with on",
                    at: ["rules", DocumentKey(index), "id"]))
        }
        for (index, rule) in model.rules.enumerated() {
            let place: [DocumentKey] = ["rules", DocumentKey(index)]
            if let problem = rule.template.schedule.impossibility {
                try report(document.error(problem, at: place + ["schedule", "monthly"]))
            }
            let filter = rule.template.content.filter
            if let storageClass = filter.storageClass {
                try require(storageClass.string, "storage class", orRemove: true, at: place + ["storageClass"])
            }
            for (key, problem) in [
                ("created", filter.created?.impossibility), ("modified", filter.modified?.impossibility),
                ("size", filter.size?.impossibility),
            ] {
                if let problem { try report(document.error(problem, at: place + [DocumentKey(key)])) }
            }
        }
        for (index, id) in model.retired.enumerated() {
            try require(id.string, "id", at: ["retired", DocumentKey(index)])
            guard known.contains(id) else { continue }
            try report(
                document.error(
                    "'\(Printable.quoted(id.string))' is a rule of this set and cannot be retired too; take it out of one",
                    at: ["retired", DocumentKey(index)]))
        }
        var names: Set<String> = []
        for (index, name) in groups.enumerated() where !names.insert(name).inserted {
            try report(
                document.error(
                    "two targets have the name '\(Printable.quoted(name))'; rename one",
                    at: ["targets", DocumentKey(index), "name"]))
        }
        for (index, rule) in model.rules.enumerated() {
            for name in (rule.template.on ?? []).sorted() where !names.contains(name) {
                try report(unknown("target", name, groups, in: ["rules", DocumentKey(index), "on"]))
            }
        }
        if let pattern = model.ownership.pattern { try require(pattern, "pattern", at: ["ownership", "pattern"]) }
        if model.ownership.prune == .matching, model.ownership.pattern == nil {
            try report(
                document.error(
                    "prune: matching removes rules by their ids, so it needs ownership.pattern to say which are yours",
                    at: ["ownership", "prune"]))
        }
        if model.ownership.prune != .never, model.rules.isEmpty {
            try report(
                document.error(
                    "without rules, prune would remove every rule that it may; name the ids under retired, or set prune: never",
                    at: ["rules"]))
        }
        for (index, target) in model.targets.enumerated() { try check(target, at: index, model.rules) }
        if model.targets.isEmpty {
            try report(
                document.error("the rule set has no target, so it is for no bucket; write one", at: ["targets"]))
        }
    }

    /// Refuses a text that is empty where it has to say something.
    private func require(
        _ text: String, _ thing: String, orRemove isOptional: Bool = false, at path: [DocumentKey]
    ) throws {
        guard text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return }
        try report(
            document.error("the \(thing) is empty; write one\(isOptional ? ", or remove the key" : "")", at: path))
    }

    private func check(_ target: TargetModel, at index: Int, _ rules: [RuleModel]) throws {
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

    /// Points at the name itself, in the list or mapping that it stands in.
    private func unknown(_ kind: String, _ name: String, _ known: [String], in path: [DocumentKey]) -> DocumentError {
        let problem = UnknownName(
            kind: kind, name: name, suggestion: Suggestion.closest(to: name, among: known),
            remedy: "this file has \(known.joined(separator: ", "))")
        switch document.find(path).node.content {
        case .sequence(let elements):
            let index = elements.firstIndex { element in
                if case .scalar(let scalar) = element.content {
                    scalar.text.utf8.elementsEqual(name.utf8)
                } else {
                    false
                }
            }
            return document.error(problem.description, at: path + (index.map { [DocumentKey($0)] } ?? []))
        case .mapping(let mapping):
            var error = document.error(problem.description, at: path + [DocumentKey(name)])
            if let key = mapping[name]?.keyLocation { (error.line, error.column) = (key.line, key.column) }
            return error
        case .scalar: return document.error(problem.description, at: path)
        }
    }
}

extension RuleTemplate {
    /// Whether it asks for an encryption that may need a key.
    fileprivate var takesKey: Bool { content.encryption != .none && content.encryption != .serviceManaged }

    fileprivate func isFor(_ group: String) -> Bool { on?.contains(group) ?? true }

    /// Whether there may be a bucket that both are for. Two rules of one id must not meet.
    func meets(_ other: RuleTemplate) -> Bool {
        guard let on, let others = other.on else { return true }
        return !on.isDisjoint(with: others)
    }
}
