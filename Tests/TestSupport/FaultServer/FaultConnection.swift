internal import Glibc
internal import InventoryWire

/// One accepted connection, on a thread of its own.
struct FaultConnection {
    let descriptor: Int32
    let number: Int

    /// Reads requests and performs what the script says, until one side ends it. Leaves the descriptor open.
    func run(onAccept: [FaultAction], script: FaultServer.Script, log: FaultLog) {
        guard perform(onAccept) else { return }
        var buffer: [UInt8] = []
        while let (bytes, body) = nextMessage(&buffer) {
            let request = log.received(bytes, body: body, connection: number)
            guard perform(script(request)) else { return }
        }
    }

    // MARK: Reading

    private func nextMessage(_ buffer: inout [UInt8]) -> (bytes: [UInt8], body: [UInt8])? {
        var headEnd = Self.headEnd(in: buffer)
        while headEnd == nil {
            guard Sockets.receive(descriptor, into: &buffer) else { return nil }
            headEnd = Self.headEnd(in: buffer)
        }
        guard let headEnd else { return nil }
        let end = headEnd + Self.contentLength(in: buffer[..<headEnd])
        while buffer.count < end {
            guard Sockets.receive(descriptor, into: &buffer) else { return nil }
        }
        defer { buffer.removeFirst(end) }
        return (Array(buffer[..<end]), Array(buffer[headEnd..<end]))
    }

    private static func headEnd(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        let end = Array("\r\n\r\n".utf8)
        return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(end) }.map { $0 + 4 }
    }

    private static func contentLength(in head: ArraySlice<UInt8>) -> Int {
        for line in head.split(separator: UInt8(ascii: "\n")) {
            let text = ASCII.lowercased(String(decoding: line, as: UTF8.self))
            if text.hasPrefix("content-length:") {
                return Int(ASCII.trimmed(String(text.dropFirst(15).dropLast()))) ?? 0
            }
        }
        return 0
    }

    // MARK: Acting

    /// Returns false when the connection is over.
    private func perform(_ actions: [FaultAction]) -> Bool { actions.allSatisfy(perform) }

    private func perform(_ action: FaultAction) -> Bool {
        switch action {
        case .respond(let status, let headers, let body):
            var head = "HTTP/1.1 \(status) Status\r\n"
            for (name, value) in headers { head += "\(name): \(value)\r\n" }
            // A response to HEAD says how long its body would be; the script gives none.
            head += "Content-Length: \(body.count)\r\n\r\n"
            return Sockets.send(descriptor, Array(head.utf8) + body)
        case .send(let bytes): return Sockets.send(descriptor, bytes)
        case .drip(let bytes, let pause):
            return bytes.allSatisfy { Sockets.isAlive(descriptor, after: pause) && Sockets.send(descriptor, [$0]) }
        case .repeatForever(let bytes, let pause):
            while pause == 0 || Sockets.isAlive(descriptor, after: pause) {
                guard Sockets.send(descriptor, bytes) else { break }
            }
            return false
        case .run(let body):
            body()
            return true
        case .hold(let gate): return Sockets.wait(descriptor, for: gate.descriptor)
        case .listen: return Sockets.hasReceived(descriptor)
        case .blackHole:
            while Sockets.isAlive(descriptor, after: -1) {}
            return false
        case .close: return false
        case .reset:
            Sockets.resetOnClose(descriptor)
            return false
        case .tunnel(let port):
            tunnel(to: port)
            return false
        }
    }

    private func tunnel(to port: UInt16) {
        guard let other = Sockets.connect(port) else { return }
        defer { Glibc.close(other) }
        guard Sockets.send(descriptor, Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8)) else { return }
        Sockets.join(descriptor, other)
    }
}
