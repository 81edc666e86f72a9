internal import Glibc

/// Runs a program and takes what it prints. On a thread of its own, because waiting for a process blocks.
enum CommandRun {
    /// Standard output of the program, whose standard input is empty and whose errors go where ours go.
    /// - Parameters:
    ///   - command: the program's path, or a name that is looked for on the PATH, and its arguments; no shell.
    ///   - limit: the longest that all of it may take, from starting the program until it has ended.
    static func output(of command: [String], within limit: Duration) async throws -> [UInt8] {
        let stop = Stop()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.start {
                    do throws(InventoryError) {
                        let program = try ChildProgram(command, deadline: SystemServices.system.uptime() + limit)
                        continuation.resume(with: Result { try program.output(within: limit, stop) })
                        // What the kernel has still to end keeps this thread waiting, and nobody else.
                        program.reap()
                    } catch {
                        continuation.resume(throwing: error)
                    }
                }
            }
        } onCancel: {
            stop.set()
        }
    }

}

// @unchecked: one word, written once, under a lock.
/// Says that nobody waits any more.
final class Stop: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value = false

    init() {
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    var isSet: Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return value
    }

    func set() {
        pthread_mutex_lock(mutex)
        value = true
        pthread_mutex_unlock(mutex)
    }
}

/// A detached thread that runs one closure.
private enum Thread {
    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            // Without a thread the caller waits itself, which is better than never.
            box.takeRetainedValue().body()
        }
    }
}
