/// A document in a bucket, exactly as it was received.
public struct StoredDocument: Sendable, Hashable {
    /// The id from the query.
    public var id: String
    /// The body of the request, byte for byte.
    public var document: [UInt8]
    /// When it came, in Unix seconds by the emulator's clock.
    public var receivedAt: Int64
    /// True where it was placed by hand, without any check.
    public var isPlaced: Bool
}

/// A rule in a bucket: the document, and what was read off it when it came.
struct Rule: Sendable {
    var stored: StoredDocument
    /// What answers hold between the tags of `InventoryConfiguration`, written once.
    var echo: [UInt8]
    /// The filter's prefix, empty for the whole bucket. Bytes: texts that Unicode calls equal are different prefixes.
    var prefix: [UInt8] = []
    var destination = ""
    /// Counts up by creation, and stays when the rule is replaced.
    var sequence = 0
}

/// The rules and jobs of one bucket: what is true, and what reads show while a write has not become visible.
struct BucketState: Sendable {
    private(set) var rules: [Rule] = []
    private(set) var jobs: [StoredDocument] = []
    private var visible: [Rule] = []
    private var upcoming: [Change] = []
    private var sequence = 0

    private struct Change: Sendable {
        var visibleAt: Int64
        var id: String
        /// Nil for a removal.
        var rule: Rule?
    }

    init() {}

    func rule(_ id: String) -> Rule? { rules.first { $0.stored.id == id } }

    mutating func put(_ rule: Rule, lag: Int64) {
        var rule = rule
        if let previous = self.rule(rule.stored.id) {
            rule.sequence = previous.sequence
        } else {
            sequence += 1
            rule.sequence = sequence
        }
        Self.apply(rule.stored.id, rule, to: &rules)
        publish(Change(visibleAt: rule.stored.receivedAt &+ lag, id: rule.stored.id, rule: rule), lag: lag)
    }

    /// - Returns: whether there was such a rule.
    @discardableResult mutating func remove(_ id: String, now: Int64, lag: Int64) -> Bool {
        guard rule(id) != nil else { return false }
        Self.apply(id, nil, to: &rules)
        publish(Change(visibleAt: now &+ lag, id: id), lag: lag)
        return true
    }

    mutating func start(_ job: StoredDocument) { jobs.append(job) }

    /// What reads and lists show, by creation.
    mutating func shown(at now: Int64) -> [Rule] {
        while let change = upcoming.first, change.visibleAt <= now {
            upcoming.removeFirst()
            Self.apply(change.id, change.rule, to: &visible)
        }
        return visible
    }

    private mutating func publish(_ change: Change, lag: Int64) {
        if lag == 0 {
            // By hand, or after a setting without lag: what was on its way to this id is overtaken.
            upcoming.removeAll { $0.id == change.id }
            Self.apply(change.id, change.rule, to: &visible)
        } else {
            upcoming.append(change)
        }
    }

    private static func apply(_ id: String, _ rule: Rule?, to rules: inout [Rule]) {
        let index = rules.firstIndex { $0.stored.id == id }
        switch (index, rule) {
        case (let index?, let rule?): rules[index] = rule
        case (let index?, nil): rules.remove(at: index)
        case (nil, let rule?):
            // By creation: a replacement of a rule that readers have seen removed still stands where it was created.
            let place = rules.lastIndex { $0.sequence < rule.sequence }.map { $0 + 1 } ?? 0
            rules.insert(rule, at: place)
        case (nil, nil): break
        }
    }
}
