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
    let known: Set<InventoryRule.ID>

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
        try checkIDs(of: model.rules)
        for (index, rule) in model.rules.enumerated() { try check(rule, at: ["rules", DocumentKey(index)]) }
        try checkRetired(model.retired)
        try checkNames(ofTargetsFor: model.rules)
        try check(model.ownership, hasRules: !model.rules.isEmpty)
        for (index, target) in model.targets.enumerated() { try check(target, at: index, model.rules) }
        if model.targets.isEmpty {
            try report(
                document.error("the rule set has no target, so it is for no bucket; write one", at: ["targets"]))
        }
    }

    private func checkIDs(of rules: [RuleModel]) throws {
        var sameID: [InventoryRule.ID: [RuleTemplate]] = [:]
        for (index, rule) in rules.enumerated() {
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
    }

    private func check(_ rule: RuleModel, at place: [DocumentKey]) throws {
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

    private func checkRetired(_ retired: [InventoryRule.ID]) throws {
        for (index, id) in retired.enumerated() {
            try require(id.string, "id", at: ["retired", DocumentKey(index)])
            guard known.contains(id) else { continue }
            try report(
                document.error(
                    "'\(Printable.quoted(id.string))' is a rule of this set and cannot be retired too; take it out of one",
                    at: ["retired", DocumentKey(index)]))
        }
    }

    /// No two targets have one name, and every target that a rule names is there.
    private func checkNames(ofTargetsFor rules: [RuleModel]) throws {
        var names: Set<String> = []
        for (index, name) in groups.enumerated() where !names.insert(name).inserted {
            try report(
                document.error(
                    "two targets have the name '\(Printable.quoted(name))'; rename one",
                    at: ["targets", DocumentKey(index), "name"]))
        }
        for (index, rule) in rules.enumerated() {
            for name in (rule.template.on ?? []).sorted() where !names.contains(name) {
                try report(unknown("target", name, groups, in: ["rules", DocumentKey(index), "on"]))
            }
        }
    }

    private func check(_ ownership: Ownership, hasRules: Bool) throws {
        if let pattern = ownership.pattern { try require(pattern, "pattern", at: ["ownership", "pattern"]) }
        if ownership.prune == .matching, ownership.pattern == nil {
            try report(
                document.error(
                    "prune: matching removes rules by their ids, so it needs ownership.pattern to say which are yours",
                    at: ["ownership", "prune"]))
        }
        if ownership.prune != .never, !hasRules {
            try report(
                document.error(
                    "without rules, prune would remove every rule that it may; name the ids under retired, or set prune: never",
                    at: ["rules"]))
        }
    }

    /// Refuses a text that is empty where it has to say something.
    func require(
        _ text: String, _ thing: String, orRemove isOptional: Bool = false, at path: [DocumentKey]
    ) throws {
        guard text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return }
        try report(
            document.error("the \(thing) is empty; write one\(isOptional ? ", or remove the key" : "")", at: path))
    }

    /// Points at the name itself, in the list or mapping that it stands in.
    func unknown(_ kind: String, _ name: String, _ known: [String], in path: [DocumentKey]) -> DocumentError {
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
    /// Whether there may be a bucket that both are for. Two rules of one id must not meet.
    func meets(_ other: RuleTemplate) -> Bool {
        guard let on, let others = other.on else { return true }
        return !on.isDisjoint(with: others)
    }
}
