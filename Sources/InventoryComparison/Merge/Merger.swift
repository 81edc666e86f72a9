/// Walks both sides at once, key by key, and counts.
struct Merger<Side: ComparedSide> {
    private let evidence: Evidence
    private let prefix: [UInt8]
    private var tally = [Int](repeating: 0, count: Verdict.allCases.count)

    /// - Parameter prefix: what the source's keys begin with that are told.
    init(_ evidence: Evidence, prefix: [UInt8]) { (self.evidence, self.prefix) = (evidence, prefix) }

    /// How many keys have that verdict.
    func count(_ verdict: Verdict) -> Int { tally[verdict.number] }

    /// Concludes about one key after the other, until a side needs more records or both are at their end.
    mutating func merge(
        _ source: inout Side, _ target: inout Side, _ tell: (borrowing ComparedKey) throws -> Void
    ) throws {
        while !source.isStarved, !target.isStarved {
            let (a, b) = (source.current, target.current)
            guard let first = a ?? b else { return }
            let order: Int
            if let a, let b { order = KeyOrder.compare(a.rest, b.rest) } else { order = a == nil ? 1 : -1 }
            let (takesSource, takesTarget) = (order <= 0, order >= 0)
            var key = ComparedKey(prefix: prefix, rest: takesSource ? first.rest : b?.rest ?? first.rest)
            if let verdict = Side.conclude(
                takesSource ? a?.found : nil, takesTarget ? b?.found : nil, by: evidence, about: &key)
            {
                key.verdict = verdict
                tally[verdict.number] += 1
                try tell(key)
            }
            if takesSource { try source.advance() }
            if takesTarget { try target.advance() }
        }
    }
}
