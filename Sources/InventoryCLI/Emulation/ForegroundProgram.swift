import Dispatch
import Glibc
import InventoryCore

/// A command of the shell that runs in the place of this one: with its streams, its terminal and its signals.
struct ForegroundProgram: Sendable {
    private let process: pid_t

    /// - Parameter variables: what its environment has beside this process's; nil for what it has not.
    /// - Throws: where there is no shell.
    init(_ command: String, variables: [String: String?]) throws(CommandFailure) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var environment: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let word = next.pointee {
            let name = String(decoding: UnsafeRawBufferPointer(start: word, count: strlen(word)), as: UTF8.self)
                .prefix { $0 != "=" }
            if !variables.keys.contains(String(name)) { environment.append(strdup(word)) }
            next += 1
        }
        environment += variables.compactMap { name, value in value.map { strdup("\(name)=\($0)") } } + [nil]
        let arguments: [String] = ["/bin/sh", "-c", command]
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var started = pid_t()
        let code = posix_spawn(&started, "/bin/sh", nil, &attributes, &words, &environment)
        guard code == 0 else {
            throw CommandFailure(.failed, "/bin/sh cannot be started: \(String(cString: strerror(code)))")
        }
        process = started
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
