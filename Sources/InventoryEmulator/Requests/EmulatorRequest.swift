public import InventoryWire

/// A request as it stood on the wire. Any text is taken: what no server would read is answered with the vendor's 400.
public struct EmulatorRequest: Sendable, Hashable {
    /// The method, as spelled in the request line.
    public var method: String
    /// The request target, raw: path and query still percent-encoded.
    public var target: String
    /// Every header line in order, `Host` and `Content-Length` among them.
    public var headers: HTTPHeaders
    /// The body, empty where there was none.
    public var body: [UInt8]

    /// Makes a request from its parts; nothing is checked here.
    public init(method: String, target: String, headers: HTTPHeaders, body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// What the emulator answers, and what it wants to happen to the connection.
public struct EmulatorResponse: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// All headers but `Content-Length`, which whoever writes the answer derives from `body`.
    public var headers: HTTPHeaders
    /// The body, exact bytes.
    public var body: [UInt8]
    /// How long the body would be where the answer to a HEAD has none; nil where it is as long as ``body``.
    public var bodyLength: Int?
    /// True where a fault asks that the connection be closed without an answer. The request may have been carried out.
    public var isDropped: Bool
    /// How long a fault asks the answer to be held back. Only a socket waits; in process it is reported and not waited.
    public var delayMilliseconds: Int

    /// Makes an answer from its parts.
    public init(
        status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], isDropped: Bool = false, delayMilliseconds: Int = 0
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isDropped = isDropped
        self.delayMilliseconds = delayMilliseconds
    }
}

extension EmulatorResponse {
    init(status: Int, headers: HTTPHeaders, body: ObjectBody) {
        self.init(status: status, headers: headers)
        switch body {
        case .bytes(let bytes): self.body = bytes
        case .length(let length): bodyLength = length
        }
    }
}
