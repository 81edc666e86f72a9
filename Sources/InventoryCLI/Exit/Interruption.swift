import Dispatch
import Glibc
import InventoryWire

/// Lets SIGINT and SIGTERM end work in an orderly way.
enum Interruption {
    /// Runs the body as a task that SIGINT or SIGTERM cancels. The signal after that ends the process at once, as both
    /// signals do outside of this function.
    /// - Parameter first: called for the first signal instead; the second one then cancels.
    static func cancelling<Value: Sendable>(
        first: (@Sendable () -> Void)? = nil, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let isFirst = Locked(first != nil)
        let sources = [SIGINT, SIGTERM].map { number in
            // A Dispatch source hears of a signal only when its own action does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if isFirst.withLock({ isFirst in
                    defer { isFirst = false }; return isFirst
                }) {
                    first?()
                } else {
                    task.cancel()
                    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
                }
            }
            source.resume()
            return (number, source)
        }
        defer {
            for (number, source) in sources {
                source.cancel()
                signal(number, SIG_DFL)
            }
        }
        return try await task.value
    }
}
