public import InventoryCore
public import InventorySync

/// A rule-set file: the rules, and the buckets that shall hold them. YAML or JSON; every error names file, line and
/// column.
public struct RuleSetFile: Sendable {
    /// The rules, and how careful to be.
    public var ruleSet: RuleSet
    /// The target groups with their buckets, in file order.
    public var groups: [Group]
    /// The buckets whose reports are compared, in file order. See ``comparedPairs()``.
    public var pairs: [RuleSetPair] = []
    /// Where `rules` stands; nil for a rule set that was not read.
    var rulesPlace: DocumentLocation?
    /// Where each rule stands, and its parts; empty for a rule set that was not read.
    var rules: [RulePlace] = []

    /// One entry of `targets`.
    public struct Group: Sendable {
        /// What its buckets have in common.
        public var group: TargetGroup
        /// The buckets, in file order. Empty where ``pattern`` says which they are, until ``RuleSetFile/find(with:)``.
        public var buckets: [TargetGroup.Bucket]
        /// Which buckets of the account's own list are meant, where none are named.
        public var pattern: BucketPattern?
        /// Where each bucket stands, in the rule set or in its target list; empty for a group that was not read.
        public var places: [DocumentLocation] = []
        /// Where `provider`, `region`, `endpoint`, `credentials` and the keys of `reports` stand, those that the group has.
        public var keyPlaces: [String: DocumentLocation] = [:]

        /// A group that was not read.
        public init(group: TargetGroup, buckets: [TargetGroup.Bucket], pattern: BucketPattern? = nil) {
            self.group = group
            self.buckets = buckets
            self.pattern = pattern
        }
    }

    /// Reads a rule-set file and the target lists that it names, which stand in its folder or below it.
    /// - Throws: ``DocumentError`` with the place, or `fileUnreadable`.
    public init(path: String, services: SystemServices = .system) throws {
        guard let bytes = try services.readFile(path) else {
            throw InventoryError.noFile(path)
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        try self.init(bytes, name: path) { try Self.targetList($0, below: folder, services: services) }
    }

    /// A target list of a rule set that stands in that folder, empty for the current one.
    /// - Throws: where the file stands elsewhere, links followed: a rule set made by somebody else must not choose which
    ///   files are read here.
    public static func targetList(
        _ file: String, below folder: String, services: SystemServices = .system
    ) throws -> (bytes: [UInt8], name: String) {
        let path = file.hasPrefix("/") ? file : folder + file
        guard FilePlace.isWithin(path, folder: folder.isEmpty ? "." : folder) else {
            throw InventoryError(
                .fileUnreadable,
                "a target list has to stand in the folder of its rule set or below it, links followed; move it there")
        }
        guard let bytes = try services.readFile(path) else {
            throw InventoryError(.fileUnreadable, "there is no target list '\(Printable.quoted(path))'")
        }
        return (bytes, path)
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
        try self.init(model, of: document, targetList: targetList) { throw $0 }
    }

    /// Makes a file of what was read, and checks what needs more than one place of it.
    /// - Parameter report: takes a mistake: throws it, or remembers it, and what it is about is left out.
    init(
        _ model: RuleSetModel, of document: DocumentNode,
        targetList: (String) throws -> (bytes: [UInt8], name: String), report: (DocumentError) throws -> Void
    ) throws {
        try withoutActuallyEscaping(report) { report in
            try RuleSetCheck(
                document: document, ids: model.rules.map(\.template.id), groups: model.targets.map(\.group.name),
                report: report
            ).check(model)
        }
        ruleSet = model.ruleSet
        rules = model.rules.enumerated().map { index, rule in
            RulePlace(
                id: rule.template.id, on: rule.template.on, node: document.find(["rules", DocumentKey(index)]).node)
        }
        groups = try model.targets.enumerated().map { index, target in
            var buckets = target.buckets
            var places = buckets.indices.map {
                document.find(["targets", DocumentKey(index), "buckets", DocumentKey($0)]).node.location
            }
            if let file = target.file {
                let rows: [TargetList.Row]
                do {
                    rows = try Self.rows(of: try targetList(file), report: report)
                } catch let error as InventoryError {
                    try report(document.error(error.message, at: ["targets", DocumentKey(index), "buckets", "file"]))
                    rows = []
                }
                buckets = rows.map(TargetGroup.Bucket.init)
                places = rows.map(\.location)
            }
            let entry = document.find(["targets", DocumentKey(index)]).node
            var group = Group(group: target.group, buckets: buckets, pattern: target.pattern)
            group.places = places
            group.keyPlaces = entry.locations(of: [
                "provider", "region", "endpoint", "credentials", "buckets", "reports", "reports.bucket",
                "reports.region", "reports.prefix", "reports.owner", "reports.role", "reports.kmsKey",
            ])
            return group
        }
        rulesPlace = document.find([DocumentKey("rules")]).node.location
        try requireOneWishPerBucket(report: report)
        pairs = model.pairs.map(\.pair)
        for mistake in findPairs(isReading: true).mistakes {
            try report(
                document.error(mistake.message, at: ["pairs", DocumentKey(mistake.index), DocumentKey(mistake.key)]))
        }
    }

    /// The buckets of a target list, those lines of it that can be read.
    private static func rows(
        of list: (bytes: [UInt8], name: String), report: (DocumentError) throws -> Void
    ) throws -> [TargetList.Row] {
        do {
            let rows = try TargetList.read(list.bytes, name: list.name, report: report)
            guard rows.isEmpty else { return rows }
            try report(
                DocumentError(
                    file: list.name, line: 1, column: 1, path: "",
                    message: "the list names no bucket; fill it, or take its target out of the rule set"))
        } catch let error as DocumentError {
            try report(error)
        }
        return []
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

extension InventoryError {
    /// A file that is not there. A name that is not UTF-8 reached the program with another character in the place of what
    /// cannot be read, and no file has that name.
    static func noFile(_ path: String) -> InventoryError {
        InventoryError(
            .fileUnreadable,
            path.unicodeScalars.contains("\u{FFFD}")
                ? "the name '\(Printable.quoted(path))' is not UTF-8; rename the file"
                : "there is no file '\(Printable.quoted(path))'")
    }
}
