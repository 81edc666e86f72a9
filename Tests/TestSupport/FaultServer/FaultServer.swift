internal import InventoryWire

/// An HTTP server on 127.0.0.1 that does wrong what it is told to, and keeps what it was sent, byte for byte.
///
/// Written on bare sockets and threads: a server library would refuse to misbehave. What a connection does follows from
/// two functions, one called when it is accepted and one for every request. The server ends with ``stop()`` or with the
/// last reference.
package final class FaultServer: Sendable {
    /// A request as it arrived.
    package struct Request: Sendable {
        /// Counts connections, from 0.
        package let connection: Int
        /// Counts requests over all connections, from 0.
        package let number: Int
        /// Head and body, unchanged.
        package let bytes: [UInt8]
        package let body: [UInt8]

        /// The lines of the head, the request line first, without their line ends.
        package var lines: [String] {
            var lines: [String] = []
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
                if text.isEmpty { break }
                lines.append(text)
            }
            return lines
        }

        /// The request line's second word.
        package var target: String {
            lines.first.map { String($0.split(separator: " ", omittingEmptySubsequences: false)[1]) } ?? ""
        }
    }

    package typealias Script = @Sendable (Request) -> [FaultAction]

    /// Where it listens, on 127.0.0.1.
    package let port: UInt16
    private let listener: Int32
    private let log: FaultLog

    /// Starts listening.
    /// - Parameters:
    ///   - script: What to do when a request has been read to its end.
    ///   - onAccept: What to do before the first request is read, given the connection's number.
    package init(
        _ script: @escaping Script = { _ in [.respond(200)] },
        onAccept: @escaping @Sendable (Int) -> [FaultAction] = { _ in [] }
    ) {
        (listener, port) = Sockets.listen()
        let log = FaultLog()
        self.log = log
        let listener = listener
        BackgroundThread.start {
            while let descriptor = Sockets.accept(listener) {
                guard let number = log.accepted(descriptor) else { break }
                BackgroundThread.start {
                    let connection = FaultConnection(descriptor: descriptor, number: number)
                    connection.run(onAccept: onAccept(number), script: script, log: log)
                    log.closed(descriptor)
                }
            }
            log.stopped(listener)
        }
    }

    deinit { stop() }

    /// All requests so far.
    package var requests: [Request] { log.snapshot.requests }

    /// All connections so far, with and without a request.
    package var connectionCount: Int { log.snapshot.accepted }

    /// Waits until so many requests have come, and returns all.
    @discardableResult
    package func requests(atLeast count: Int) async -> [Request] {
        await log.wait { $0.requests.count >= count }.requests
    }

    /// Waits until so many connections have been accepted.
    package func connections(atLeast count: Int) async { _ = await log.wait { $0.accepted >= count } }

    /// Waits until every connection has ended on both sides.
    package func allConnectionsClosed() async { _ = await log.wait { $0.open.isEmpty } }

    /// Ends every connection and stops listening. Connections that wait for a gate end too.
    package func stop() { log.stop(listener) }
}
