/// Walks both sides at once, key by key, and counts.
struct Merger {
    private let evidence: Evidence
    private let prefix: [UInt8]
    private var tally = [Int](repeating: 0, count: Verdict.allCases.count)
    private(set) var told = 0

    private static let places = Dictionary(
        uniqueKeysWithValues: Verdict.allCases.enumerated().map { ($0.element, $0.offset) })

    init(_ evidence: Evidence, prefix: [UInt8]) {
        self.evidence = evidence
        self.prefix = prefix
    }

    /// Every verdict's count.
    var counts: [Verdict: Int] { Self.places.mapValues { tally[$0] } }

    /// Which side has the next key: the smaller one, or both.
    static func next(_ source: ComparisonSide, _ target: ComparisonSide) -> (source: Bool, target: Bool) {
        guard let a = source.record else { return (false, true) }
        guard let b = target.record else { return (true, false) }
        let order = KeyOrder.compare(source.rest(of: a), target.rest(of: b))
        return (order <= 0, order >= 0)
    }

    /// Concludes about the next key.
    mutating func conclude(
        _ source: ComparisonSide?, _ target: ComparisonSide?, _ tell: (borrowing ComparedKey) throws -> Void
    ) throws {
        told += 1
        let (a, b) = (source?.record, target?.record)
        guard let verdict = verdict(a, b) else { return }
        tally[Self.places[verdict] ?? 0] += 1
        let rest = a.flatMap { source?.rest(of: $0) } ?? b.flatMap { target?.rest(of: $0) }
        try tell(
            ComparedKey(
                verdict: verdict, sourceSize: Self.size(a), targetSize: Self.size(b), prefix: prefix,
                rest: rest ?? UnsafeRawBufferPointer(start: nil, count: 0)))
    }

    private static func size(_ record: ObjectRecord?) -> Int64? {
        record.flatMap { $0.flags.contains(.size) && !$0.flags.contains(.deleteMarker) ? $0.size : nil }
    }

    /// nil where there is no object: a delete marker is an object that is not there.
    private func verdict(_ source: ObjectRecord?, _ target: ObjectRecord?) -> Verdict? {
        let a = source.flatMap { $0.flags.contains(.deleteMarker) ? nil : $0 }
        let b = target.flatMap { $0.flags.contains(.deleteMarker) ? nil : $0 }
        if let a, let b { return evidence.verdict(a, b) }
        if a == nil, b == nil { return nil }
        let isUnsettled = [source, target].contains { $0.map(evidence.isUnsettled) ?? false }
        return isUnsettled ? .unsettled : a == nil ? .extra : .missing
    }
}
