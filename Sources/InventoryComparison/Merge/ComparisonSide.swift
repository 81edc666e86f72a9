internal import Glibc
internal import InventoryCore

/// The keys of one side that are compared, in order. Sees every record, so that none can be repeated unseen.
final class ComparisonSide {
    /// A report lists the current version of a key twice.
    struct RepeatedKey: Error {
        var key: [UInt8]
    }

    private let records: RecordStream
    private let prefix: [UInt8]
    private let excluded: [[UInt8]]
    private let skipsFolders: Bool
    private(set) var skipped = SkippedObjects()
    private var lastKey: [UInt8] = []
    private var hasLast = false

    init(_ records: RecordStream, prefix: ExactText, _ options: ComparisonOptions) throws {
        self.records = records
        self.prefix = Array(prefix.string.utf8)
        excluded = options.excluded.map { Array($0.string.utf8) }
        skipsFolders = options.skipsFolders
        lastKey.reserveCapacity(1024)
        try skip()
    }

    /// The record there, valid until the next step; nil behind the last.
    var record: ObjectRecord? { records.record }

    /// The record's key without the prefix of its side.
    func rest(of record: ObjectRecord) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: record.key[prefix.count...])
    }

    func advance() throws {
        try records.advance()
        try skip()
    }

    /// Steps over what is not compared.
    private func skip() throws {
        while let record = records.record {
            try checkRepetition(record.key)
            guard let counter = reason(to: record) else { return }
            if !record.flags.contains(.deleteMarker) { skipped[keyPath: counter] += 1 }
            try records.advance()
        }
    }

    private func reason(to record: ObjectRecord) -> WritableKeyPath<SkippedObjects, Int>? {
        guard Self.begins(record.key, with: prefix) else { return \.outOfScope }
        guard !excluded.isEmpty || skipsFolders else { return nil }
        let rest = rest(of: record)
        if excluded.contains(where: { Self.begins(rest, with: $0) }) { return \.excluded }
        let isEmpty = !record.flags.contains(.size) || record.size == 0
        return skipsFolders && isEmpty && record.key.last == 0x2F ? \.folders : nil
    }

    private static func begins(_ key: UnsafeRawBufferPointer, with prefix: [UInt8]) -> Bool {
        guard key.count >= prefix.count, let start = key.baseAddress else { return prefix.isEmpty }
        return memcmp(start, prefix, prefix.count) == 0
    }

    private func checkRepetition(_ key: UnsafeRawBufferPointer) throws {
        if hasLast, lastKey.withUnsafeBytes({ KeyOrder.compare($0, key) == 0 }) { throw RepeatedKey(key: lastKey) }
        hasLast = true
        lastKey.removeAll(keepingCapacity: true)
        lastKey.append(contentsOf: key)
    }
}
