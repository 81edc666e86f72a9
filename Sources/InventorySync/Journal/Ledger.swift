internal import InventoryCore
internal import InventoryWire

/// Which rules the runs of a journal folder wrote, or found as wanted, and for which rule set: what the file `written`
/// says. A rule set is known by its name, since several may record their runs in one folder.
///
/// One line for a rule and a set, in hexadecimal digits: 16 of the SHA-256 of the set's name, 32 of that of cloud, bucket
/// and id, and 8 of that of these 48. Some bytes a rule, for fleets. What a run left in the file stands in its last line
/// (``Mark``), so that lines that are missing are missed.
struct Ledger: Sendable {
    /// What a run left in the file.
    struct Mark: Codable, Sendable {
        var lines: Int
        /// Of these lines with their ends, in hexadecimal digits.
        var sha256: String
    }

    private struct Rule: Hashable {
        var high: UInt64
        var low: UInt64
    }

    private struct Entry {
        var ruleSet: UInt64
        var others: Set<UInt64> = []
    }

    private var entries: [Rule: Entry] = [:]
    private let digest: RunningDigest
    private var lines = 0
    /// What an earlier run left, where the file does not have it any more.
    private var lost: Mark?
    /// What of the file cannot be read or is missing: rules that are ours may stand there.
    private(set) var damage: InventoryError?

    /// Knows nothing.
    init() throws(InventoryError) { digest = try Self.ours { () throws(CryptoError) in try RunningDigest(.sha256) } }

    /// Reads the file; one that is not there knows nothing.
    /// - Parameter mark: what the newest run that says so left in it.
    init(path: String, mark: Mark?) throws(InventoryError) {
        try self.init()
        guard let file = try LineReader(own: path) else {
            if let mark, mark.lines > 0 { damage = Self.damage(path, "is missing, and had \(Self.count(mark.lines))") }
            return
        }
        var damaged: (first: Int, count: Int)?
        if let mark, mark.lines > 0 { lost = mark }
        while let line = try file.next() {
            if !file.isTorn, let (ruleSet, rule) = Self.read(line) {
                _ = note(ruleSet, rule)
            } else {
                damaged = (damaged?.first ?? file.number, (damaged?.count ?? 0) + 1)
            }
            // Whoever goes on with the file cuts off a torn line.
            if !file.isTorn { count(line) }
            if let mark, lines == mark.lines, try own.sha256 == mark.sha256 { lost = nil }
        }
        if let damaged {
            damage = Self.damage(
                "\(path):\(damaged.first)", "is damaged, or of an earlier version (\(Self.count(damaged.count)))")
        } else if let lost {
            damage = Self.damage(
                path,
                lines < lost.lines
                    ? "has \(Self.count(lines)) where a run left \(lost.lines): the others are missing"
                    : "is not as a run left it: of its first \(Self.count(lost.lines)) some are missing or others")
        }
    }

    private static func count(_ lines: Int) -> String { "\(lines) \(lines == 1 ? "line" : "lines")" }

    private static func damage(_ place: String, _ what: String) -> InventoryError {
        InventoryError(
            .journalRefused,
            "\(Printable.quoted(place)): the record of managed rules \(what), so it is not known which rules are this "
                + "set's; put back a copy of the file, or remove it and apply once with `ownership.prune: never`, which "
                + "records every rule that is as wanted")
    }

    // MARK: The mark

    /// What a run that ends now leaves. What an earlier one left and is lost stays missed, until the file is made anew.
    var mark: Mark {
        get throws(InventoryError) {
            if let lost { return lost }
            return try own
        }
    }

    private var own: Mark {
        get throws(InventoryError) {
            let bytes = try Self.ours { () throws(CryptoError) in try digest.soFar() }
            return Mark(lines: lines, sha256: Hex.encode(bytes))
        }
    }

    private mutating func count(_ line: [UInt8]) {
        digest.add(line + [0x0A])
        lines += 1
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
        let line = try Self.line(set, rule)
        count(line)
        return line
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
        try ours { () throws(CryptoError) in try Digest.sha256(bytes) }
    }

    private static func ours<Value>(_ body: () throws(CryptoError) -> Value) throws(InventoryError) -> Value {
        do {
            return try body()
        } catch {
            throw InventoryError(.journalFailed, "a journal needs SHA-256, which OpenSSL does not offer", cause: error)
        }
    }
}
