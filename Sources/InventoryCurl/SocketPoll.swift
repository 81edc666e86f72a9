internal import CCurl
internal import Glibc
internal import InventoryWire

/// Waits for sockets and wake-ups: epoll, as libcurl's own wait looks at every running transfer each time, which makes an
/// answer dearer the more calls are in flight. The network thread's alone, but for its ``Waker``.
final class SocketPoll {
    /// Ends the wait of the network thread, or the next one.
    struct Waker: Sendable {
        fileprivate let descriptor: Int32

        func wake() { eventfd_write(descriptor, 1) }
    }

    struct Event {
        let socket: curl_socket_t
        /// As libcurl writes it: `CURL_CSELECT_IN` and the like.
        let readiness: Int32
    }

    /// What libcurl wants to hear of a connection's socket, and what the kernel was told.
    private struct Watch {
        var wanted: UInt32 = 0
        var told: UInt32 = 0
    }

    private static let mostEvents: Int32 = 256

    let waker: Waker
    private let epoll: Int32
    private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: Int(mostEvents))
    private var connections: [curl_socket_t: Watch] = [:]

    init?() {
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        waker = Waker(descriptor: descriptor)
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0, epoll >= 0, tell(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue) else { return nil }
    }

    deinit {
        for descriptor in [waker.descriptor, epoll] where descriptor >= 0 { Glibc.close(descriptor) }
        events.deallocate()
    }

    /// Has the multi handle say here which sockets it waits for. The poll must outlive it.
    func attach(to multi: UnsafeMutableRawPointer) {
        _ = ccurl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
        _ = ccurl_multi_set_socket_callback(multi) { _, socket, what, context, _ in
            SocketPoll.of(context).watch(socket, what) ? 0 : -1
        }
    }

    /// Waits until something happens, for the given time at most, and returns what.
    func wait(milliseconds: Int32) throws(TransportError) -> [Event] {
        let count = epoll_wait(epoll, events, Self.mostEvents, milliseconds)
        guard count >= 0 else {
            let code = errno
            if code == EINTR { return [] }
            throw TransportError(
                .other, "the system refuses to wait for the network (errno \(code)); make a new transport",
                mayHaveReachedServer: true)
        }
        return (0..<Int(count)).compactMap { event(events[$0]) }
    }

    private func event(_ event: epoll_event) -> Event? {
        let descriptor = event.data.fd
        guard descriptor != waker.descriptor else {
            var count: eventfd_t = 0
            eventfd_read(descriptor, &count)
            return nil
        }
        // A kept connection that nobody uses, closed by the server as a rule. libcurl sees for itself when it is needed.
        if let watch = connections[descriptor], watch.wanted == 0 {
            _ = tell(EPOLL_CTL_DEL, descriptor, 0)
            connections[descriptor] = Watch()
            return nil
        }
        // As libcurl's own wait has it: what has failed is read, and reading says how it failed.
        var readiness: Int32 = 0
        if event.events & (EPOLLIN.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
            readiness |= CURL_CSELECT_IN
        }
        if event.events & EPOLLOUT.rawValue != 0 { readiness |= CURL_CSELECT_OUT }
        return Event(socket: descriptor, readiness: readiness)
    }

    // MARK: What libcurl says

    func hasOpened(_ socket: curl_socket_t) {
        connections[socket] = Watch()
    }

    /// Closes the socket of a connection. The kernel forgets it by itself only if no forked child has a copy.
    func close(_ socket: curl_socket_t) -> Int32 {
        if let watch = connections.removeValue(forKey: socket), watch.told != 0 { _ = tell(EPOLL_CTL_DEL, socket, 0) }
        return Glibc.close(socket)
    }

    private func watch(_ socket: curl_socket_t, _ what: Int32) -> Bool {
        var wanted: UInt32 = 0
        if what & CURL_POLL_IN != 0 { wanted |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { wanted |= EPOLLOUT.rawValue }
        guard let told = connections[socket]?.told else {
            // The resolver's: a socket of its own for each name.
            if wanted != 0 { return tell(EPOLL_CTL_ADD, socket, wanted) || tell(EPOLL_CTL_MOD, socket, wanted) }
            _ = tell(EPOLL_CTL_DEL, socket, 0)
            return true
        }
        // The kernel goes on watching between two requests: the next comes soon, and two system calls are saved.
        guard wanted != 0, wanted != told else {
            connections[socket] = Watch(wanted: wanted, told: told)
            return true
        }
        connections[socket] = Watch(wanted: wanted, told: wanted)
        return tell(told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, wanted)
    }

    private func tell(_ operation: Int32, _ descriptor: Int32, _ events: UInt32) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        return epoll_ctl(epoll, operation, descriptor, &event) == 0
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> SocketPoll {
        Unmanaged<SocketPoll>.fromOpaque(context!).takeUnretainedValue()
    }
}
