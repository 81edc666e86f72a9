internal import Glibc

/// The socket calls that the fault server needs, in a form that reads.
enum Sockets {
    /// POLLRDHUP, which Glibc only shows to GNU sources.
    private static let peerIsGone: Int16 = 0x2000

    /// A listening socket on a free port of 127.0.0.1.
    static func listen(backlog: Int32 = 1024) -> (descriptor: Int32, port: UInt16) {
        bindLoopback { Glibc.listen($0, backlog) == 0 }
    }

    private static func bindLoopback(_ prepare: (Int32) -> Bool) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress!
            return bind(descriptor, pointer, size) == 0 && prepare(descriptor)
                && getsockname(descriptor, pointer, &size) == 0
        }
        precondition(isReady, "no loopback port can be opened")
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A port that is taken and that nobody listens on.
    static func occupy() -> (descriptor: Int32, port: UInt16) { bindLoopback { _ in true } }

    static func accept(_ listener: Int32) -> Int32? {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                // Or a dripped byte waits for the acknowledgement of the one before.
                var isOn: Int32 = 1
                setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
                return descriptor
            }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    static func connect(_ port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = loopback(port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafeBytes(of: &address) {
            Glibc.connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, size) == 0
        }
        if !isConnected { Glibc.close(descriptor) }
        return isConnected ? descriptor : nil
    }

    static func send(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // MSG_NOSIGNAL: a client that has gone away must not end the test run.
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest.removeFirst(count)
        }
        return true
    }

    /// Appends what has come, waiting for it; false at the end of the connection.
    static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Bool {
        var piece = [UInt8](repeating: 0, count: 16384)
        var count = 0
        repeat {
            count = recv(descriptor, &piece, piece.count, 0)
        } while count < 0 && errno == EINTR
        guard count > 0 else { return false }
        buffer.append(contentsOf: piece[..<count])
        return true
    }

    /// Waits until something has come, and leaves it there; false at the end of the connection.
    static func hasReceived(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK)) > 0
    }

    /// Lets the time pass (forever when negative) and says whether the peer is still there.
    static func isAlive(_ descriptor: Int32, after milliseconds: Int) -> Bool {
        var entry = pollfd(fd: descriptor, events: peerIsGone, revents: 0)
        return poll(&entry, 1, Int32(milliseconds)) == 0
    }

    /// Waits until the other descriptor can be read; false when the peer goes away first.
    static func wait(_ descriptor: Int32, for other: Int32) -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: peerIsGone, revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        return entries[1].revents != 0
    }

    /// Makes the close of this socket a reset.
    static func resetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Carries bytes both ways until one side ends.
    static func join(_ a: Int32, _ b: Int32) {
        while true {
            var entries = [a, b].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&entries, 2, -1) > 0 else { return }
            for (entry, target) in zip(entries, [b, a]) where entry.revents != 0 {
                var bytes: [UInt8] = []
                guard receive(entry.fd, into: &bytes), send(target, bytes) else { return }
            }
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// A detached thread.
enum BackgroundThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Body(run)).toOpaque())
        precondition(code == 0, "no thread can be started")
        pthread_detach(thread)
    }
}
