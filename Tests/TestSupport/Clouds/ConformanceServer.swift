package import CloudInventory
package import InventoryConformance

/// A fault server that does what ``TransportSubject`` wants of its server.
package struct ConformanceServer: Sendable {
    private let server: FaultServer
    private let closedPort = ClosedPort()

    package init() { server = FaultServer { Self.actions(for: $0) } }

    /// What the transport cases run on. It holds the server, too.
    package func subject(_ transport: any HTTPTransport) -> TransportSubject {
        let (server, closedPort) = (server, closedPort)
        return TransportSubject(
            transport: transport, server: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true),
            closedPort: closedPort.port,
            requestCount: {
                // The subject keeps the port occupied as long as it lives itself.
                withExtendedLifetime(closedPort) { server.requests.count }
            })
    }

    private static func actions(for request: FaultServer.Request) -> [FaultAction] {
        let parts = request.target.split(separator: "/").map(String.init)
        let number = parts.last.flatMap(Int.init) ?? 0
        switch parts.first {
        case "redirect": return [.redirect(number, to: "/echo")]
        case "status":
            return [.send("HTTP/1.1 \(number) As Asked\r\n\(number == 204 ? "" : "Content-Length: 0\r\n")\r\n")]
        case "bytes": return [.respond(status: 200, body: Array(repeating: 0x78, count: number))]
        case "headers": return [.respond(status: 200, headers: [("X-B", "1"), ("x-a", "2"), ("X-B", "3")])]
        case "stall": return [.blackHole]
        case "cut": return FaultAction.cut(after: 10, of: Array(repeating: 0x78, count: 100))
        default: return [.respond(status: 200, body: request.bytes)]
        }
    }
}
