/// A request as it will stand on the wire. A plain value: building one sends nothing.
public struct HTTPRequest: Sendable, Hashable {
    /// How the connection is made.
    public enum Scheme: String, Sendable, Hashable {
        case https, http
    }

    /// What the request line begins with.
    public var method: HTTPMethod
    /// TLS or cleartext.
    public var scheme: Scheme
    /// The `Host` header: the name, with `:port` where the port is not the scheme's own.
    public var host: String
    /// The absolute path, percent-encoded as it goes on the wire.
    public var path: String
    /// The query parameters, decoded, in wire order.
    public var query: [QueryItem]
    /// All headers but `Host` and `Content-Length`, which the transport writes from `host` and `body`.
    public var headers: HTTPHeaders
    /// The body; nil sends none (and no `Content-Length` for a method that has no body).
    public var body: [UInt8]?
    /// Where the connection goes, when not to `host`: an emulator, a port forward. The name in `host` is still what is
    /// signed, sent and (over https) verified.
    public var connectTo: ConnectTarget?
    /// False for a request that must not reach the server twice: the transport then uses a fresh connection, because
    /// libcurl silently sends a request again when a reused connection turns out to be dead.
    public var isRepeatable: Bool
    /// The largest response body taken, in bytes; a longer one is an error.
    public var maximumResponseBytes: Int
    /// The longest that connecting may take, where the request has less patience than the transport; nil leaves it to
    /// the transport.
    public var connectTimeout: Duration?

    public init(
        method: HTTPMethod, scheme: Scheme = .https, host: String, path: String = "/", query: [QueryItem] = [],
        headers: HTTPHeaders = [:], body: [UInt8]? = nil, connectTo: ConnectTarget? = nil, isRepeatable: Bool = true,
        maximumResponseBytes: Int = 1 << 20, connectTimeout: Duration? = nil
    ) {
        self.method = method
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.connectTo = connectTo
        self.isRepeatable = isRepeatable
        self.maximumResponseBytes = maximumResponseBytes
        self.connectTimeout = connectTimeout
    }

    /// The request target: path and query as they stand in the request line.
    public var target: String {
        var output = ByteBuffer(capacity: 128)
        appendTarget(to: &output)
        return output.string
    }

    /// Appends the request target.
    package func appendTarget(to output: inout ByteBuffer) {
        output.append(path)
        if !query.isEmpty { output.append(0x3F) }
        QueryItem.append(query, to: &output)
    }

    /// The absolute URL. It holds whatever the query holds, so a signed one is a secret.
    public var url: String { "\(scheme.rawValue)://\(host)\(target)" }
}

/// An address that a connection goes to in place of the host that a request names.
public struct ConnectTarget: Sendable, Hashable {
    /// A host name or an IP address; an IPv6 address without brackets.
    public var host: String
    /// The TCP port.
    public var port: UInt16
    /// Whether the connection is cleartext. Transports allow that on loopback addresses alone.
    public var isCleartext: Bool

    public init(host: String, port: UInt16, isCleartext: Bool) {
        self.host = host
        self.port = port
        self.isCleartext = isCleartext
    }

    /// Whether the address cannot leave this machine: `localhost`, `127.0.0.0/8`, `::1`.
    public var isLoopback: Bool { LoopbackAddress.contains(host) }
}
