import Dispatch
import Glibc
import InventoryCore
import InventoryWire

/// A program that computes for us: in a process group of its own, so that what it starts ends with it.
final class EngineProcess: Sendable {
    private let process: Locked<pid_t?>

    /// Starts it in a folder, with an empty standard input; what it prints goes to a file there.
    /// - Throws: `CommandFailure` with the system's reason.
    init(_ command: [String], in folder: String, log: String) throws {
        // A spawned process begins in our folder, unless a shell goes to another one first.
        let moved = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command
        do {
            process = Locked(try ProgramStart(moved, .log(log)).start())
        } catch {
            throw CommandFailure(
                .preflight,
                "the command '\(Printable.quoted(command.joined(separator: " ")))' cannot be started: \(error)")
        }
    }

    /// Waits for its end; a cancelled task ends it.
    /// - Returns: whether it ended with status 0.
    func end() async throws -> Bool {
        let status = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(returning: self.wait()) }
            }
        } onCancel: {
            process.withLock { process in
                if let process { kill(-process, SIGKILL) }
            }
        }
        try Task.checkCancellation()
        return status == 0
    }

    private func wait() -> Int32 {
        guard let number = process.withLock({ $0 }) else { return -1 }
        // Left to be reaped until its number cannot be killed any more.
        var information = siginfo_t()
        while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return process.withLock { process in
            process = nil
            kill(-number, SIGKILL)
            var status: Int32 = 0
            while waitpid(number, &status, 0) < 0, errno == EINTR {}
            return status
        }
    }
}
