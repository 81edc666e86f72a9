public import InventoryCore
public import InventoryWire

/// What the transport cases are run on: a transport, and a server on this machine that does as its paths say, whatever
/// the method.
///
/// - `/redirect/CODE`: answers that status with `Location: /echo`, which must not be followed;
/// - `/status/CODE`: answers that status with an empty body;
/// - `/bytes/COUNT`: answers 200 with so many bytes;
/// - `/headers`: answers 200 with the header lines `X-B: 1`, `x-a: 2`, `X-B: 3`, in this order;
/// - `/stall`: reads the request and never answers;
/// - `/cut`: announces 100 bytes, sends 10 and closes the connection;
/// - every other path answers 200 with head and body of the request, byte for byte as received.
public struct TransportSubject: Sendable {
    /// The transport under test.
    public var transport: any HTTPTransport
    /// Where the server listens: cleartext, on a loopback address.
    public var server: ConnectTarget
    /// A loopback port at which nothing listens.
    public var closedPort: UInt16
    /// How many requests the server has seen, whole or in part.
    public var requestCount: @Sendable () async -> Int
    /// The longest that a case waits for something prompt; generous, for busy machines.
    public var patience: Duration = .seconds(5)
    /// For the waits, and for measuring them.
    public var services: SystemServices = .system

    public init(
        transport: any HTTPTransport, server: ConnectTarget, closedPort: UInt16,
        requestCount: @escaping @Sendable () async -> Int
    ) {
        self.transport = transport
        self.server = server
        self.closedPort = closedPort
        self.requestCount = requestCount
    }

    /// A request that names a cloud and goes to the server.
    func request(_ method: HTTPMethod = .get, _ path: String = "/echo") -> HTTPRequest {
        HTTPRequest(method: method, scheme: .http, host: "inventory.example", path: path, connectTo: server)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await transport.send(request, timeout: .seconds(20))
    }

    /// Sends a request and reads what the server saw of it.
    func echo(_ request: HTTPRequest) async throws -> Echo {
        let response = try await send(request)
        guard response.status == 200, let echo = Echo(response.body) else {
            throw ConformanceFailure("the server did not echo the request; it answered \(response.status)")
        }
        return echo
    }

    func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(ConformanceFailure) {
        guard condition else { throw ConformanceFailure(sentence()) }
    }

    /// A request fails in that way.
    @discardableResult
    func failure(
        _ kind: TransportError.Kind, of call: String, _ request: HTTPRequest, timeout: Duration = .seconds(20)
    ) async throws -> TransportError {
        do {
            _ = try await transport.send(request, timeout: timeout)
        } catch let error as TransportError {
            try require(error.kind == kind, "\(call) fails as \(error.kind.rawValue), not \(kind.rawValue): \(error)")
            return error
        }
        throw ConformanceFailure("\(call) succeeds")
    }

    /// A body ends soon enough.
    func promptly(_ what: String, _ body: () async throws -> Void) async throws {
        let start = services.uptime()
        try await body()
        let elapsed = services.uptime() - start
        try require(elapsed < patience, "\(what) took \(elapsed)")
    }
}

/// A request as the server received it.
struct Echo {
    /// The request line first.
    var lines: [String]
    var body: [UInt8]

    init?(_ bytes: [UInt8]) {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n").map(String.init)
        body = Array(bytes[(start + end.count)...])
    }

    /// The values of every line of that name, in order.
    func values(_ name: String) -> [String] {
        lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":"), ASCII.equalIgnoringCase(String(line[..<colon]), name) else {
                return nil
            }
            return ASCII.trimmed(String(line[line.index(after: colon)...]))
        }
    }
}
