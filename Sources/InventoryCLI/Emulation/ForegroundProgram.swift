import Dispatch
import Glibc
import InventoryCore
import InventoryWire

/// A command of the shell that runs in the place of this one: with its streams, its terminal and its signals.
struct ForegroundProgram: Sendable {
    /// How long it may take to end, once it was told to.
    private static let grace = 3.0

    private let process: pid_t
    /// Whether it and what it starts are a group of their own. Where a terminal is read from they are in this process's:
    /// another one would be stopped as it reads.
    private let hasGroup = isatty(STDIN_FILENO) == 0

    /// - Parameter variables: what its environment has beside this process's; nil for what it has not.
    /// - Throws: where there is no shell.
    private init(_ command: String, variables: [String: String?]) throws(CommandFailure) {
        do {
            process = try ProgramStart(["/bin/sh", "-c", command], .ours(inGroup: !hasGroup), variables: variables)
                .start()
        } catch {
            throw CommandFailure(.failed, "/bin/sh cannot be started: \(error)")
        }
    }

    /// Starts a command and waits until it has ended. What ends this process meanwhile ends the command, with all that it
    /// has started.
    /// - Returns: its exit status; of one that a signal ended, 128 and the signal's number.
    static func run(_ command: String, variables: [String: String?]) async throws -> Int32 {
        let state = Locked<(program: ForegroundProgram?, isEnding: Bool)>((nil, false))
        let signals = await HeardSignals([SIGTERM, SIGHUP] + (isatty(STDIN_FILENO) == 0 ? [SIGINT] : [])) {
            let program = state.withLock { state -> ForegroundProgram? in
                defer { state.isEnding = true }
                return state.isEnding ? nil : state.program
            }
            program?.end()
        }
        let program = try ForegroundProgram(command, variables: variables)
        let isLate = state.withLock { state in
            state.program = program
            return state.isEnding
        }
        if isLate { program.end() }
        let status = await program.wait()
        if state.withLock({ $0.isEnding }) { await program.endRest() }
        await signals.end()
        return status
    }

    /// Tells it to end; what does not within some seconds is killed.
    private func end() {
        if hasGroup {
            kill(-process, SIGTERM)
        } else {
            // As a terminal does that is closed: shells do not end by SIGTERM.
            kill(getpgrp() == getpid() ? 0 : process, SIGHUP)
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.grace) { [process, hasGroup] in
            kill(hasGroup ? -process : process, SIGKILL)
        }
    }

    /// Waits for what it has left running, and kills it after some seconds.
    private func endRest() async {
        guard hasGroup else { return }
        for _ in 0..<Int(Self.grace * 20) where kill(-process, 0) == 0 {
            try? await SystemServices.system.sleep(.milliseconds(50))
        }
        kill(-process, SIGKILL)
    }

    /// The exit status, once it has ended; of one that a signal ended, 128 and the signal's number.
    private func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            // Waiting blocks a thread.
            DispatchQueue.global().async { [process] in
                var status: Int32 = 0
                while waitpid(process, &status, 0) == -1, errno == EINTR {}
                let signal = status & 0x7F
                continuation.resume(returning: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
            }
        }
    }
}
