/// An HTTP request method, spelled as it goes on the wire.
public struct HTTPMethod: RawRepresentable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Reads.
    public static let get = HTTPMethod(rawValue: "GET")
    /// Creates or replaces; may be repeated.
    public static let put = HTTPMethod(rawValue: "PUT")
    /// Starts something; must not be repeated blindly.
    public static let post = HTTPMethod(rawValue: "POST")
    /// Removes; may be repeated.
    public static let delete = HTTPMethod(rawValue: "DELETE")
    /// Reads the headers alone.
    public static let head = HTTPMethod(rawValue: "HEAD")
}
