internal import InventoryCore
internal import InventoryWire

/// Which rules the runs of a journal folder wrote, or found as wanted, and for which rule set: what the file `written`
/// says. A rule set is known by its name, since several may record their runs in one folder.
///
/// One line for a rule and a set, in hexadecimal digits: 16 of the SHA-256 of the set's name, 32 of that of cloud, bucket
/// and id, and 8 of that of these 48. Some bytes a rule, for fleets.
struct Ledger: Sendable {
    private struct Rule: Hashable {
        var high: UInt64
        var low: UInt64
    }

    private struct Entry {
        var ruleSet: UInt64
        var others: Set<UInt64> = []
    }

    private var entries: [Rule: Entry] = [:]
    /// What of the file cannot be read: rules that are ours may stand there.
    private(set) var damage: InventoryError?

    /// Reads the file; one that is not there knows nothing.
    init(path: String) throws(InventoryError) {
        guard let lines = try LineReader(own: path) else { return }
        var damaged: (first: Int, count: Int)?
        while let line = try lines.next() {
            if !lines.isTorn, let (ruleSet, rule) = Self.read(line) {
                _ = note(ruleSet, rule)
            } else {
                damaged = (damaged?.first ?? lines.number, (damaged?.count ?? 0) + 1)
            }
        }
        guard let damaged else { return }
        damage = InventoryError(
            .journalFailed,
            "\(Printable.quoted(path)):\(damaged.first): the record of managed rules is damaged, or of an earlier version "
                + "(\(damaged.count) \(damaged.count == 1 ? "line" : "lines")), so nobody can tell which rules are this "
                + "set's; put back a copy of the file, or remove it and apply once with `ownership.prune: never`, which "
                + "records every rule that is as wanted")
    }

    /// - Parameter ruleSet: the name of the set.
    func owner(of id: InventoryRule.ID, in target: SyncTarget, for ruleSet: String) throws(InventoryError) -> RuleOwner
    {
        guard let entry = entries[try Self.rule(id, target)] else { return .unknown }
        let own = try Self.ruleSet(ruleSet)
        guard entry.ruleSet == own || entry.others.contains(own) else { return .otherSet }
        return entry.others.isEmpty ? .own : .shared
    }

    /// Whether any set manages that rule.
    func knows(_ id: InventoryRule.ID, in target: SyncTarget) throws(InventoryError) -> Bool {
        entries[try Self.rule(id, target)] != nil
    }

    /// - Returns: the line that the file needs for it; nil where it says so already.
    mutating func note(
        _ id: InventoryRule.ID, in target: SyncTarget, of ruleSet: String
    ) throws(InventoryError) -> [UInt8]? {
        let (set, rule) = (try Self.ruleSet(ruleSet), try Self.rule(id, target))
        guard note(set, rule) else { return nil }
        return try Self.line(set, rule)
    }

    private mutating func note(_ ruleSet: UInt64, _ rule: Rule) -> Bool {
        guard let entry = entries[rule] else {
            entries[rule] = Entry(ruleSet: ruleSet)
            return true
        }
        return entry.ruleSet != ruleSet && entries[rule]?.others.insert(ruleSet).inserted == true
    }

    // MARK: Lines

    private static func line(_ ruleSet: UInt64, _ rule: Rule) throws(InventoryError) -> [UInt8] {
        let said = [ruleSet, rule.high, rule.low].flatMap { value in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
        }
        let text = Hex.encodedBytes(said)
        return text + Hex.encodedBytes(Array(try digest(text).prefix(4)))
    }

    private static func read(_ line: [UInt8]) -> (ruleSet: UInt64, rule: Rule)? {
        guard line.count == 56 else { return nil }
        let values = [0, 16, 32].compactMap { UInt64(String(decoding: line[$0..<($0 + 16)], as: UTF8.self), radix: 16) }
        guard values.count == 3 else { return nil }
        let rule = Rule(high: values[1], low: values[2])
        guard (try? Self.line(values[0], rule)) == line else { return nil }
        return (values[0], rule)
    }

    private static func ruleSet(_ name: String) throws(InventoryError) -> UInt64 { try fingerprint(name).high }

    private static func rule(_ id: InventoryRule.ID, _ target: SyncTarget) throws(InventoryError) -> Rule {
        let bucket = target.identity
        return try fingerprint([bucket.provider.rawValue, bucket.bucket.string, id.string].joined(separator: "\0"))
    }

    private static func fingerprint(_ text: String) throws(InventoryError) -> Rule {
        let bytes = try digest(Array(text.utf8))
        func value(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return Rule(high: value(bytes[..<8]), low: value(bytes[8..<16]))
    }

    private static func digest(_ bytes: [UInt8]) throws(InventoryError) -> [UInt8] {
        do {
            return try Digest.sha256(bytes)
        } catch {
            throw InventoryError(.journalFailed, "a journal needs SHA-256, which OpenSSL does not offer", cause: error)
        }
    }
}
