import CloudInventory
import InventoryCore

/// `http://127.0.0.1:9000`: where an emulator or a proxy listens. No path, and never credentials.
struct ServerURL: Hashable, Sendable {
    var isCleartext: Bool
    /// A host name or an address; an IPv6 address without brackets.
    var host: String
    var port: UInt16

    /// - Parameter option: what errors call it: `--proxy`. The text itself is not shown: it might hold a password.
    init(_ text: String, option: String, defaultPort: UInt16? = nil) throws(CommandFailure) {
        let form = "\(option) takes http://HOST:PORT or https://HOST:PORT"
        var rest: Substring
        switch text {
        case _ where text.hasPrefix("http://"): (isCleartext, rest) = (true, text.dropFirst(7))
        case _ where text.hasPrefix("https://"): (isCleartext, rest) = (false, text.dropFirst(8))
        default: throw CommandFailure(.usage, form)
        }
        guard !rest.contains("@") else {
            throw CommandFailure(
                .usage, "\(form), without credentials, which every user of this machine could see in the process list")
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        let digits: Substring?
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            digits = rest[end...].dropFirst().hasPrefix(":") ? rest[end...].dropFirst(2) : nil
        } else {
            let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = String(parts[0])
            digits = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty else { throw CommandFailure(.usage, "\(form); the host is missing") }
        guard !rest.contains("/") else { throw CommandFailure(.usage, "\(form), and nothing behind the port") }
        guard let port = digits.map({ UInt16($0) }) ?? defaultPort, port > 0 else {
            throw CommandFailure(.usage, "\(form), with a port from 1 to 65535")
        }
        self.port = port
    }

    var connectTarget: ConnectTarget { ConnectTarget(host: host, port: port, isCleartext: isCleartext) }
}
