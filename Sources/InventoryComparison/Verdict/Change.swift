/// What became of a key between two reports of one bucket.
public enum Change: String, Hashable, Sendable, CaseIterable, Codable {
    /// In the later report only.
    case added
    /// In the earlier report only.
    case removed
    /// Written anew: another size, ETag, CRC-64 or time of the last change.
    case changed
    /// Nothing that both reports tell of it is different.
    case same
    /// The reports tell too little of it: neither an ETag nor a time.
    case incomparable

    /// What a verdict means where the source is the later report of one bucket and the target the earlier one.
    public init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .missing: .added
            case .extra: .removed
            case .sameChecksum, .sameSize: .same
            case .differentSize, .differentChecksum, .differentHistory, .stale, .suspect, .unsettled: .changed
            case .incomparable: .incomparable
            }
    }
}

extension ComparisonSummary {
    /// How many keys changed in which way; every way is there.
    public var changes: [Change: Int] {
        var changes = Dictionary(uniqueKeysWithValues: Change.allCases.map { ($0, 0) })
        for (verdict, count) in counts { changes[Change(verdict), default: 0] += count }
        return changes
    }
}

extension ComparedKey {
    /// One line of `changes.jsonl`: `{"key": …, "change": …}`, with `sizeBefore` and `sizeAfter` where they are told.
    public func appendChangeLine(to output: inout [UInt8]) {
        output.append(contentsOf: #"{"key":""#.utf8)
        appendCanonicalKey(to: &output)
        output.append(contentsOf: #"","change":"\#(Change(verdict).rawValue)""#.utf8)
        Self.append(#","sizeBefore":"#, targetSize, to: &output)
        Self.append(#","sizeAfter":"#, sourceSize, to: &output)
        output.append(contentsOf: "}\n".utf8)
    }
}
