import InventoryCore
import Synchronization

/// A bucket in memory that is listed in the order of its names, a hundred in a page, and fails where a test wants it.
final class ListedBucket: OrderedObjectStore {
    private let objects: [ObjectEntry]
    private let page: Int
    private let state: Mutex<State>

    private struct State {
        var requests = 0
        var failing: (@Sendable (Int) -> Bool)?
    }

    /// - Parameter failing: whether the request of that number, from 1 on, fails.
    init(_ keys: [String], page: Int = 100, failing: (@Sendable (Int) -> Bool)? = nil) {
        let sorted = keys.map { ExactText($0) }.sorted()
        objects = sorted.enumerated().map { number, key in
            ObjectEntry(
                key: key, size: Int64(number), modified: UTCInstant(secondsSinceEpoch: 1_700_000_000 + Int64(number)),
                etag: String(repeating: "0123456789abcdef", count: 2), storageClass: "STANDARD")
        }
        self.page = page
        state = Mutex(State(failing: failing))
    }

    var requests: Int { state.withLock { $0.requests } }

    func fail(where failing: (@Sendable (Int) -> Bool)?) { state.withLock { $0.failing = failing } }

    func objects(
        in bucket: BucketAddress, under prefix: ExactText, behind key: ExactText, limit: Int?
    ) async throws -> ObjectPage {
        try state.withLock { state in
            state.requests += 1
            guard state.failing?(state.requests) != true else {
                throw InventoryError(.serverFailed, "the server failed; try again later")
            }
        }
        // Others get their turn between two requests, as over a network.
        await Task.yield()
        try Task.checkCancellation()
        let rest = objects[first { $0 > key && $0 >= prefix }...].prefix { $0.key.hasPrefix(prefix) }
        let found = Array(rest.prefix(limit ?? page))
        return ObjectPage(objects: found, folders: [], next: found.count < rest.count ? PageCursor(token: "more") : nil)
    }

    private func first(where isBehind: (ExactText) -> Bool) -> Int {
        var (low, high) = (0, objects.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(objects[middle].key) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage { throw InventoryError(.unsupported, "this bucket has no marks of pages") }

    func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> ObjectContent { throw InventoryError(.unsupported, "this bucket is only listed") }
}
