/// Reads what the body of a reply says of an error. Pure.
public protocol ErrorReader: Sendable {
    /// What the body says; nil for a body that is no error of this vendor, nor of a gateway in front of it.
    func error(in body: [UInt8]) -> ErrorDocument?
}

/// Reads the error documents that most clouds have, in XML and in JSON, and what gateways say: see ``ErrorDocument``.
public struct StandardErrorReader: ErrorReader {
    public init() {}

    /// What the body says of an error, in either form.
    public func error(in body: [UInt8]) -> ErrorDocument? { ErrorDocument(body) }
}
