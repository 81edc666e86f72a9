internal import CCurl
internal import Glibc
internal import InventoryWire

/// The network thread's work: takes calls from the inbox, drives libcurl's multi handle, resumes the callers. Everything
/// in here belongs to that thread; libcurl's handles are not for two threads at once.
final class CurlLoop {
    private let multi: UnsafeMutableRawPointer
    private let poll: SocketPoll
    private let inbox: Inbox
    private let settings: Settings
    private var queue = TransferQueue()
    private var running: [ObjectIdentifier: EasyHandle] = [:]
    private var idle: [EasyHandle] = []
    private var batch: [Inbox.Item] = []
    private var resumptions = Resumptions()
    private var shortage = DescriptorShortage()

    private init(multi: UnsafeMutableRawPointer, poll: SocketPoll, inbox: Inbox, settings: Settings) {
        (self.multi, self.poll, self.inbox, self.settings) = (multi, poll, inbox, settings)
    }

    /// Starts the thread and returns what wakes it up.
    static func start(inbox: Inbox, settings: Settings) throws(TransportError) -> SocketPoll.Waker {
        guard let poll = SocketPoll() else {
            throw TransportError(
                .other, "the process has no file descriptor left for the network; raise its limit (ulimit -n)",
                mayHaveReachedServer: false)
        }
        guard Library.isReady, let multi = curl_multi_init() else {
            throw TransportError(.other, "libcurl cannot be set up: memory is short", mayHaveReachedServer: false)
        }
        poll.attach(to: multi)
        let loop = CurlLoop(multi: multi, poll: poll, inbox: inbox, settings: settings)
        guard LoopThread.start(loop.run) else {
            curl_multi_cleanup(multi)
            throw TransportError(
                .other, "no thread can be started for the network; raise the process's limits",
                mayHaveReachedServer: false)
        }
        return poll.waker
    }

    private func run() {
        ccurl_name_this_thread("inventory-curl")
        do {
            while inbox.take(into: &batch) {
                handleBatch()
                startWaiting()
                try drive()
            }
            shutDown(.shutDown)
        } catch {
            shutDown(error)
        }
    }

    private func handleBatch() {
        for item in batch {
            switch item {
            case .start(let transfer) where transfer.isCancelled:
                resumptions.add(transfer, .failure(CancellationError()))
            case .start(let transfer):
                transfer.isQueued = true
                queue.append(transfer)
            case .cancel(let transfer):
                transfer.isCancelled = true
                if let handle = transfer.handle {
                    end(handle, with: .failure(CancellationError()))
                } else if transfer.isQueued {
                    resumptions.add(transfer, .failure(CancellationError()))
                }
            case .proceed(let transfer): proceed(transfer)
            }
        }
        batch.removeAll(keepingCapacity: true)
    }

    /// Goes on reading a stream that was paused. What libcurl has kept of it is delivered at once.
    private func proceed(_ transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        let code = curl_easy_pause(handle.raw, CURLPAUSE_CONT)
        if code != CURLE_OK { end(handle, with: .failure(transfer.failure(code, on: handle))) }
    }

    /// Starts calls while there is room, then ends those that have waited too long.
    private func startWaiting() {
        guard queue.nextDeadline != nil else { return }
        let now = ContinuousClock.now
        for transfer in queue.removeExpired(at: now) {
            resumptions.add(transfer, .failure(transfer.timeoutInQueue(limit: settings.concurrency)))
        }
        guard !shortage.lasts(at: now) else { return }
        shortage.relieve()
        while running.count < settings.concurrency, let transfer = queue.popFirst() {
            start(transfer, remaining: now.duration(to: transfer.deadline))
        }
    }

    private func start(_ transfer: Transfer, remaining: Duration) {
        guard let handle = idle.popLast() ?? makeHandle() else {
            let failure = transfer.failure(.other, "libcurl has no memory for the request")
            return resumptions.add(transfer, .failure(failure))
        }
        running[ObjectIdentifier(handle)] = handle
        let code = handle.prepare(for: transfer, settings: settings, remaining: remaining)
        guard code == CURLE_OK, curl_multi_add_handle(multi, handle.raw) == CURLM_OK else {
            return end(handle, with: .failure(transfer.failure(.other, "libcurl does not take the request's options")))
        }
    }

    private func makeHandle() -> EasyHandle? {
        // As many connections as transfers have run at once, and as many again for those who pause between two calls to a
        // host. More would lie idle at both ends, and libcurl looks at every one that leads to the same address.
        let kept = min(2 * (running.count + 1), settings.concurrency)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, kept)
        return EasyHandle(sockets: poll)
    }

    /// Waits until something happens, moves on what it has happened to, and ends the finished transfers.
    private func drive() throws(TransportError) {
        _ = resumptions.deliver()
        for event in try poll.wait(milliseconds: inbox.mayPoll() ? pollMilliseconds : 0) {
            try act(event.socket, event.readiness)
        }
        if timerMilliseconds == 0 { try act(CURL_SOCKET_TIMEOUT, 0) }
        endFinished()
        // Callers who were just resumed often have their next request ready; to take several at once is cheaper.
        if resumptions.deliver() { sched_yield() }
    }

    private func act(_ socket: curl_socket_t, _ readiness: Int32) throws(TransportError) {
        var count: Int32 = 0
        let code = curl_multi_socket_action(multi, socket, readiness, &count)
        guard code != CURLM_OK else { return }
        throw TransportError(
            .other, "libcurl has failed: \(String(cString: curl_multi_strerror(code))); make a new transport",
            mayHaveReachedServer: true)
    }

    /// Until libcurl is to be called or a waiting call ends. A second at most, so that no surprise stops the loop for longer.
    private var pollMilliseconds: Int32 {
        let next = [queue.nextDeadline, queue.nextDeadline == nil ? nil : shortage.end].compactMap(\.self).min()
        let waiting = next.map { ContinuousClock.now.duration(to: $0).curlMilliseconds }
        return Int32(min(timerMilliseconds ?? 1000, waiting ?? 1000, 1000))
    }

    /// When libcurl wants to be called though nothing has happened on its sockets: 0 is now.
    private var timerMilliseconds: Int? {
        var milliseconds = -1
        guard curl_multi_timeout(multi, &milliseconds) == CURLM_OK, milliseconds >= 0 else { return nil }
        return milliseconds
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = EasyHandle.of(message.pointee.easy_handle),
                let transfer = handle.transfer
            else { continue }
            let code = ccurl_message_result(message)
            if code == CURLE_OK {
                let status = handle.number(CURLINFO_RESPONSE_CODE)
                end(handle, with: .success(RawAnswer(status: status, head: transfer.head, body: transfer.body)))
            } else if DescriptorShortage.hasEnded(transfer, code) {
                putBack(handle, transfer)
            } else {
                end(handle, with: .failure(transfer.failure(code, on: handle)))
            }
        }
    }

    /// Has a transfer wait in the queue, until others have given their descriptors back or its time is over.
    private func putBack(_ handle: EasyHandle, _ transfer: Transfer) {
        release(handle)
        transfer.rewind()
        queue.append(transfer)
        shortage.begin()
    }

    private func release(_ handle: EasyHandle) {
        curl_multi_remove_handle(multi, handle.raw)
        handle.reset()
        running[ObjectIdentifier(handle)] = nil
        idle.append(handle)
    }

    private func end(_ handle: EasyHandle, with result: Result<RawAnswer, any Error>) {
        let transfer = handle.transfer
        release(handle)
        shortage.relieve()
        if let transfer { resumptions.add(transfer, result) }
    }

    private func shutDown(_ cause: TransportError) {
        var reason = cause
        for handle in running.values {
            guard let transfer = handle.transfer else { continue }
            reason.mayHaveReachedServer = transfer.isWritten
            end(handle, with: .failure(reason))
        }
        reason.mayHaveReachedServer = false
        batch += inbox.end()
        for case .start(let transfer) in batch { resumptions.add(transfer, .failure(reason)) }
        while let transfer = queue.popFirst() { resumptions.add(transfer, .failure(reason)) }
        _ = resumptions.deliver()
        idle = []
        curl_multi_cleanup(multi)
        inbox.announceEnd()
    }
}
