internal import Glibc
public import InventoryCore

/// One file of a report, as the manifest names it.
public struct ReportFile: Hashable, Sendable {
    /// The object's name.
    public var key: ExactText
    /// Its length in bytes.
    public var size: Int64
    /// Its MD5; nil where the manifest has none, or one that is not an MD5.
    public var checksum: [UInt8]?
    /// Whether the manifest tells a checksum that is not an MD5 in hexadecimal: nothing can be held against it.
    public var hasUnusableChecksum: Bool
    /// How many rows it has; nil where the manifest does not say.
    public var rows: Int64?

    public init(
        key: ExactText, size: Int64, checksum: [UInt8]?, rows: Int64?, hasUnusableChecksum: Bool = false
    ) {
        self.key = key
        self.size = size
        self.checksum = checksum
        self.hasUnusableChecksum = hasUnusableChecksum
        self.rows = rows
    }
}

/// The files of a report in the manifest's order. A long list waits in a file.
public struct ReportFiles: AsyncSequence, Sendable {
    public typealias Element = ReportFile

    /// How many there are.
    public let count: Int
    let bytes: [UInt8]
    let spilled: (file: ScratchFile, length: Int64)?

    static let empty = ReportFiles(count: 0, bytes: [], spilled: nil)

    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// One pass through the list.
    public struct Iterator: AsyncIteratorProtocol {
        private let list: ReportFiles
        private var window: [UInt8] = []
        private var place = 0
        private var offset: Int64 = 0
        private var left: Int

        init(_ list: ReportFiles) {
            self.list = list
            left = list.count
        }

        /// The next file; nil after the last.
        /// - Throws: `fileUnreadable` when the temporary file cannot be read.
        public mutating func next() async throws -> ReportFile? {
            guard left > 0 else { return nil }
            left -= 1
            let head = try take(FileWriter.headLength)
            let key = try take(Int(FileWriter.number(head[0..<8])))
            let (size, rows) = (FileWriter.number(head[8..<16]), FileWriter.number(head[16..<24]))
            return ReportFile(
                key: ExactText(String(decoding: key, as: UTF8.self)), size: size,
                checksum: head[24] == 1 ? Array(head[25..<41]) : nil, rows: rows < 0 ? nil : rows,
                hasUnusableChecksum: head[24] == 2)
        }

        private mutating func take(_ count: Int) throws -> [UInt8] {
            while window.count - place < count { try fill(count) }
            defer { place += count }
            return Array(window[place..<(place + count)])
        }

        private mutating func fill(_ count: Int) throws {
            window.removeFirst(place)
            place = 0
            guard let spilled = list.spilled else {
                window = list.bytes
                return
            }
            let more = Int(Swift.min(spilled.length - offset, Int64(Swift.max(1 << 16, count))))
            var next = [UInt8](repeating: 0, count: more)
            try next.withUnsafeMutableBytes { try spilled.file.read(into: $0, at: offset) }
            offset += Int64(more)
            window += next
        }
    }
}

/// Collects the files of a manifest.
struct FileWriter {
    /// Length of the key, size, rows (-1: not told), whether there is a checksum (2: an unusable one), the checksum.
    static let headLength = 41
    private static let mostInMemory = 1 << 20

    private let scratch: ScratchFolder
    private var bytes: [UInt8] = []
    private var file: ScratchFile?
    private var length: Int64 = 0
    private(set) var count = 0

    init(_ scratch: ScratchFolder) { self.scratch = scratch }

    mutating func append(_ entry: ReportFile) throws {
        count += 1
        for number in [Int64(entry.key.byteCount), entry.size, entry.rows ?? -1] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        let checksum = entry.checksum.flatMap { $0.count == 16 ? $0 : nil }
        bytes.append(entry.hasUnusableChecksum ? 2 : checksum == nil ? 0 : 1)
        bytes += checksum ?? [UInt8](repeating: 0, count: 16)
        bytes += entry.key.string.utf8
        if bytes.count >= Self.mostInMemory { try flush() }
    }

    mutating func finish() throws -> ReportFiles {
        guard file != nil else { return ReportFiles(count: count, bytes: bytes, spilled: nil) }
        try flush()
        return ReportFiles(count: count, bytes: [], spilled: file.map { ($0, length) })
    }

    private mutating func flush() throws {
        let file = try self.file ?? ScratchFile(in: scratch)
        self.file = file
        try bytes.withUnsafeBytes { try file.write($0, at: length) }
        length += Int64(bytes.count)
        bytes.removeAll(keepingCapacity: true)
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.withUnsafeBytes { $0.count < 8 ? 0 : Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
    }
}
