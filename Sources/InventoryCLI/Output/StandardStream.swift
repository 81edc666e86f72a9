import Glibc

/// The two streams that a command writes to: data on one, everything said to people on the other.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// To be called once, before anything is opened.
    static func prepare() {
        // A reader that goes away shall be an error of `write`, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // The same for a file that grows beyond the process's limit.
        signal(SIGXFSZ, SIG_IGN)
        // A stream that was closed by the caller must not become the number of a socket that is opened later. Opened
        // the wrong way round, it gives an error to everybody who uses it.
        for (stream, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
        where fcntl(stream, F_GETFD) == -1 {
            _ = open("/dev/null", mode)
        }
    }

    /// Writes all of a text. A reader that has gone away (`| head`) wants no more: the rest is dropped, and the status
    /// of the command still says what became of the rules.
    /// - Throws: when the text cannot be written otherwise: a full disk, a closed stream.
    func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

    /// Writes all of the bytes, in the same way.
    func write(_ all: [UInt8]) throws(CommandFailure) {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes.removeFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: wait()
            case EPIPE: return
            case let number:
                throw CommandFailure(
                    .failed,
                    "standard \(self) cannot be written: \(String(cString: strerror(number))); what the command did "
                        + "before stands, only its output is missing")
            }
        }
    }

    /// Waits until a non-blocking stream takes more.
    private func wait() {
        var request = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
    }
}
