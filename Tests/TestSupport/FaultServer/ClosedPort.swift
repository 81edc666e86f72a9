internal import Glibc

/// A port of 127.0.0.1 that refuses every connection and is given to nobody else meanwhile.
package final class ClosedPort: Sendable {
    package let port: UInt16
    private let descriptor: Int32

    package init() { (descriptor, port) = Sockets.occupy() }

    deinit { close(descriptor) }
}
