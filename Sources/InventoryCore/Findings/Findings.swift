/// Findings in the order in which they were made.
public struct Findings: Hashable, Sendable, RandomAccessCollection, ExpressibleByArrayLiteral, Codable {
    /// The findings as an array.
    public var list: [Finding]

    public init(_ list: [Finding] = []) { self.list = list }
    public init(arrayLiteral elements: Finding...) { list = elements }

    public var startIndex: Int { 0 }
    public var endIndex: Int { list.count }
    public subscript(index: Int) -> Finding { list[index] }

    /// Those for which nothing is sent.
    public var refusals: Findings { Findings(filter { $0.disposition == .refused }) }
    /// Losses that the caller accepted beforehand.
    public var acceptedLosses: Findings { Findings(filter { $0.disposition == .accepted }) }
    /// What refuses nothing and is no loss: facts that are not sure, values that are probably mistakes.
    public var remarks: Findings { Findings(filter { $0.disposition == .noted && $0.kind != .unrecognized }) }
    /// Parts of a server's document that we do not know.
    public var unrecognized: Findings { Findings(filter { $0.kind == .unrecognized }) }

    public init(from decoder: any Decoder) throws { list = try [Finding](from: decoder) }
    public func encode(to encoder: any Encoder) throws { try list.encode(to: encoder) }
}

/// A value in another form, and what was to be said on the way.
public struct Translated<Value: Sendable>: Sendable {
    /// The value in its other form.
    public var value: Value
    /// What the translation has to say about it.
    public var findings: Findings

    public init(_ value: Value, findings: Findings = []) {
        self.value = value
        self.findings = findings
    }
}

extension Translated: Equatable where Value: Equatable {}
