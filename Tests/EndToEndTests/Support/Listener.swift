#if CommandLineTool && EmulatorServer
    import Dispatch
    import Glibc

    /// A loopback server that takes connections and never answers, or one that refuses them.
    final class Listener: Sendable {
        let port: UInt16
        private let descriptor: Int32

        /// - Parameter isListening: false keeps the port and refuses connections. A port that is closed goes to the next
        ///   server that starts, which then sees the requests.
        init(isListening: Bool = true) throws {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, length) == 0 && (!isListening || listen(descriptor, 16) == 0)
                        && getsockname(descriptor, pointer, &length) == 0
                }
            }
            guard status else { throw ChildProcess.SpawnFailure(reason: String(cString: strerror(errno))) }
            self.descriptor = descriptor
            port = UInt16(bigEndian: address.sin_port)
        }

        /// Waits until somebody has connected and sent something.
        func request() async {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async { [descriptor] in
                    let connection = accept(descriptor, nil, nil)
                    var byte: UInt8 = 0
                    _ = recv(connection, &byte, 1, 0)
                    continuation.resume()
                }
            }
        }

        func close() { Glibc.close(descriptor) }
    }
#endif
