internal import CCurl
internal import InventoryWire

/// The options as libcurl takes them: numbers in its units, strings checked and kept in C memory.
// @unchecked: immutable; the C strings are written at initialisation and freed at deinitialisation only.
final class Settings: @unchecked Sendable {
    let options: CurlTransport.Options
    let connectMilliseconds: Int
    let stallSeconds: Int
    let concurrency: Int
    let lifetimeSeconds: Int
    let userAgent: CString
    let authorityFile: CString?
    let authorityPEM: CString?
    let proxyURL: CString?
    let proxyUser: CString?
    let proxyPassword: CString?
    /// Whether libcurl has a file of authorities built in, beside or without its directory of them.
    let hasSystemFile: Bool
    /// Why no request can be sent with these options.
    let problem: TransportError?

    init(_ options: CurlTransport.Options) {
        self.options = options
        connectMilliseconds = options.connectTimeout.curlMilliseconds
        stallSeconds = options.stallTimeout.curlSeconds
        concurrency = min(max(options.maximumConcurrentTransfers, 1), 1 << 16, DescriptorShortage.room)
        lifetimeSeconds = options.connectionLifetime.curlSeconds
        userAgent = CString(options.userAgent.utf8)
        switch options.authorities {
        case .system: (authorityFile, authorityPEM) = (nil, nil)
        case .file(let path): (authorityFile, authorityPEM) = (CString(path.utf8), nil)
        case .pem(let bytes): (authorityFile, authorityPEM) = (nil, CString(bytes))
        }
        proxyURL = options.proxy.map {
            CString("\($0.scheme.rawValue)://\(HostName.bracketed($0.host)):\($0.port)".utf8)
        }
        proxyUser = options.proxy?.credentials.map { CString($0.user.utf8) }
        proxyPassword = options.proxy?.credentials.map { CString($0.password.bytes) }
        hasSystemFile = Library.systemAuthorityFile != nil
        problem = Self.problem(of: options)
    }

    private static func problem(of options: CurlTransport.Options) -> TransportError? {
        func refusal(_ message: String) -> TransportError {
            TransportError(.invalidRequest, message, mayHaveReachedServer: false)
        }
        if ASCII.hasControlCharacter(options.userAgent) {
            return refusal("the transport's user agent holds a control character; set one without")
        }
        if case .file(let path) = options.authorities, path.isEmpty || path.utf8.contains(0) {
            return refusal("the transport's certificate authority file has no usable name; give the path of a PEM file")
        }
        guard let proxy = options.proxy else { return nil }
        if !HostName.isBareHost(proxy.host) || proxy.port == 0 {
            return refusal("the transport's proxy has no valid host and port; give a host name and a port above 0")
        }
        if let credentials = proxy.credentials {
            let isControl: (UInt8) -> Bool = { $0 < 0x20 || $0 == 0x7F }
            if credentials.user.utf8.contains(where: { isControl($0) || $0 == UInt8(ascii: ":") })
                || credentials.password.bytes.contains(where: isControl)
            {
                return refusal(
                    "the proxy's user name or password holds a control character or the user name a colon, "
                        + "which Basic credentials cannot carry")
            }
        }
        return nil
    }

    /// The proxy for a connection over TLS to this host, unless the host is an exception.
    func proxy(for host: HostName) -> CurlTransport.Proxy? {
        guard let proxy = options.proxy, !LoopbackAddress.contains(host.name) else { return nil }
        let name = ASCII.lowercased(host.name)
        let isException = proxy.exceptions.contains { exception in
            let domain = ASCII.lowercased(exception.hasPrefix(".") ? String(exception.dropFirst()) : exception)
            return name == domain || (!domain.isEmpty && name.hasSuffix("." + domain))
        }
        return isException ? nil : proxy
    }
}
