/// One step of what the fault server does on a connection.
package enum FaultAction: Sendable {
    /// A whole, correct answer with `Content-Length`.
    case respond(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [])
    /// These bytes as they are.
    case send([UInt8])
    /// These bytes one at a time, with a pause before each.
    case drip([UInt8], everyMilliseconds: Int)
    /// These bytes again and again until the client goes away.
    case repeatForever([UInt8], everyMilliseconds: Int = 0)
    /// Runs this on the connection's thread.
    case run(@Sendable () -> Void)
    /// Nothing, until the gate opens.
    case hold(Gate)
    /// Nothing, until the client has sent something.
    case listen
    /// Nothing, until the client goes away.
    case blackHole
    /// An orderly end of the connection.
    case close
    /// A reset: the client's next read or write fails.
    case reset
    /// `200` to a CONNECT, then bytes both ways between the client and this port, whatever host the client named.
    case tunnel(port: UInt16)
}

extension FaultAction {
    /// An answer with a text body.
    package static func respond(_ status: Int, _ body: String = "") -> FaultAction {
        .respond(status: status, body: Array(body.utf8))
    }

    /// Text as it is.
    package static func send(_ text: String) -> FaultAction { .send(Array(text.utf8)) }

    /// A redirect to a URL.
    package static func redirect(_ status: Int, to url: String) -> FaultAction {
        .respond(status: status, headers: [("Location", url)])
    }

    /// The first bytes of an answer that announces more, then the end of the connection.
    package static func cut(after count: Int, of body: [UInt8]) -> [FaultAction] {
        [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"), .send(Array(body.prefix(count))), .close]
    }

    /// A chunked answer without an end.
    package static var endlessBody: [FaultAction] {
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 16384)
        return [
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            .repeatForever(Array("4000\r\n".utf8) + chunk + Array("\r\n".utf8)),
        ]
    }

    /// Header lines without an end.
    package static var headerFlood: [FaultAction] {
        [
            .send("HTTP/1.1 200 OK\r\n"),
            .repeatForever(Array("X-Flood: 0123456789012345678901234567890123456789\r\n".utf8)),
        ]
    }

    /// `100 Continue` without an end.
    package static func endlessContinues(everyMilliseconds pause: Int) -> FaultAction {
        .repeatForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), everyMilliseconds: pause)
    }
}
