internal import Glibc
internal import InventoryCore

/// Which keys of one side are compared.
struct ComparedScope {
    private let prefix: [UInt8]
    private let excluded: [[UInt8]]
    private let skipsFolders: Bool

    init(prefix: ExactText, _ options: ComparisonOptions) {
        self.prefix = Array(prefix.string.utf8)
        excluded = options.excluded.map { Array($0.string.utf8) }
        skipsFolders = options.skipsFolders
    }

    /// The key without the prefix of its side.
    func rest(of key: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: key[prefix.count...])
    }

    /// What counts a key that is not compared; nil for one that is.
    /// - Parameter isEmpty: whether the object has no bytes, as far as it is told.
    func reason(toSkip key: UnsafeRawBufferPointer, isEmpty: Bool) -> WritableKeyPath<SkippedObjects, Int>? {
        guard Self.begins(key, with: prefix) else { return \.outOfScope }
        guard !excluded.isEmpty || skipsFolders else { return nil }
        let rest = rest(of: key)
        if excluded.contains(where: { Self.begins(rest, with: $0) }) { return \.excluded }
        return skipsFolders && isEmpty && key.last == 0x2F ? \.folders : nil
    }

    private static func begins(_ key: UnsafeRawBufferPointer, with prefix: [UInt8]) -> Bool {
        guard key.count >= prefix.count, let start = key.baseAddress else { return prefix.isEmpty }
        return memcmp(start, prefix, prefix.count) == 0
    }
}
