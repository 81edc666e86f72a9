public import InventoryCore
public import InventorySync

/// A rule-set file: the rules, and the buckets that shall hold them. YAML or JSON; every error names file, line and
/// column.
public struct RuleSetFile: Sendable {
    /// The rules, and how careful to be.
    public var ruleSet: RuleSet
    /// The target groups with their buckets, in file order.
    public var groups: [Group]

    /// One entry of `targets`.
    public struct Group: Sendable {
        /// What its buckets have in common.
        public var group: TargetGroup
        /// The buckets, in file order.
        public var buckets: [TargetGroup.Bucket]
    }

    /// Reads a rule-set file and the target lists that it names, which are looked for beside it.
    /// - Throws: ``DocumentError`` with the place, or `fileUnreadable`.
    public init(path: String, services: SystemServices = .system) throws {
        guard let bytes = try services.readFile(path) else {
            throw InventoryError(.fileUnreadable, "there is no file '\(Printable.quoted(path))'")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        try self.init(bytes, name: path) { file in
            let path = file.hasPrefix("/") ? file : folder + file
            guard let bytes = try services.readFile(path) else {
                throw InventoryError(.fileUnreadable, "there is no target list '\(Printable.quoted(path))'")
            }
            return (bytes, path)
        }
    }

    /// Reads a rule set that is in memory.
    /// - Parameters:
    ///   - name: how errors call it.
    ///   - targetList: gives the bytes and the name of a target list that the rule set names.
    public init(
        _ bytes: [UInt8], name: String, targetList: (String) throws -> (bytes: [UInt8], name: String)
    ) throws {
        let document = try DocumentReader.read(bytes, name: name)
        let model = try DocumentDecoder().decode(RuleSetModel.self, from: document)
        let ids = model.rules.map(\.template.id)
        let check = RuleSetCheck(document: document, ids: ids, groups: model.targets.map(\.group.name))
        try check.check(model)
        ruleSet = model.ruleSet
        groups = try model.targets.enumerated().map { index, target in
            var buckets = target.buckets
            if let file = target.file {
                let list: (bytes: [UInt8], name: String)
                do {
                    list = try targetList(file)
                } catch let error as InventoryError {
                    throw document.error(
                        error.message, at: ["targets", DocumentKey(index), "buckets", "file"])
                }
                buckets = try TargetList.read(list.bytes, name: list.name).map(TargetGroup.Bucket.init)
            }
            return Group(group: target.group, buckets: buckets)
        }
    }

    /// Every bucket with its rules, one group after the other in turn, so that clouds make progress side by side.
    /// Targets are made as they are asked for.
    public var targets: RuleSetTargets { targets(in: Selection()) }

    /// The same for the buckets of a selection.
    public func targets(in selection: Selection) -> RuleSetTargets { RuleSetTargets(file: self, selection: selection) }
}

extension TargetGroup.Bucket {
    init(_ row: TargetList.Row) {
        self.init(
            name: ExactText(row.bucket), region: row.region.map { ExactText($0) }, credentials: row.credentials,
            reportBucket: row.reportBucket.map { ExactText($0) })
    }
}

/// The targets of a rule-set file, interleaved: the first bucket of every group, then the second of every group, ….
public struct RuleSetTargets: Sequence, Sendable {
    let file: RuleSetFile
    let selection: Selection

    /// Starts at the first bucket of every group.
    public func makeIterator() -> Iterator { Iterator(file: file, selection: selection) }

    /// How many there are.
    public var count: Int {
        file.groups.reduce(0) { count, group in
            count + group.buckets.count { selection.includes($0.name, of: group.group.name) }
        }
    }

    /// Makes one target after the other.
    public struct Iterator: IteratorProtocol {
        let file: RuleSetFile
        let selection: Selection
        private var round = 0
        private var group = 0

        init(file: RuleSetFile, selection: Selection) {
            self.file = file
            self.selection = selection
        }

        /// The next target; nil after the last bucket of the longest group.
        public mutating func next() -> SyncTarget? {
            var skipped = 0
            while skipped < file.groups.count {
                if group == file.groups.count { (group, round) = (0, round + 1) }
                let current = file.groups[group]
                group += 1
                guard round < current.buckets.count else {
                    skipped += 1
                    continue
                }
                skipped = 0
                let bucket = current.buckets[round]
                guard selection.includes(bucket.name, of: current.group.name) else { continue }
                return current.group.target(bucket, rules: file.ruleSet.rules)
            }
            return nil
        }
    }
}
