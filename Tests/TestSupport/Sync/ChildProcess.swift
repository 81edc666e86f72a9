package import Glibc

/// A program of this package that a test starts and may kill.
package final class ChildProcess: Sendable {
    package let pid: pid_t

    /// Starts a program that was built beside the tests, its output thrown away.
    package init(_ name: String, _ arguments: [String]) throws {
        var own = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &own, own.count - 1)
        let path = String(decoding: own[..<max(0, length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let program = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" + name
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, program, &actions, nil, &words, environ)
        guard code == 0 else { throw Failure(description: "\(program) cannot be started: error \(code)") }
        self.pid = pid
    }

    package struct Failure: Error, CustomStringConvertible { package let description: String }

    /// How it ended.
    package enum End: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// Kills it, and returns when it is dead. For any thread.
    package func killAndWait() {
        kill(pid, SIGKILL)
        var information = siginfo_t()
        waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT)
    }

    /// Waits for its end on a thread of its own, since waiting blocks and the tests' threads are few.
    package func end() async -> End {
        await withCheckedContinuation { continuation in
            BackgroundThread.start { [pid] in
                var status: Int32 = 0
                while waitpid(pid, &status, 0) == -1, errno == EINTR {}
                let signal = status & 0x7F
                continuation.resume(returning: signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal))
            }
        }
    }
}
