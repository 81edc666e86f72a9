internal import InventoryWire

/// Where a request will go, once it has been found fit to be sent.
struct Route {
    /// What `Host` names, without the port.
    let host: HostName
    let isCleartext: Bool
    /// Whether the connection must end on this machine, by its numeric address.
    let isLoopbackOnly: Bool
    let connectTo: ConnectTarget?
    /// The proxy's host and port for sentences; nil connects directly.
    let proxy: String?
    /// Whether the proxy itself is spoken to over TLS.
    let hasSecureProxy: Bool
}

/// What is refused before any network use. libcurl writes headers and targets as it gets them, line breaks included, and
/// would speak cleartext to anyone.
enum RequestRules {
    /// Headers that decide where a message ends or who handles the connection; two opinions on that are an attack.
    private static let ownHeaders = [
        "host", "content-length", "transfer-encoding", "connection", "keep-alive", "expect", "te", "trailer", "upgrade",
        "proxy-connection", "proxy-authorization",
    ]
    /// The clouds' metadata services speak http only. The names are fixed, and no proxy is used for them.
    private static let metadataHosts: Set<String> = ["metadata.tencentyun.com", "169.254.169.254", "100.100.100.200"]

    static func route(of request: HTTPRequest, settings: Settings) throws(TransportError) -> Route {
        if let problem = settings.problem { throw problem }
        guard let host = HostName(request.host) else {
            throw refusal("the request's host is no host name or address with an optional port; check the endpoint")
        }
        try checkText(of: request)
        return try route(of: request, to: host, settings: settings)
    }

    private static func checkText(of request: HTTPRequest) throws(TransportError) {
        let host = request.host
        guard isToken(request.method.rawValue), request.method.rawValue != "CONNECT" else {
            throw refusal(
                "the method of the request to \(host) is not one that can be sent; use GET, PUT, POST, DELETE or HEAD")
        }
        guard request.method != .head || request.body == nil else {
            throw refusal("the HEAD request to \(host) has a body; leave it out")
        }
        let isPath =
            request.path.utf8.first == UInt8(ascii: "/")
            && request.path.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            }
        guard isPath else {
            throw refusal("the path of the request to \(host) is not absolute and percent-encoded; encode it")
        }
        for field in request.headers.fields {
            guard isToken(field.name) else {
                throw refusal(
                    "a header name of the request to \(host) is empty or holds a character that no name may have")
            }
            guard !ASCII.hasControlCharacter(field.value) else {
                throw refusal("the header \(field.name) of the request to \(host) holds a control character; remove it")
            }
            guard !ownHeaders.contains(where: { ASCII.equalIgnoringCase($0, field.name) }) else {
                throw refusal(
                    "the header \(field.name) of the request to \(host) is the transport's to write; leave it out")
            }
        }
    }

    private static func route(
        of request: HTTPRequest, to host: HostName, settings: Settings
    ) throws(TransportError) -> Route {
        if let target = request.connectTo, !HostName.isBareHost(target.host) || target.port == 0 {
            throw refusal(
                "the address that the request to \(request.host) is to connect to is no host and port; check it")
        }
        let isCleartext = request.connectTo?.isCleartext ?? (request.scheme == .http)
        let isLoopback = request.connectTo?.isLoopback ?? LoopbackAddress.contains(host.name)
        let isMetadata =
            isCleartext && request.connectTo == nil && host.port == nil
            && metadataHosts.contains(ASCII.lowercased(host.name))
        guard !isCleartext || isLoopback || isMetadata else {
            let place = request.connectTo.map { "\($0.host), which stands for \(request.host)," } ?? request.host
            throw refusal("\(place) is not on this machine and would be sent cleartext; use https")
        }
        let proxy = isCleartext || isLoopback ? nil : settings.proxy(for: host)
        return Route(
            host: host, isCleartext: isCleartext, isLoopbackOnly: isCleartext && !isMetadata,
            connectTo: request.connectTo, proxy: proxy.map { "\(HostName.bracketed($0.host)):\($0.port)" },
            hasSecureProxy: proxy?.scheme == .https)
    }

    /// RFC 9110, 5.6.2.
    static func isToken(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isTokenByte) }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func refusal(_ message: String) -> TransportError {
        TransportError(.invalidRequest, message, mayHaveReachedServer: false)
    }
}
