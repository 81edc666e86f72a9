import InventorySync
import InventoryWire

/// What is said before the process ends in the middle of a run: what was done until then must not be lost with it.
enum LastWords {
    private static let words = Locked<(@Sendable (StopSignal.Reason) -> Void)?>(nil)

    /// From now on these.
    static func prepare(_ say: @escaping @Sendable (StopSignal.Reason) -> Void) { words.withLock { $0 = say } }

    /// Nothing any more: the run says itself how it ended.
    static func forget() { words.withLock { $0 = nil } }

    static func say(_ reason: StopSignal.Reason) { words.withLock { $0 }?(reason) }
}
