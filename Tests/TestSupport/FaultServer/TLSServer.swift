internal import Glibc
internal import InventoryWire

/// A TLS server on 127.0.0.1: the `openssl s_server` command, which answers every request with a page of its own.
package final class TLSServer: Sendable {
    package let port: UInt16
    private let command: Command

    /// Starts the server and waits until it listens.
    /// - Parameter options: Options of `s_server` beside the certificate, such as `-tls1_1`.
    package init(_ certificate: TestCertificates.Leaf, options: [String] = []) async throws {
        let command = try Command(
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate.certificate]
                + ["-key", certificate.key] + options)
        self.command = command
        port = try await Command.waiting { try Self.readPort(from: command) }
    }

    /// Reads `ACCEPT 127.0.0.1:40123`, which is written when the port is open.
    private static func readPort(from command: Command) throws -> UInt16 {
        var bytes: [UInt8] = []
        while command.read(into: &bytes) {
            let whole = bytes.prefix(through: bytes.lastIndex(of: UInt8(ascii: "\n")) ?? bytes.startIndex)
            for line in whole.split(separator: UInt8(ascii: "\n")) where line.starts(with: "ACCEPT ".utf8) {
                let digits = line.split(separator: UInt8(ascii: ":")).last ?? []
                if let port = UInt16(String(decoding: digits, as: UTF8.self)) { return port }
            }
        }
        throw Command.Failure(description: "openssl s_server: \(String(decoding: bytes, as: UTF8.self))")
    }
}
