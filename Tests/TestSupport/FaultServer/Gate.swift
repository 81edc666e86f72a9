internal import Glibc

/// Something that a connection of the fault server waits for. Opens once, for everyone.
package final class Gate: Sendable {
    /// Readable once the gate is open.
    let descriptor: Int32
    private let other: Int32

    package init() {
        var ends: [Int32] = [0, 0]
        precondition(pipe(&ends) == 0, "no pipe can be made")
        (descriptor, other) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(other)
    }

    package func open() { _ = write(other, "!", 1) }
}
