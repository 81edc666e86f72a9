public import InventoryWire

extension CurlTransport {
    /// How a transport connects. The environment adds nothing to this.
    public struct Options: Sendable {
        /// The proxy for https; nil connects directly. Loopback addresses and metadata services never use it.
        public var proxy: Proxy?
        /// Whose certificates are accepted, from servers and from an https proxy.
        public var authorities: Authorities
        /// The longest that name lookup, connecting and the TLS handshake may take together, at least a millisecond.
        public var connectTimeout: Duration
        /// How long a transfer may go without a byte in either direction, in whole seconds, at least one.
        public var stallTimeout: Duration
        /// How many transfers run, and connections are kept, at once; at least one. Further calls wait their turn. Of
        /// connections no more than twice as many are kept as transfers have run at once.
        public var maximumConcurrentTransfers: Int
        /// The age at which a connection is not used again, in whole seconds, at least one: certificates are only
        /// checked when a connection opens.
        public var connectionLifetime: Duration
        /// The `User-Agent` header, unless a request brings its own.
        public var userAgent: String

        /// The defaults suit control calls to object stores.
        public init(
            proxy: Proxy? = nil, authorities: Authorities = .system, connectTimeout: Duration = .seconds(5),
            stallTimeout: Duration = .seconds(10), maximumConcurrentTransfers: Int = 256,
            connectionLifetime: Duration = .seconds(600), userAgent: String = "cloud-inventory"
        ) {
            self.proxy = proxy
            self.authorities = authorities
            self.connectTimeout = connectTimeout
            self.stallTimeout = stallTimeout
            self.maximumConcurrentTransfers = maximumConcurrentTransfers
            self.connectionLifetime = connectionLifetime
            self.userAgent = userAgent
        }
    }

    /// The certificate authorities that vouch for servers.
    public enum Authorities: Sendable, Hashable {
        /// Those that the system's libcurl was built to use; on Debian `/etc/ssl/certs/ca-certificates.crt`.
        case system
        /// A PEM file, read when a connection opens, in place of the system's.
        case file(String)
        /// PEM text, in place of the system's.
        case pem([UInt8])
    }

    /// An HTTP proxy. Requests go through a tunnel (`CONNECT`), so the proxy sees host names and no request.
    public struct Proxy: Sendable {
        /// Cleartext or TLS, up to the proxy.
        public enum Scheme: String, Sendable, Hashable {
            case http, https
        }

        /// A name and password, sent as Basic credentials to the proxy and to nobody else.
        public struct Credentials: Sendable {
            /// The name; a colon is not possible in it.
            public var user: String
            /// The password.
            public var password: Secret

            /// Credentials of any text without control characters.
            public init(user: String, password: Secret) {
                self.user = user
                self.password = password
            }
        }

        /// How the proxy is spoken to.
        public var scheme: Scheme
        /// A host name or an IP address; an IPv6 address without brackets.
        public var host: String
        /// The port, above 0.
        public var port: UInt16
        /// What the proxy is told when it asks; nil tells it nothing.
        public var credentials: Credentials?
        /// Hosts that are connected to directly: `example.com` stands for itself and every name that ends in
        /// `.example.com`. ASCII case does not matter; addresses are compared as text.
        public var exceptions: [String]

        /// A proxy of either scheme.
        public init(
            scheme: Scheme, host: String, port: UInt16, credentials: Credentials? = nil, exceptions: [String] = []
        ) {
            self.scheme = scheme
            self.host = host
            self.port = port
            self.credentials = credentials
            self.exceptions = exceptions
        }

        /// A proxy that is spoken to in cleartext, as most are.
        public static func http(
            _ host: String, _ port: UInt16, credentials: Credentials? = nil, exceptions: [String] = []
        ) -> Proxy {
            Proxy(scheme: .http, host: host, port: port, credentials: credentials, exceptions: exceptions)
        }

        /// A proxy that is spoken to over TLS.
        public static func https(
            _ host: String, _ port: UInt16, credentials: Credentials? = nil, exceptions: [String] = []
        ) -> Proxy {
            Proxy(scheme: .https, host: host, port: port, credentials: credentials, exceptions: exceptions)
        }
    }
}
