/// Bytes that arrive in pieces and are read once. The next piece is only asked for when the one before has been taken, so
/// a slow reader slows the sender down.
public struct ByteStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    private let piece: @Sendable () async throws -> [UInt8]?

    /// - Parameter piece: the next piece, empty or not; nil at the end, and again after it.
    public init(_ piece: @escaping @Sendable () async throws -> [UInt8]?) { self.piece = piece }

    public func makeAsyncIterator() -> Iterator { Iterator(piece: piece) }

    /// The one pass through the bytes: a second iterator goes on where the first one stopped.
    public struct Iterator: AsyncIteratorProtocol {
        let piece: @Sendable () async throws -> [UInt8]?

        /// The next piece; nil at the end.
        /// - Throws: what the store throws; `CancellationError` when the task was cancelled.
        public mutating func next() async throws -> [UInt8]? {
            try Task.checkCancellation()
            return try await piece()
        }
    }
}
