public import InventoryCore
public import InventorySync

/// A pair whose buckets and rules were found in its rule set.
public struct ComparedPair: Sendable {
    /// Its place in the list.
    public var index: Int
    /// As it is written.
    public var pair: RuleSetPair
    /// The bucket that was copied, how to reach it, and the one rule whose reports count.
    public var source: SyncTarget
    /// The same of the copy.
    public var target: SyncTarget
}

extension RuleSetFile {
    /// The pairs of the file, in their order, each with its buckets and rules.
    /// - Throws: `invalidDocument` for a bucket or a rule that the rule set does not have, or where a rule has to be named.
    public func comparedPairs() throws(InventoryError) -> [ComparedPair] {
        do throws(PairError) {
            return try findPairs()
        } catch {
            throw InventoryError(.invalidDocument, "pair \(error.index + 1) of the rule set: \(error.message)")
        }
    }

    /// The same, telling which pair is wrong.
    func findPairs() throws(PairError) -> [ComparedPair] {
        guard !pairs.isEmpty else { return [] }
        var buckets: [String: SyncTarget] = [:]
        let wanted = Set(pairs.flatMap { [$0.source.bucket, $0.target.bucket] })
        let shared = targets
        var names: [SyncTarget.Identity: [String]] = [:]
        for entry in groups {
            for bucket in entry.buckets {
                let name = "\(entry.group.name)/\(bucket.name.string)"
                guard wanted.contains(name) else { continue }
                names[SyncTarget.Identity(entry.group.provider, bucket.name), default: []].append(name)
            }
        }
        // A bucket that the file names more than once is one target, with the rules of all its places.
        for target in shared { for name in names[target.identity] ?? [] { buckets[name] = target } }
        var found: [ComparedPair] = []
        for (index, pair) in pairs.enumerated() {
            let source = try find(pair.source, of: index, among: buckets, like: nil)
            let target = try find(pair.target, of: index, among: buckets, like: source.rules.first?.id)
            found.append(ComparedPair(index: index, pair: pair, source: source, target: target))
        }
        return found
    }

    /// The bucket with its one rule.
    /// - Parameter rule: the rule that counts unless another is named.
    private func find(
        _ side: RuleSetPair.Side, of index: Int, among buckets: [String: SyncTarget], like rule: InventoryRule.ID?
    ) throws(PairError) -> SyncTarget {
        guard var target = buckets[side.bucket] else {
            let known = groups.flatMap { entry in entry.buckets.map { "\(entry.group.name)/\($0.name.string)" } }
            let problem = UnknownName(
                kind: "bucket", name: side.bucket, suggestion: Suggestion.closest(to: side.bucket, among: known),
                remedy: "write TARGET/BUCKET as the rule set names them")
            throw PairError(index: index, message: problem.description)
        }
        let known = target.rules.map(\.id)
        let id = side.rule ?? known.first { $0 == rule } ?? (known.count == 1 ? known[0] : nil)
        guard let id, known.contains(id) else {
            let ids = known.map { "'\(Printable.quoted($0.string))'" }.joined(separator: ", ")
            throw PairError(
                index: index,
                message:
                    "\(target) has \(known.isEmpty ? "no rule" : "the rules \(ids)"); say with rule (at the target "
                    + "with targetRule) whose reports are compared")
        }
        target.rules = target.rules.filter { $0.id == id }
        return target
    }
}

/// What is wrong with a pair.
struct PairError: Error {
    var index: Int
    var message: String
}
