internal import Glibc

/// Runs a program and takes what it prints. On a thread of its own, because waiting for a process blocks.
enum CommandRun {
    /// More than any program prints that hands out one key pair.
    static let largestOutput = 1 << 16

    /// Standard output of the program, whose standard input is empty and whose errors go where ours go.
    /// - Parameter command: the program's path, or a name that is looked for on the PATH, and its arguments; no shell.
    static func output(of command: [String], within limit: Duration) async throws -> [UInt8] {
        let stop = Stop()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.start { continuation.resume(with: Result { try run(command, within: limit, stop) }) }
            }
        } onCancel: {
            stop.set()
        }
    }

    private static func run(_ command: [String], within limit: Duration, _ stop: Stop) throws -> [UInt8] {
        let name = Printable.quoted(command.first ?? "", limit: 80)
        func failure(_ reason: String) -> InventoryError {
            InventoryError(.credentialsMissing, "the command '\(name)' \(reason)")
        }
        var ends: [Int32] = [-1, -1]
        guard !command.isEmpty, pipe(&ends) == 0 else { throw failure("cannot be started") }
        defer { close(ends[0]) }
        // The program gets a copy of the second end as its output, and neither end itself.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = words[0].map { posix_spawnp(&process, $0, &actions, nil, &words, environ) } ?? ENOMEM
        close(ends[1])
        guard code == 0 else { throw failure("cannot be started: \(String(cString: strerror(code)))") }
        var output: [UInt8] = []
        let reading = read(ends[0], into: &output, until: SystemServices.system.uptime() + limit, stop)
        if reading != .complete { kill(process, SIGKILL) }
        var status: Int32 = 0
        var waited = waitpid(process, &status, 0)
        while waited < 0, errno == EINTR { waited = waitpid(process, &status, 0) }
        switch reading {
        case .cancelled: throw CancellationError()
        case .tooLong: throw failure("printed more than \(largestOutput) bytes")
        case .late: throw failure("took longer than \(limit)")
        case .complete: break
        }
        // A host that ignores SIGCHLD leaves no status; then the output has to speak for itself.
        guard waited < 0 || status == 0 else {
            throw failure(
                status & 0x7F == 0
                    ? "failed with status \((status >> 8) & 0xFF)" : "was ended by signal \(status & 0x7F)")
        }
        return output
    }

    private enum Reading { case complete, late, tooLong, cancelled }

    private static func read(
        _ descriptor: Int32, into output: inout [UInt8], until deadline: Duration, _ stop: Stop
    ) -> Reading {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            guard !stop.isSet else { return .cancelled }
            let left = deadline - SystemServices.system.uptime()
            guard left > .zero else { return .late }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // In short steps, to notice a cancellation.
            guard poll(&waiting, 1, left < .milliseconds(50) ? 5 : 50) > 0 else { continue }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return .complete }
            if count > 0 { output += chunk[..<count] }
            if output.count > largestOutput { return .tooLong }
        }
    }
}

// @unchecked: one word, written once, under a lock.
/// Says that nobody waits any more.
private final class Stop: @unchecked Sendable {
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
