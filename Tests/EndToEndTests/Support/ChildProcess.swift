#if CommandLineTool && EmulatorServer
    import Dispatch
    import Glibc

    /// The built command as a child process, with streams of the test's choosing.
    struct ChildProcess: Sendable {
        let id: pid_t

        /// The command stands beside the test bundle.
        static let binary: String = {
            var buffer = [CChar](repeating: 0, count: 4096)
            let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
            let path = String(decoding: buffer[..<max(0, length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
            let environment = getenv("CLOUD_INVENTORY_BIN").map { String(cString: $0) }
            return environment ?? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/cloud-inventory"
        }()

        /// Where a stream leads.
        enum Stream: Sendable {
            case file(String)
            case descriptor(Int32)
            case closed
        }

        /// - Parameter limits: options of the shell's `ulimit`, one word each, under which the command runs.
        init(
            _ arguments: [String], environment: [String: String], input: Stream, output: Stream, errors: Stream,
            limits: [String] = []
        ) throws {
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            for (number, stream) in [(0, input), (1, output), (2, errors)] as [(Int32, Stream)] {
                switch stream {
                case .file(let path):
                    let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
                    posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
                case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
                case .closed: posix_spawn_file_actions_addclose(&actions, number)
                }
            }
            // A runner that ignores signals must not hand that on.
            var attributes = posix_spawnattr_t()
            posix_spawnattr_init(&attributes)
            defer { posix_spawnattr_destroy(&attributes) }
            var signals = sigset_t()
            sigfillset(&signals)
            posix_spawnattr_setsigdefault(&attributes, &signals)
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

            let shell = ["/bin/sh", "-c", limits.map { "ulimit \($0) && " }.joined() + "exec \"$0\" \"$@\""]
            let command = (limits.isEmpty ? [] : shell) + [Self.binary] + arguments
            var words = command.map { strdup($0) } + [nil]
            var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
            defer { for word in words + variables { free(word) } }
            var id = pid_t()
            let status = posix_spawn(&id, command[0], &actions, &attributes, &words, &variables)
            guard status == 0 else { throw SpawnFailure(reason: String(cString: strerror(status))) }
            self.id = id
        }

        struct SpawnFailure: Error {
            var reason: String
        }

        func signal(_ number: Int32) { kill(id, number) }

        /// The exit status; that of a process that a signal ended is 1000 and the signal's number.
        func wait() async -> Int32 {
            await withCheckedContinuation { continuation in
                // Waiting blocks a thread, and the tests' own are few.
                DispatchQueue.global().async { [id] in
                    var status: Int32 = 0
                    while waitpid(id, &status, 0) == -1, errno == EINTR {}
                    let signal = status & 0x7F
                    continuation.resume(returning: signal == 0 ? (status >> 8) & 0xFF : 1000 + signal)
                }
            }
        }
    }

    /// Opens a pipe whose ends no other child inherits.
    func openPipe(_ ends: inout [Int32]) -> Bool {
        guard pipe(&ends) == 0 else { return false }
        return ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
    }
#endif
