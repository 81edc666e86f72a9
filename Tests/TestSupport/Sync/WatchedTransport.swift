package import InventoryWire

/// A transport that a test looks over the shoulder of, and may break: `before` runs when a request would be sent, and
/// may throw in its place; `after` runs when it has been carried out, and may throw its answer away.
package struct WatchedTransport: HTTPTransport {
    /// Called with the request and its number, from 1.
    package typealias Hook = @Sendable (HTTPRequest, Int) async throws -> Void

    private let base: any HTTPTransport
    private let before: Hook
    private let after: Hook
    private let count = Locked(0)

    package init(_ base: any HTTPTransport, before: @escaping Hook = { _, _ in }, after: @escaping Hook = { _, _ in }) {
        self.base = base
        self.before = before
        self.after = after
    }

    package func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        let number = count.withLock { count in
            count += 1
            return count
        }
        try await before(request, number)
        let answer = try await base.send(request, timeout: timeout)
        try await after(request, number)
        return answer
    }
}
