internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A descriptor that is closed when nobody needs it any more.
final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    /// What tells one state of a file from another.
    struct State: Equatable, Sendable {
        var etag: String
        var size: Int64
        var modified: UTCInstant
    }

    /// The state of a regular file; nil for anything else.
    var state: State? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let time = status.st_mtim
        return State(
            etag: "\(status.st_dev)-\(status.st_ino)-\(status.st_size)-\(time.tv_sec)-\(time.tv_nsec)",
            size: Int64(status.st_size), modified: UTCInstant(secondsSinceEpoch: Int64(time.tv_sec)))
    }

    /// The bytes from there on, as many as come at once; none at the end, nil on failure.
    func read(at offset: Int64, atMost count: Int) throws -> [UInt8]? {
        try Task.checkCancellation()
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = pread(descriptor, buffer.baseAddress, count, off_t(offset))
                failed = got < 0
                filled = max(0, got)
            }
            if !failed { return bytes }
            if errno != EINTR { return nil }
        }
    }

    /// What the system said about the last call.
    static var reason: String { String(cString: strerror(errno)) }
}

/// How far a read has come.
final class Place: Sendable {
    private let offset: Locked<Int64>

    init(_ offset: Int64) { self.offset = Locked(offset) }

    var value: Int64 { offset.withLock { $0 } }
    func advance(by count: Int64) { offset.withLock { $0 += count } }
}
