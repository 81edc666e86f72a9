import Dispatch
import Glibc

/// Lets SIGINT and SIGTERM end work in an orderly way.
enum Interruption {
    /// Runs the body as a task that the first SIGINT or SIGTERM cancels. A second one ends the process at once, as
    /// both signals do outside of this function.
    static func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            // A Dispatch source hears of a signal only when its own action does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
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
