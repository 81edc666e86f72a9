internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A plan that waits until all of it is known: in a file without a name, so that it takes eight bytes of memory a bucket
/// and is gone with the process. Without a journal folder it waits in memory.
final class PlanSpool: Sendable {
    private struct State: Sendable {
        var file: (written: DurableFile, read: LineFile)?
        var places: [Int: Int64] = [:]
        var buckets: [Int: BucketPlan] = [:]
        var end: Int64 = 0
    }

    private let state: Locked<State>

    /// - Parameter folder: where the file is made; nil keeps the plan in memory.
    init(in folder: String?, disk: DiskCalls) throws(InventoryError) {
        guard let folder else {
            state = Locked(State())
            return
        }
        let path = folder + "/plan.spool"
        unlink(path)
        let file = (try DurableFile(creating: path, disk: disk), try LineFile(path))
        unlink(path)
        state = Locked(State(file: file))
    }

    /// - Throws: `journalRefused` where the disk takes no more of it: nothing was written to a cloud yet.
    func append(_ bucket: BucketPlan) throws {
        let line = try JSONLine.encode(bucket)
        try state.withLock { state in
            guard let file = state.file else { return state.buckets[bucket.index] = bucket }
            do throws(InventoryError) {
                try file.written.append(line, durably: false)
            } catch {
                throw error.refusingJournal
            }
            state.places[bucket.index] = state.end
            state.end += Int64(line.count) + 1
        }
    }

    func bucket(_ index: Int) throws -> BucketPlan {
        try state.withLock { state in
            guard let file = state.file, let place = state.places[index] else {
                return state.buckets[index]
            }
            return try JSONLine.decode(BucketPlan.self, from: file.read.line(at: place))
        } ?? { throw InventoryError(.planRefused, "target \(index) was not there when the plan was made; run again") }()
    }
}
