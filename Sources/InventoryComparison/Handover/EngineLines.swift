internal import InventoryCore

/// The lines that an engine has written, split at commas; no field that we ask for has a comma, a quote or a line break.
struct EngineLines {
    private var pieces: ByteStream.Iterator
    private var window: [UInt8] = []
    private var place = 0
    private var isAtEnd = false

    /// - Throws: what the store throws; `objectNotFound` where the engine has not written it.
    init(_ name: String, in store: any ObjectStore) async throws {
        pieces = try await store.read(ExactText(name), in: BucketAddress(""), from: 0, ifMatch: nil).bytes
            .makeAsyncIterator()
    }

    /// The fields of the next line; nil after the last.
    mutating func next() async throws -> [String]? {
        while true {
            if let end = window[place...].firstIndex(of: 0x0A) {
                defer { place = end + 1 }
                return Self.fields(window[place..<end])
            }
            window.removeFirst(place)
            place = 0
            guard !isAtEnd, let piece = try await pieces.next() else {
                isAtEnd = true
                defer { window = [] }
                return window.isEmpty ? nil : Self.fields(window[...])
            }
            window += piece
        }
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: 0x2C, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
}
