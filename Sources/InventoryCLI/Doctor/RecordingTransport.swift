import CloudInventory
import InventoryWire

/// Passes requests on and remembers the last signed one and its answer: host, connection, the server's clock.
final class RecordingTransport: HTTPTransport {
    struct Exchange: Sendable {
        var host: String
        var isCleartext: Bool
        /// Nil where no answer came.
        var answer: Answer?
    }

    struct Answer: Sendable {
        var milliseconds: Int
        /// Seconds that the server is ahead of this machine; nil where it does not say its time.
        var clockLead: Int64?
    }

    private let base: any HTTPTransport
    private let services: SystemServices
    private let last = Locked<Exchange?>(nil)

    init(_ base: any HTTPTransport, services: SystemServices = .system) {
        self.base = base
        self.services = services
    }

    var exchange: Exchange? { last.withLock { $0 } }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        // What has no signature went to a metadata service, whose clock and host are not in question.
        guard request.headers["Authorization"] != nil else { return try await base.send(request, timeout: timeout) }
        let seen = Exchange(
            host: request.connectTo.map { "\($0.host):\($0.port)" } ?? request.host,
            isCleartext: request.connectTo?.isCleartext ?? (request.scheme == .http))
        last.withLock { $0 = seen }
        let began = services.uptime()
        let response = try await base.send(request, timeout: timeout)
        let took = services.uptime() - began
        let server = response.headers["Date"].flatMap(UTCInstant.init(httpDate:))
        let halfway = services.now().advanced(by: -(took / 2).components.seconds)
        last.withLock {
            $0?.answer = Answer(
                milliseconds: Int(took / .milliseconds(1)),
                clockLead: server.map { $0.seconds(since: halfway) })
        }
        return response
    }
}
