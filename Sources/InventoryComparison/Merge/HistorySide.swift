internal import InventoryCore
internal import InventoryReports

/// All versions of each key.
final class HistorySide: ComparedSide {
    /// How many versions of one key are held in memory.
    static let mostVersions = 100_000

    private let scope: ComparedScope
    private let isSource: Bool
    private var piece: RecordArena?
    private var index = 0
    private var hasMore = true
    /// The key whose versions are gathered, and those that were found.
    private var key: [UInt8]?
    private var versions: [ObjectRecord] = []
    // The current key lies still here while it is compared.
    private let place = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    private(set) var current: (rest: UnsafeRawBufferPointer, found: History)?
    private(set) var isAtEnd = false
    private(set) var skipped = SkippedObjects()

    init(_ scope: ComparedScope, isSource: Bool) { (self.scope, self.isSource) = (scope, isSource) }

    deinit { place.deallocate() }

    func feed(_ piece: RecordArena?) throws {
        (self.piece, index, hasMore) = (piece, 0, piece != nil)
        try gather()
    }

    func advance() throws {
        current = nil
        try gather()
    }

    /// Gathers until a key's versions are all there, or more records have to come.
    private func gather() throws {
        while current == nil {
            guard let piece, index < piece.count else {
                guard !hasMore else { return }
                guard key != nil else { return isAtEnd = true }
                try endKey()
                continue
            }
            var record = piece[index]
            if let key, key.withUnsafeBytes({ KeyOrder.compare($0, record.key) != 0 }) {
                try endKey()
                continue
            }
            let key = self.key ?? Array(record.key)
            self.key = key
            guard versions.count < Self.mostVersions else {
                throw InventoryError(
                    .unsupported,
                    "'\(Printable.quoted(KeyText.canonical(key)))' has more than \(Self.mostVersions) versions at the "
                        + "\(isSource ? "source" : "target"); leave it out (--exclude), or compare current versions")
            }
            record.key = UnsafeRawBufferPointer(start: nil, count: 0)
            versions.append(record)
            index += 1
        }
    }

    /// All versions of a key are there: it becomes the current one, unless it is not compared.
    private func endKey() throws {
        guard let bytes = key.take() else { return }
        guard let history = History(versions) else {
            throw RepeatedKey(key: bytes, isSource: isSource, ofHistory: true)
        }
        versions = []
        place.copyBytes(from: bytes)
        let key = UnsafeRawBufferPointer(rebasing: place[..<bytes.count])
        let isEmpty = history.versions.allSatisfy { !$0.flags.contains(.size) || $0.size == 0 }
        guard let counter = scope.reason(toSkip: key, isEmpty: isEmpty) else {
            current = (scope.rest(of: key), history)
            return
        }
        if history.hasObject { skipped[keyPath: counter] += 1 }
    }

    static func conclude(
        _ source: History?, _ target: History?, by evidence: Evidence, about key: inout ComparedKey
    ) -> Verdict? {
        (key.sourceVersions, key.targetVersions) = (source?.versions.count ?? 0, target?.versions.count ?? 0)
        return evidence.verdict(source, target)
    }
}
