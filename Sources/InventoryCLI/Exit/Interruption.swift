import CloudInventory
import Dispatch
import Glibc
import InventoryCore
import InventorySync
import InventoryWire

/// Ends work in an orderly way, and within five seconds of the first SIGINT, SIGTERM or SIGHUP.
///
/// A run is first asked to stop, and comes to its end by itself. What takes longer than ``grace`` is cancelled, as it is at
/// once by the second signal, or by the first for work that writes nothing. What cannot even be cancelled within
/// ``lastGrace``, or until one more signal, ends with the process, and so does all that it has started; a run's journal
/// knows what was under way.
final class Interruption: Sendable {
    static let grace = 3.0
    static let lastGrace = 1.0
    static let lastWords = 0.5

    private enum Stage: Sendable {
        case running, stopping, cancelled, over
    }

    private let stage = Locked(Stage.running)
    /// Those that are heard: that of a terminal that went away is not where somebody said so (`nohup`).
    private let numbers = [SIGINT, SIGTERM] + (HeldSignals.isIgnored(SIGHUP) ? [] : [SIGHUP])
    private let stop: StopSignal?
    private let cancel: @Sendable () -> Void

    private init(_ stop: StopSignal?, cancel: @escaping @Sendable () -> Void) {
        self.stop = stop
        self.cancel = cancel
    }

    /// Runs the body as a task that SIGINT, SIGTERM and SIGHUP end.
    /// - Parameters:
    ///   - stop: what the first signal triggers; without it the first signal cancels.
    ///   - deadline: after how long `stop` is triggered anyway.
    static func cancelling<Value: Sendable>(
        stop: StopSignal? = nil, deadline: Duration? = nil, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // The body begins when signals are heard. A signal that comes before ends the process, as nothing was done yet; it
        // must not be ignored meanwhile, or it would be lost.
        let (heard, begin) = AsyncStream<Never>.makeStream()
        let task = Task {
            for await _ in heard {}
            return try await body()
        }
        let interruption = Interruption(stop) { task.cancel() }
        let signals = await HeardSignals(interruption.numbers) { interruption.goOn(.interrupted) }
        begin.finish()
        if stop != nil, let deadline {
            after(max(0, deadline / .seconds(1))) { interruption.goOn(.deadline, from: .running) }
        }
        let result = await task.result
        let wasInterrupted = interruption.stage.withLock { stage in
            defer { stage = .over }
            return stage != .running
        }
        // Nobody waits for them any more, and the process may end before they are ended.
        if wasInterrupted { ProcessTree.endAll() }
        await signals.end()
        return try result.get()
    }

    /// Goes one stage on.
    /// - Parameter expected: only from this stage; nil from any.
    private func goOn(_ reason: StopSignal.Reason, from expected: Stage? = nil) {
        let next = stage.withLock { stage -> Stage? in
            guard expected == nil || stage == expected else { return nil }
            switch stage {
            case .running: stage = stop == nil ? .cancelled : .stopping
            case .stopping: stage = .cancelled
            // One more signal: it is not waited for any longer.
            case .cancelled: return .over
            case .over: return nil
            }
            return stage
        }
        switch next {
        case .stopping?:
            stop?.stop(reason)
            Self.after(Self.grace) { self.goOn(reason, from: .stopping) }
        case .cancelled?:
            cancel()
            Self.after(Self.lastGrace) { self.endProcess(reason) }
        case .over?: endProcess(reason)
        case .running?, nil: break
        }
    }

    private func endProcess(_ reason: StopSignal.Reason) {
        let isFirst = stage.withLock { stage in
            defer { stage = .over }
            return stage == .cancelled
        }
        guard isFirst else { return }
        ProcessTree.endAll()
        // Somebody who does not read our output must not hold us.
        let said = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            Console.clearProgress()
            LastWords.say(reason)
            Console.error("ended before what was under way came to its end")
            said.signal()
        }
        _ = said.wait(timeout: .now() + Self.lastWords)
        HeldSignals.exit(CommandStatus(stoppedBecause: reason).rawValue)
    }

    private static func after(_ seconds: Double, _ body: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: body)
    }
}

extension StopSignal {
    /// Reads what a run is to do, before it writes anything.
    func whileReading<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        do {
            return try await cancelling(body)
        } catch is CancellationError where reason == .deadline {
            throw CommandFailure(.failed, "the deadline had passed before all buckets were read; nothing was written")
        }
    }
}

extension CommandStatus {
    /// The status of a run that came to its end before its work was done.
    init(stoppedBecause reason: StopSignal.Reason) {
        switch reason {
        case .deadline: self = .failed
        default: self = .interrupted
        }
    }
}
