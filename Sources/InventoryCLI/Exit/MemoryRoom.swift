import Glibc

/// The memory that a command needs beside what it has been started with, looked for before it does anything: what cannot
/// have a thread, or a block of memory, ends the process in the middle of the work.
enum MemoryRoom {
    /// Eight threads' stacks, the tables of the transport and of a plan.
    static let needed = 96 << 20

    /// - Throws: where the process cannot have so much.
    static func require() throws(CommandFailure) {
        let room = mmap(nil, needed, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        if room != MAP_FAILED {
            munmap(room, needed)
            return
        }
        var limit = rlimit()
        let bound =
            getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 && limit.rlim_cur != .max
            ? "this process may have \(limit.rlim_cur >> 20) MiB of memory (RLIMIT_AS), and needs"
            : "this process needs"
        throw CommandFailure(
            .preflight,
            "nothing was done: \(bound) \(needed >> 20) MiB beside what it was started with; raise the limit: ulimit -v "
                + "unlimited")
    }
}
