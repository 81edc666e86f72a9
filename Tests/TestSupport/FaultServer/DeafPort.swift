internal import Glibc

/// A port of 127.0.0.1 that answers no attempt to connect: its one place is taken, and nobody accepts.
package final class DeafPort: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let waiting: Int32?

    package init() {
        (listener, port) = Sockets.listen(backlog: 0)
        waiting = Sockets.connect(port)
    }

    deinit {
        if let waiting { close(waiting) }
        close(listener)
    }
}
