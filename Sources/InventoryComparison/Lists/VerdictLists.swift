extension ComparedKey {
    /// One line of `verdicts.jsonl`: `{"key": …, "verdict": …}`, with `sourceSize` and `targetSize` where they are told,
    /// `sourceVersions` and `targetVersions` where histories are compared.
    public func appendVerdictLine(to output: inout [UInt8]) {
        output.append(contentsOf: #"{"key":""#.utf8)
        appendCanonicalKey(to: &output)
        output.append(contentsOf: #"","verdict":""#.utf8)
        output.append(contentsOf: verdict.rawValue.utf8)
        output.append(UInt8(ascii: "\""))
        Self.append(#","sourceSize":"#, sourceSize, to: &output)
        Self.append(#","targetSize":"#, targetSize, to: &output)
        Self.append(#","sourceVersions":"#, sourceVersions.map(Int64.init), to: &output)
        Self.append(#","targetVersions":"#, targetVersions.map(Int64.init), to: &output)
        output.append(contentsOf: "}\n".utf8)
    }

    static func append(_ name: String, _ value: Int64?, to output: inout [UInt8]) {
        guard let value else { return }
        output.append(contentsOf: name.utf8)
        output.append(contentsOf: String(value).utf8)
    }

    /// One line of `combined.txt`: the sign of `rclone check --combined`, a blank, the canonical key.
    public func appendCombinedLine(to output: inout [UInt8]) {
        output.append(verdict.sign)
        output.append(UInt8(ascii: " "))
        appendCanonicalKey(to: &output)
        output.append(UInt8(ascii: "\n"))
    }
}

extension Verdict {
    /// The sign that `rclone check --combined` has for it.
    var sign: UInt8 {
        switch self {
        case .sameChecksum, .sameSize: UInt8(ascii: "=")
        case .missing: UInt8(ascii: "+")
        case .extra: UInt8(ascii: "-")
        case .differentSize, .differentChecksum, .differentHistory, .stale, .suspect: UInt8(ascii: "*")
        case .unsettled, .incomparable: UInt8(ascii: "!")
        }
    }
}
