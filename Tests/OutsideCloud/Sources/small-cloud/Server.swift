import Foundation
import Glibc

/// The cloud's own server, on loopback: one connection after another, one request on each.
final class Server: @unchecked Sendable {
    let port: UInt16
    private let listener: Int32
    private let token: String
    // @unchecked: only the thread of `serve` touches the rules.
    private var buckets: [String: [String: Data]]

    init(token: String, buckets: [String]) {
        self.token = token
        self.buckets = Dictionary(uniqueKeysWithValues: buckets.map { ($0, [:]) })
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = socket
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(socket, $0, length)
                _ = listen(socket, 64)
                _ = getsockname(socket, $0, &length)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.serve() }
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            if let request = Request(from: connection) {
                let (status, body) = answer(request)
                let bytes = status == 204 ? Data() : body
                let length = status == 204 ? "" : "Content-Length: \(bytes.count)\r\n"
                let head =
                    "HTTP/1.1 \(status) Done\r\nx-small-request: \(UInt32.random(in: 1 ... .max))\r\nConnection: close\r\n"
                    + length + "\r\n"
                let reply = Data(head.utf8) + bytes
                reply.withUnsafeBytes { _ = send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            }
            close(connection)
        }
    }

    private func answer(_ request: Request) -> (Int, Data) {
        guard request.headers["authorization"] == "Bearer \(token)" else { return error(403, "BadToken") }
        let bucket = String(request.headers["host", default: ""].prefix { $0 != "." })
        guard var rules = buckets[bucket] else { return error(404, "NoSuchBucket") }
        guard request.query["reports"] != nil else { return error(400, "BadReport") }
        guard let name = request.query["name"] else { return (200, list(rules, from: request.query["from"] ?? "")) }
        defer { buckets[bucket] = rules }
        switch request.method {
        case "GET":
            guard let rule = rules[name] else { return error(404, "NoSuchReport") }
            return (200, rule)
        case "DELETE":
            guard rules.removeValue(forKey: name) != nil else { return error(404, "NoSuchReport") }
            return (204, Data())
        default:
            guard let rule = try? JSONDecoder().decode(Name.self, from: request.body), rule.name == name else {
                return error(400, "BadReport")
            }
            guard rules[name] != nil || rules.count < 50 else { return error(409, "TooManyReports") }
            rules[name] = request.body
            return (200, Data())
        }
    }

    /// A head with the name of the next page's first rule, and a rule in each line.
    private func list(_ rules: [String: Data], from start: String) -> Data {
        let names = rules.keys.sorted().filter { $0 >= start }
        var list = Data(names.count > 10 ? "{\"next\":\"\(names[10])\"}".utf8 : "{}".utf8)
        for name in names.prefix(10) { list += Data("\n".utf8) + (rules[name] ?? Data()) }
        return list
    }

    private func error(_ status: Int, _ code: String) -> (Int, Data) {
        (status, Data("{\"code\":\"\(code)\",\"message\":\"it cannot be done\",\"requestId\":\"r\"}".utf8))
    }
}

private struct Name: Decodable { var name: String }

/// A request, read whole.
private struct Request {
    var method = ""
    var query: [String: String] = [:]
    var headers: [String: String] = [:]
    var body = Data()

    init?(from connection: Int32) {
        var data = Data()
        var length: Int?
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let end = data.range(of: Data("\r\n\r\n".utf8))?.upperBound {
                if length == nil {
                    read(String(decoding: data[..<end], as: UTF8.self))
                    length = Int(headers["content-length"] ?? "0") ?? 0
                }
                if data.count - end >= length ?? 0 {
                    body = Data(data[end...])
                    return
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            data.append(contentsOf: buffer[..<count])
        }
    }

    private mutating func read(_ head: String) {
        var lines = head.components(separatedBy: "\r\n")
        let words = lines.removeFirst().components(separatedBy: " ")
        method = words[0]
        for pair in (words[1].components(separatedBy: "?").dropFirst().first ?? "").components(separatedBy: "&") {
            let halves = pair.components(separatedBy: "=")
            query[halves[0]] = halves.dropFirst().first?.removingPercentEncoding ?? ""
        }
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
    }
}
