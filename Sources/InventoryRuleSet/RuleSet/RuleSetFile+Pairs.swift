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
        let (found, mistakes) = findPairs()
        guard let first = mistakes.first else { return found }
        throw InventoryError(.invalidDocument, "pair \(first.index + 1) of the rule set: \(first.message)")
    }

    /// The same, with all that is wrong with the others.
    /// - Parameter isReading: whether buckets that the file does not name are still to be found: pairs of theirs are neither.
    func findPairs(isReading: Bool = false) -> (found: [ComparedPair], mistakes: [PairMistake]) {
        guard !pairs.isEmpty else { return ([], []) }
        let buckets = pairedBuckets()
        let unknown = isReading ? Set(groups.lazy.filter { $0.pattern != nil }.map(\.group.name)) : []
        var (found, mistakes) = ([ComparedPair](), [PairMistake]())
        for (index, pair) in pairs.enumerated() {
            let sides = [pair.source.bucket, pair.target.bucket].map { $0.prefix { $0 != "/" } }
            guard !sides.contains(where: { unknown.contains(String($0)) }) else { continue }
            let source = find(pair.source, of: index, "source", among: buckets, like: nil)
            let like = (try? source.get())?.rules.first?.id
            let target = find(pair.target, of: index, "target", among: buckets, like: like)
            do throws(PairMistake) {
                let compared = ComparedPair(
                    index: index, pair: pair, source: try source.get(), target: try target.get())
                try compared.requireTwo()
                found.append(compared)
            } catch {
                mistakes.append(error)
                // A target's rule may follow from that of the source.
                if case .failure(let second) = target, second != error, !second.isAboutRule || like != nil {
                    mistakes.append(second)
                }
            }
        }
        return (found, mistakes)
    }

    /// The buckets that pairs name. One that the file names more than once is one target, with the rules of all its places.
    private func pairedBuckets() -> [String: SyncTarget] {
        let wanted = Set(pairs.flatMap { [$0.source.bucket, $0.target.bucket] })
        var names: [SyncTarget.Identity: [String]] = [:]
        for entry in groups {
            for bucket in entry.buckets {
                let name = "\(entry.group.name)/\(bucket.name.string)"
                guard wanted.contains(name) else { continue }
                names[SyncTarget.Identity(entry.group.provider, bucket.name), default: []].append(name)
            }
        }
        var buckets: [String: SyncTarget] = [:]
        for target in targets { for name in names[target.identity] ?? [] { buckets[name] = target } }
        return buckets
    }

    /// The bucket with its one rule.
    /// - Parameters:
    ///   - key: the key of the pair that names it.
    ///   - rule: the rule that counts unless another is named.
    private func find(
        _ side: RuleSetPair.Side, of index: Int, _ key: String, among buckets: [String: SyncTarget],
        like rule: InventoryRule.ID?
    ) -> Result<SyncTarget, PairMistake> {
        guard var target = buckets[side.bucket] else {
            let known = groups.flatMap { entry in entry.buckets.map { "\(entry.group.name)/\($0.name.string)" } }
            let problem = UnknownName(
                kind: "bucket", name: side.bucket, suggestion: Suggestion.closest(to: side.bucket, among: known),
                remedy: "write TARGET/BUCKET as the rule set names them")
            return .failure(PairMistake(index: index, key: key, message: problem.description))
        }
        let known = target.rules.map(\.id)
        let id = side.rule ?? known.first { $0 == rule } ?? (known.count == 1 ? known[0] : nil)
        guard let id, known.contains(id) else {
            let ids = known.map { "'\(Printable.quoted($0.string))'" }.joined(separator: ", ")
            let ruleKey = key == "source" ? "rule" : "targetRule"
            return .failure(
                PairMistake(
                    index: index, key: side.rule == nil ? key : ruleKey,
                    message: "\(target) has \(known.isEmpty ? "no rule" : "the rules \(ids)"); say with \(ruleKey) "
                        + "whose reports are compared", isAboutRule: true))
        }
        target.rules = target.rules.filter { $0.id == id }
        return .success(target)
    }
}

extension ComparedPair {
    /// - Throws: where the same keys of the same reports are on both sides.
    fileprivate func requireTwo() throws(PairMistake) {
        guard source.identity == target.identity, source.rules.map(\.id) == target.rules.map(\.id),
            pair.sourcePrefix == pair.targetPrefix
        else { return }
        throw PairMistake(
            index: index, key: "target",
            message: "\(target) would be compared with itself, and is always the same; name the copy")
    }
}

/// What is wrong with a pair, and under which key of it.
struct PairMistake: Error, Hashable {
    var index: Int
    var key: String
    var message: String
    /// Whether its bucket is there, and which of the rules counts is not known.
    var isAboutRule = false
}
