/// The keys of one side that are compared, in order, as their records come.
protocol ComparedSide {
    /// What there is of a key.
    associatedtype Found

    /// The key there without the prefix of its side, and what there is of it, valid until the next step; nil where more
    /// records have to come, and at the end.
    var current: (rest: UnsafeRawBufferPointer, found: Found)? { get }
    /// Whether no key is left.
    var isAtEnd: Bool { get }
    /// How many were not compared.
    var skipped: SkippedObjects { get }

    /// - Parameter isSource: which side it is, for errors.
    init(_ scope: ComparedScope, isSource: Bool)

    /// Takes more records, once there is no current key; nil says that there are no more.
    mutating func feed(_ piece: RecordArena?) throws
    /// Steps to the next key.
    mutating func advance() throws

    /// The verdict on what both sides have of a key; nil where neither has an object.
    static func conclude(
        _ source: Found?, _ target: Found?, by evidence: Evidence, about key: inout ComparedKey
    ) -> Verdict?
}

extension ComparedSide {
    /// Whether it cannot go on without more records.
    var isStarved: Bool { current == nil && !isAtEnd }
}

/// A report lists the current version of a key twice, or any version.
struct RepeatedKey: Error {
    var key: [UInt8]
    var isSource: Bool
    var ofHistory = false
}
