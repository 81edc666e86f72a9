/// A whole response; the body is small, and already bounded by the request's limit.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code of the final answer, 100 … 999.
    public var status: Int
    /// The header lines as received, in order.
    public var headers: HTTPHeaders
    /// The body; empty where there was none.
    public var body: [UInt8]

    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
