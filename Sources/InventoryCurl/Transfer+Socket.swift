internal import CCurl
internal import Glibc

extension Transfer {
    /// Makes the socket of a connection, before anything goes to the address.
    func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        if route.isLoopbackOnly, !Self.isLoopback(address) {
            breach = .notLoopback
            return CURL_SOCKET_BAD
        }
        // libcurl's own sockets would be inherited by programs that the host starts.
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let made = socket(address.pointee.family, type, address.pointee.protocol)
        guard made != CURL_SOCKET_BAD else {
            if errno == EMFILE || errno == ENFILE { breach = .noDescriptor }
            return made
        }
        // Another address of the host may have failed for want of one.
        if breach == .noDescriptor { breach = nil }
        handle?.sockets.hasOpened(made)
        return made
    }

    /// By the numeric address: whatever the resolver made of a name, cleartext stays on this machine.
    private static func isLoopback(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
        // The declared type is the short form of what libcurl has there, which is as long as `addrlen`.
        let start = UnsafeRawPointer(address) + MemoryLayout<curl_sockaddr>.offset(of: \.addr)!
        let count = Int(address.pointee.addrlen)
        switch address.pointee.family {
        case AF_INET where count >= MemoryLayout<sockaddr_in>.size:
            return UInt32(bigEndian: start.load(as: sockaddr_in.self).sin_addr.s_addr) >> 24 == 127
        case AF_INET6 where count >= MemoryLayout<sockaddr_in6>.size:
            var host = start.load(as: sockaddr_in6.self).sin6_addr
            return withUnsafeBytes(of: &host) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        default: return false
        }
    }
}
