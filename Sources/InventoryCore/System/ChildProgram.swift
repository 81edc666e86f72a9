internal import Glibc

/// A program that we started, in a process group of its own: what it starts itself ends with it.
struct ChildProgram {
    /// More than any program prints that hands out one key pair.
    static let largestOutput = 1 << 16

    private let name: String
    private let process: pid_t
    private let pipe: Int32
    private let deadline: Duration
    private let tree: ProcessTree

    /// Starts it with an empty standard input, its errors where ours go, and signals as a new process has them.
    /// - Throws: `credentialsMissing` with the system's reason.
    init(_ command: [String], deadline: Duration) throws(InventoryError) {
        name = Printable.quoted(command.first ?? "", limit: 80)
        self.deadline = deadline
        tree = ProcessTree(number: SystemServices.system.uptime())
        var ends: [Int32] = [-1, -1]
        guard !command.isEmpty else { throw Self.failure(name, "cannot be started: it has no name") }
        while Glibc.pipe(&ends) != 0 {
            // Descriptors come back as connections close.
            let code = errno
            guard [EMFILE, ENFILE].contains(code), SystemServices.system.uptime() < deadline else {
                throw Self.failure(name, "cannot be started: \(String(cString: strerror(code)))")
            }
            Self.pause()
        }
        // The program gets a copy of the second end as its output, and neither end itself.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        do {
            process = try ProgramStart(command, .output(ends[1], mark: tree.mark)).start()
        } catch {
            close(ends[0])
            throw Self.failure(name, "cannot be started: \(error)")
        }
        pipe = ends[0]
    }

    /// What it printed until it ended. Its whole group is killed before this returns or throws, whatever became of it; where
    /// it did not do what it was asked for, all that it has started, in sessions of their own too.
    /// - Parameter limit: the time that it had, for a sentence.
    func output(within limit: Duration, _ stop: Stop) throws -> [UInt8] {
        var output: [UInt8] = []
        let ending = self.ending(&output, stop)
        kill(-process, SIGKILL)
        if !ending.isSuccess { tree.end() }
        switch ending {
        case .cancelled: throw CancellationError()
        case .tooLong: throw Self.failure(name, "printed more than \(Self.largestOutput) bytes")
        case .late: throw Self.failure(name, "took longer than \(limit)")
        case .status(let status) where status != 0: throw Self.failure(name, "failed with status \(status)")
        case .signal(let number): throw Self.failure(name, "was ended by signal \(number)")
        // A host that ignores SIGCHLD leaves no status; then the output has to speak for itself.
        case .status, .unknown: return output
        }
    }

    /// Waits until the killed process is gone for good.
    func reap() {
        close(pipe)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private enum Ending {
        case status(Int32), signal(Int32), unknown, late, tooLong, cancelled

        var isSuccess: Bool {
            switch self {
            case .status(0), .unknown: true
            default: false
            }
        }
    }

    /// Reads until the program itself has ended: one that closes its output and goes on is not done, and one that leaves
    /// its output to a child is.
    private func ending(_ output: inout [UInt8], _ stop: Stop) -> Ending {
        var isOpen = true
        while true {
            guard !stop.isSet else { return .cancelled }
            guard SystemServices.system.uptime() < deadline else { return .late }
            let ended = self.ended()
            while isOpen, hasInput(waiting: ended == nil) {
                isOpen = read(into: &output)
                guard output.count <= Self.largestOutput else { return .tooLong }
                if ended == nil { break }
            }
            if let ended { return ended }
            if !isOpen { Self.pause() }
        }
    }

    /// How the process ended; nil while it runs. Leaves it to be reaped, so that its number is nobody else's meanwhile.
    private func ended() -> Ending? {
        var information = siginfo_t()
        let code = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        guard code == 0 else { return errno == EINTR ? nil : .unknown }
        guard information.si_signo == SIGCHLD else { return nil }
        let status = information._sifields._sigchld.si_status
        return information.si_code == CLD_EXITED ? .status(status) : .signal(status)
    }

    /// Whether there is output, or its end; waits a moment for it, in short steps to notice the deadline and a cancellation.
    private func hasInput(waiting: Bool) -> Bool {
        var request = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, waiting ? 10 : 0) > 0
    }

    /// Returns false at the end of the output.
    private func read(into output: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(pipe, &chunk, chunk.count)
        if count > 0 { output += chunk[..<count] }
        return count > 0 || (count < 0 && errno == EINTR)
    }

    private static func pause() { _ = poll(nil, 0, 10) }

    private static func failure(_ name: String, _ reason: String) -> InventoryError {
        InventoryError(.credentialsMissing, "the command '\(name)' \(reason)")
    }
}
