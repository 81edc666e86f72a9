internal import CCurl
internal import Glibc

/// What becomes of transfers in a process that has no file descriptor left: they wait until there is one.
struct DescriptorShortage {
    /// How long nothing is started after one could not be, unless a transfer ends before.
    private static let pause: Duration = .milliseconds(100)
    /// Left to everybody else in the process, and to the poll.
    private static let reserve: UInt = 32
    /// A transfer's socket, the resolver's, and a connection that is kept.
    private static let perTransfer: UInt = 3
    /// What connecting takes beside the socket: the resolver's files, the file of authorities.
    private static let probes = 3

    /// Until when nothing is started.
    private(set) var end: ContinuousClock.Instant?

    /// How many transfers the process's limit (`ulimit -n`) has room for, at least one.
    static var room: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        let free = limit.rlim_cur > reserve ? limit.rlim_cur - reserve : 0
        return Int(clamping: max(1, free / perTransfer))
    }

    /// Whether a transfer that ended so did for want of a descriptor. libcurl has no code for that: a name that could not
    /// be looked up and a file of authorities that could not be opened look like any other failure.
    static func hasEnded(_ transfer: Transfer, _ code: CURLcode) -> Bool {
        if transfer.breach == .noDescriptor { return true }
        let codes = [
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_SSL_CACERT_BADFILE,
        ]
        guard codes.contains(code), !transfer.isWritten, transfer.breach == nil else { return false }
        var taken: [Int32] = []
        defer { for descriptor in taken { close(descriptor) } }
        for _ in 0..<probes {
            let descriptor = eventfd(0, Int32(EFD_CLOEXEC))
            guard descriptor >= 0 else { return errno == EMFILE || errno == ENFILE }
            taken.append(descriptor)
        }
        return false
    }

    mutating func begin() { end = .now + Self.pause }

    /// A transfer has ended, and its descriptors with it.
    mutating func relieve() { end = nil }

    func lasts(at now: ContinuousClock.Instant) -> Bool { end.map { now < $0 } ?? false }
}
