/// The current version of each key. Sees every record, so that none can be repeated unseen.
struct CurrentSide: ComparedSide {
    private let scope: ComparedScope
    private let isSource: Bool
    private var piece: RecordArena?
    private var count = 0
    private var index = 0
    /// Whether the keys of the piece may be repeated in it.
    private var hasRepetitions = false
    /// The last key of the pieces before.
    private var lastKey: [UInt8]?
    private(set) var current: (rest: UnsafeRawBufferPointer, found: ObjectRecord)?
    private(set) var isAtEnd = false
    private(set) var skipped = SkippedObjects()

    init(_ scope: ComparedScope, isSource: Bool) { (self.scope, self.isSource) = (scope, isSource) }

    mutating func feed(_ piece: RecordArena?) throws {
        self.piece = piece
        (count, index, isAtEnd, hasRepetitions) = (piece?.count ?? 0, 0, piece == nil, !(piece?.isStrict ?? true))
        if let lastKey, let piece, count > 0, lastKey.withUnsafeBytes({ KeyOrder.compare($0, piece[0].key) == 0 }) {
            throw RepeatedKey(key: lastKey, isSource: isSource)
        }
        lastKey = piece?.lastKey.map { Array($0) }
        try look()
    }

    mutating func advance() throws {
        try step()
        try look()
    }

    /// Steps over what is not compared.
    private mutating func look() throws {
        current = nil
        guard let piece else { return }
        while index < count {
            let record = piece[index]
            let isEmpty = !record.flags.contains(.size) || record.size == 0
            guard let counter = scope.reason(toSkip: record.key, isEmpty: isEmpty) else {
                current = (scope.rest(of: record.key), record)
                return
            }
            if !record.flags.contains(.deleteMarker) { skipped[keyPath: counter] += 1 }
            try step()
        }
    }

    private mutating func step() throws {
        index += 1
        guard hasRepetitions, index < count, let piece else { return }
        let key = piece[index].key
        if KeyOrder.compare(piece[index - 1].key, key) == 0 { throw RepeatedKey(key: Array(key), isSource: isSource) }
    }

    static func conclude(
        _ source: ObjectRecord?, _ target: ObjectRecord?, by evidence: Evidence, about key: inout ComparedKey
    ) -> Verdict? {
        (key.sourceSize, key.targetSize) = (size(source), size(target))
        return evidence.verdict(source, target)
    }

    private static func size(_ record: ObjectRecord?) -> Int64? {
        record.flatMap { $0.flags.contains(.size) && !$0.flags.contains(.deleteMarker) ? $0.size : nil }
    }
}
