internal import InventoryCore

/// What is listed, by whom, and what may be given to whoever has nothing to do.
actor SpanBoard {
    typealias ID = Int

    /// What a worker is to do next.
    enum Work: Sendable {
        /// List that span from its beginning to its end.
        case list(ID, KeySpan)
        /// Find out whether there is anything behind the middle of a span that somebody lists.
        case probe(ID, middle: ExactText)
    }

    /// A span while it is listed.
    private struct Open {
        var span: KeySpan
        /// Nothing in the span is known to lie behind it.
        var highest: ExactText?
        var pages = 0
        var probes = 0
        var isProbed = false
    }

    private let prefix: ExactText
    private var waiting: [KeySpan]
    private var open: [ID: Open] = [:]
    private var lastID = 0
    private var isStopped = false
    private var idle: [CheckedContinuation<Void, Never>] = []

    init(_ spans: [KeySpan], under prefix: ExactText) {
        waiting = spans.reversed()
        self.prefix = prefix
    }

    /// The next thing to do, as soon as there is one; nil when nothing is left, or all is to end.
    func next() async -> Work? {
        while !isStopped {
            if let span = waiting.popLast() {
                lastID += 1
                open[lastID] = Open(span: span)
                return .list(lastID, span)
            }
            if let probe = nextProbe() { return probe }
            if open.isEmpty { break }
            await withCheckedContinuation { idle.append($0) }
        }
        wake()
        return nil
    }

    /// Requests that only look are a small part of all.
    private func nextProbe() -> Work? {
        let candidates = open.filter {
            !$0.value.isProbed && $0.value.pages > 0 && $0.value.probes < 8 + $0.value.pages / 2
        }
        for (id, work) in candidates.sorted(by: { ($0.value.probes, $0.key) < ($1.value.probes, $1.key) }) {
            guard
                let middle = KeySpan.middle(
                    between: work.span.after, and: work.highest ?? work.span.through, under: prefix)
            else { continue }
            open[id]?.isProbed = true
            open[id]?.probes += 1
            return .probe(id, middle: middle)
        }
        return nil
    }

    /// Takes what a probe found: the first name behind the middle of a span, nil where there is none at all.
    func found(_ key: ExactText?, behind middle: ExactText, in id: ID) {
        defer { wake() }
        open[id]?.isProbed = false
        // Meanwhile its worker may have passed the middle, or be done.
        guard let work = open[id], work.span.reaches(middle), work.span.after < middle else { return }
        if let key, work.span.reaches(key) {
            waiting.append(KeySpan(after: middle, through: work.span.through))
            open[id]?.span.through = middle
            open[id]?.highest = nil
        } else {
            open[id]?.highest = middle
        }
    }

    /// Takes a page that the worker of a span was given, in order.
    /// - Returns: how many of its names are the span's, and the span's last name where it ends with this page.
    func took(_ keys: [ExactText], isLast: Bool, in id: ID) -> (count: Int, end: KeySpan?) {
        defer { wake() }
        guard var work = open[id] else { return (0, nil) }
        let count = keys.firstIndex { !work.span.reaches($0) } ?? keys.count
        guard !isLast, count == keys.count else {
            open[id] = nil
            return (count, work.span)
        }
        work.span.after = keys.last ?? work.span.after
        work.pages += 1
        open[id] = work
        return (count, nil)
    }

    /// Ends all work: nobody gets more.
    func stop() {
        isStopped = true
        wake()
    }

    private func wake() {
        for worker in idle { worker.resume() }
        idle = []
    }
}
