internal import CCurl
internal import Glibc
internal import InventoryWire

/// The network thread's work: takes calls from the inbox, drives libcurl's multi handle, resumes the callers. Everything
/// in here belongs to that thread; libcurl's handles are not for two threads at once.
final class CurlLoop {
    private let multi: UnsafeMutableRawPointer
    private let inbox: Inbox
    private let settings: Settings
    private var queue = TransferQueue()
    private var running: [ObjectIdentifier: EasyHandle] = [:]
    private var idle: [EasyHandle] = []
    private var batch: [Inbox.Item] = []

    private init(multi: UnsafeMutableRawPointer, inbox: Inbox, settings: Settings) {
        (self.multi, self.inbox, self.settings) = (multi, inbox, settings)
    }

    /// Starts the thread and returns the handle that wakes it up.
    static func start(inbox: Inbox, settings: Settings) throws(TransportError) -> UnsafeMutableRawPointer {
        guard Library.isReady, let multi = curl_multi_init() else {
            throw TransportError(.other, "libcurl cannot be set up: memory is short", mayHaveReachedServer: false)
        }
        // Kept connections; running transfers are limited by our own queue.
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.concurrency)
        let loop = CurlLoop(multi: multi, inbox: inbox, settings: settings)
        guard LoopThread.start(loop.run) else {
            curl_multi_cleanup(multi)
            throw TransportError(
                .other, "no thread can be started for the network; raise the process's limits",
                mayHaveReachedServer: false)
        }
        return multi
    }

    private func run() {
        ccurl_name_this_thread("inventory-curl")
        var failure: TransportError?
        while failure == nil, inbox.take(into: &batch) {
            handleBatch()
            startWaiting()
            failure = drive()
        }
        shutDown(failure ?? .shutDown)
    }

    private func handleBatch() {
        for item in batch {
            switch item {
            case .start(let transfer) where transfer.isCancelled:
                transfer.finish(.failure(CancellationError()))
            case .start(let transfer):
                transfer.isQueued = true
                queue.append(transfer)
            case .cancel(let transfer):
                transfer.isCancelled = true
                if let handle = transfer.handle {
                    end(handle, with: .failure(CancellationError()))
                } else if transfer.isQueued {
                    transfer.finish(.failure(CancellationError()))
                }
            }
        }
        batch.removeAll(keepingCapacity: true)
    }

    /// Starts calls while there is room, then ends those that have waited too long.
    private func startWaiting() {
        guard queue.nextDeadline != nil else { return }
        let now = ContinuousClock.now
        for transfer in queue.removeExpired(at: now) {
            transfer.finish(.failure(transfer.timeoutInQueue(limit: settings.concurrency)))
        }
        while running.count < settings.concurrency, let transfer = queue.popFirst() {
            start(transfer, remaining: now.duration(to: transfer.deadline))
        }
    }

    private func start(_ transfer: Transfer, remaining: Duration) {
        guard let handle = idle.popLast() ?? EasyHandle() else {
            return transfer.finish(.failure(transfer.failure(.other, "libcurl has no memory for the request")))
        }
        running[ObjectIdentifier(handle)] = handle
        let code = handle.prepare(for: transfer, settings: settings, remaining: remaining)
        guard code == CURLE_OK, curl_multi_add_handle(multi, handle.raw) == CURLM_OK else {
            return end(handle, with: .failure(transfer.failure(.other, "libcurl does not take the request's options")))
        }
    }

    /// Moves every transfer on, ends the finished ones, and waits for more to happen unless there is work already.
    private func drive() -> TransportError? {
        var count: Int32 = 0
        var code = curl_multi_perform(multi, &count)
        if code == CURLM_OK {
            let hasEnded = endFinished()
            // Room for those who wait comes before the wait.
            if hasEnded, queue.nextDeadline != nil { return nil }
            // Callers who were just resumed often have their next request ready; to take several at once is cheaper, as
            // libcurl looks at every running transfer each time.
            if hasEnded { sched_yield() }
            if inbox.mayPoll() { code = curl_multi_poll(multi, nil, 0, pollMilliseconds, nil) }
        }
        guard code != CURLM_OK else { return nil }
        return TransportError(
            .other, "libcurl has failed: \(String(cString: curl_multi_strerror(code))); make a new transport",
            mayHaveReachedServer: true)
    }

    /// At most a second, so that no surprise can stop the loop for longer; libcurl's own timers shorten it by themselves.
    private var pollMilliseconds: Int32 {
        guard let deadline = queue.nextDeadline else { return 1000 }
        return Int32(min(ContinuousClock.now.duration(to: deadline).curlMilliseconds, 1000))
    }

    private func endFinished() -> Bool {
        var hasEnded = false
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = EasyHandle.of(message.pointee.easy_handle),
                let transfer = handle.transfer
            else { continue }
            hasEnded = true
            let code = ccurl_message_result(message)
            if code == CURLE_OK {
                let status = handle.number(CURLINFO_RESPONSE_CODE)
                end(handle, with: .success(RawAnswer(status: status, head: transfer.head, body: transfer.body)))
            } else {
                end(handle, with: .failure(transfer.failure(code, on: handle)))
            }
        }
        return hasEnded
    }

    private func end(_ handle: EasyHandle, with result: Result<RawAnswer, any Error>) {
        let transfer = handle.transfer
        curl_multi_remove_handle(multi, handle.raw)
        handle.reset()
        running[ObjectIdentifier(handle)] = nil
        idle.append(handle)
        transfer?.finish(result)
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
        for case .start(let transfer) in batch { transfer.finish(.failure(reason)) }
        while let transfer = queue.popFirst() { transfer.finish(.failure(reason)) }
        idle = []
        curl_multi_cleanup(multi)
        inbox.announceEnd()
    }
}
