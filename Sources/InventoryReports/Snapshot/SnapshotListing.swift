internal import InventoryCore
internal import InventoryWire

/// The work of listing: several tasks that take spans, list them into files, and look where a long one can be cut.
struct SnapshotListing: Sendable {
    private let snapshot: Snapshot
    private let place: SnapshotPlace
    private let journal: SnapshotJournal
    private let state: Locked<Snapshot.Progress>
    private let tell: (@Sendable (Snapshot.Progress) -> Void)?

    init(
        _ snapshot: Snapshot, _ place: SnapshotPlace, _ journal: SnapshotJournal,
        _ tell: (@Sendable (Snapshot.Progress) -> Void)?
    ) {
        self.snapshot = snapshot
        self.place = place
        self.journal = journal
        self.tell = tell
        state = Locked(Snapshot.Progress(objects: journal.parts.reduce(0) { $0 + $1.rows }))
    }

    var progress: Snapshot.Progress { state.withLock { $0 } }

    /// Lists all that no file has yet.
    func run() async throws {
        let board = SpanBoard(try journal.gaps(), under: snapshot.prefix)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, snapshot.workers) {
                group.addTask {
                    do {
                        try await work(board)
                    } catch {
                        await board.stop()
                        throw error
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func work(_ board: SpanBoard) async throws {
        while let work = await board.next() {
            switch work {
            case .list(let id, let span): try await list(span, id, board)
            case .probe(let id, let middle):
                let page = try await page(behind: middle, nil, limit: 1)
                await board.found(page.objects.first?.key, behind: middle, in: id)
            }
        }
    }

    private func list(_ span: KeySpan, _ id: SpanBoard.ID, _ board: SpanBoard) async throws {
        var part = SnapshotPart(in: place, journal, span, snapshot.bucket.name, try place.newFile(snapshot.system))
        var (behind, cursor) = (span.after, PageCursor?.none)
        while true {
            let page: ObjectPage
            do {
                page = try await self.page(behind: behind, cursor, limit: nil)
                try requireOrder(of: page, behind: behind)
            } catch {
                // What came before it is kept: the next attempt goes on behind it.
                try part.finish(through: behind)
                throw error
            }
            let taken = await board.took(page.objects.map(\.key), isLast: page.next == nil, in: id)
            try part.add(page.objects.prefix(taken.count))
            note { $0.objects += taken.count }
            if let end = taken.end { return try part.finish(through: end.through) }
            // A page may be empty before the end: only its own mark leads on then.
            if let last = page.objects.last { (behind, cursor) = (last.key, nil) } else { cursor = page.next }
        }
    }

    private func page(behind key: ExactText, _ cursor: PageCursor?, limit: Int?) async throws -> ObjectPage {
        defer { note { $0.requests += 1 } }
        let (store, bucket, prefix) = (snapshot.objects, snapshot.bucket, snapshot.prefix)
        guard let cursor else { return try await store.objects(in: bucket, under: prefix, behind: key, limit: limit) }
        return try await store.objects(in: bucket, under: prefix, delimiter: nil, after: cursor)
    }

    /// Spans are whole only where a list is in the order of names, byte by byte.
    private func requireOrder(of page: ObjectPage, behind key: ExactText) throws(InventoryError) {
        var last = key
        for object in page.objects {
            guard last < object.key else {
                throw InventoryError(
                    .malformedReply,
                    "the list of \(snapshot.bucket) is not in the order of names: "
                        + "'\(Printable.quoted(object.key.string, limit: 80))' comes after "
                        + "'\(Printable.quoted(last.string, limit: 80))'; such a store cannot be listed in parts",
                    provider: snapshot.provider)
            }
            last = object.key
        }
    }

    private func note(_ change: (inout Snapshot.Progress) -> Void) {
        let now = state.withLock { state in
            change(&state)
            return state
        }
        tell?(now)
    }
}
