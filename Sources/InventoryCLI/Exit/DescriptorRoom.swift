import Glibc

/// The file descriptors that a command needs, looked for before it does anything: later, want of one would end libdispatch,
/// and the process with it, in the middle of the work.
enum DescriptorRoom {
    /// Files, journal and pages; the timers, events and signals of libdispatch; a connection and what resolves its name.
    static let needed = 32

    /// Raises the soft limit where that is what is in the way.
    /// - Throws: where the process cannot have so many.
    static func require() throws(CommandFailure) {
        if isThere { return }
        var limit = rlimit()
        guard errno == EMFILE, getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw failure("this machine has no file descriptor left: \(String(cString: strerror(errno)))")
        }
        let soft = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        if soft < limit.rlim_max, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, isThere {
            return
        }
        throw failure(
            "this process may have \(soft) open files (RLIMIT_NOFILE), and needs \(needed) beside those that it was "
                + "started with; raise the limit: ulimit -n 256")
    }

    /// Whether so many can be opened; if not, `errno` says why.
    private static var isThere: Bool {
        var opened: [Int32] = []
        defer {
            let code = errno
            for descriptor in opened { close(descriptor) }
            errno = code
        }
        for _ in 0..<needed {
            let descriptor = dup(STDERR_FILENO)
            guard descriptor >= 0 else { return false }
            opened.append(descriptor)
        }
        return true
    }

    private static func failure(_ sentence: String) -> CommandFailure {
        CommandFailure(.preflight, "nothing was done: \(sentence)")
    }
}
