internal import InventoryWire

/// The body of a stream between the network thread, which fills it, and the reader, who empties it. Full, it makes the
/// network thread stop reading from the connection, so that the server has to wait.
final class BodyPipe: Sendable {
    /// From here on no more is taken. One piece of libcurl's, 16 KiB, may stand above it.
    static let highWater = 256 << 10

    private struct State {
        var bytes: [UInt8] = []
        /// Whether the transfer is paused because of us.
        var isFull = false
        var end: Result<Void, any Error>?
        var reader: CheckedContinuation<Found, any Error>?

        mutating func take() throws -> Found? {
            if !bytes.isEmpty {
                defer { (bytes, isFull) = ([], false) }
                return Found(piece: bytes, hasMadeRoom: isFull)
            }
            return try end.map { end in
                try end.get()
                return Found()
            }
        }
    }

    private let state = Locked(State())

    // MARK: The network thread

    /// Takes a piece; false when the reader has to catch up first. Then the same piece is offered again.
    func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (isTaken, reader) = state.withLock { state in
            guard state.bytes.count < Self.highWater else {
                state.isFull = true
                return (false, nil as CheckedContinuation<Found, any Error>?)
            }
            if let reader = state.reader.take() { return (true, reader) }
            state.bytes.append(contentsOf: bytes)
            return (true, nil)
        }
        reader?.resume(returning: Found(piece: Array(bytes)))
        return isTaken
    }

    /// Ends the body; what it holds is still read. Only the first end counts.
    func end(_ result: Result<Void, any Error>) {
        let reader = state.withLock { state in
            if state.end == nil { state.end = result }
            return state.reader.take()
        }
        reader?.resume(with: result.map { Found() })
    }

    // MARK: The reader

    /// What a read finds.
    struct Found: Sendable {
        /// Bytes; nil at the end.
        var piece: [UInt8]?
        /// Whether the transfer was paused and can go on.
        var hasMadeRoom = false
    }

    /// What is there without waiting; nil where nothing is.
    func take() throws -> Found? { try state.withLock { try $0.take() } }

    /// Waits until something is there.
    func wait() async throws -> Found {
        try await withCheckedThrowingContinuation { continuation in
            let found: Result<Found, any Error>? = state.withLock { state in
                do {
                    // Something may have come since the reader looked.
                    if let found = try state.take() { return .success(found) }
                } catch {
                    return .failure(error)
                }
                // A second reader would never be resumed.
                guard state.reader == nil else {
                    return .failure(
                        TransportError(
                            .other, "two readers read one stream; read it from one place", mayHaveReachedServer: true))
                }
                state.reader = continuation
                return nil
            }
            if let found { continuation.resume(with: found) }
        }
    }
}
