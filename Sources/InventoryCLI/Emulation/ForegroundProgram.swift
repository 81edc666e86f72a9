import Dispatch
import Glibc
import InventoryCore

/// A command of the shell that runs in the place of this one: with its streams, its terminal and its signals.
struct ForegroundProgram: Sendable {
    private let process: pid_t

    /// - Parameter variables: what its environment has beside this process's; nil for what it has not.
    /// - Throws: where there is no shell.
    init(_ command: String, variables: [String: String?]) throws(CommandFailure) {
        do {
            process = try ProgramStart(["/bin/sh", "-c", command], .ours, variables: variables).start()
        } catch {
            throw CommandFailure(.failed, "/bin/sh cannot be started: \(error)")
        }
    }

    /// The exit status, once it has ended; of one that a signal ended, 128 and the signal's number.
    func wait() async -> Int32 {
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
