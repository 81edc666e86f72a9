internal import InventoryWire

/// What the body of an answer says of an error: the vendor's `Error` document, or what a gateway in front of the service
/// says in JSON. Gateways are not documented by the vendors; what theirs and others are seen to send is read, so that code
/// and sentence are not lost.
public struct ErrorDocument: Sendable {
    /// The vendor's code.
    public var code: String?
    /// The vendor's sentence.
    public var message: String?
    /// What the error is about, by the vendor's name for it.
    public var resource: String?
    /// Names and values of what identifies the request, as they are spelled in the document.
    public var requestIDs: [(name: String, value: String)] = []
    /// Where the server points, and what its clock says: see ``InventoryCore/VendorReply/hints``.
    public var hints: [String: String] = [:]
    /// What the server itself signed, where it refuses a signature.
    public var signedTexts: [(name: String, text: String)] = []

    /// An error of which nothing is known yet.
    public init() {}

    /// Nil for a body that is no error.
    public init?(_ body: [UInt8]) {
        switch body.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) {
        case UInt8(ascii: "<"):
            guard let root = try? XMLReader.read(body).root else { return nil }
            let places = [root, root.child("Error"), root.child("Errors")?.child("Error")].compactMap(\.self)
            guard let error = places.first(where: { "Error" ~= $0.tag }) else { return nil }
            read(error)
            if error.index(in: root) > 0 { read(root) }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard let root = try? JSONReader.read(body).root else { return nil }
            let gateway = GatewayError(root)
            (code, message) = (gateway.code, gateway.message)
            if code == nil, message == nil { return nil }
            // What the error is about, and where the server points.
            read(root)
            requestIDs = gateway.requestIDs
        default: return nil
        }
    }

    /// Takes what stands in an element; what has been found before stays.
    private mutating func read(_ element: DocumentElement) {
        for child in element.children where !child.hasChildren && !child.isEmpty {
            // White space around a code is the document's; a sentence is passed on as it stands.
            let text = child.trimmedText
            switch child.name {
            case "Code": code = code ?? text
            case "Message": message = message ?? child.text
            case "Resource": resource = resource ?? text
            case "Endpoint": hints["endpoint"] = text
            case "Region": hints["region"] = text
            case "ServerTime": hints["server time"] = text
            case "StringToSign", "FormatString", "CanonicalRequest": signedTexts.append((child.name, child.text))
            case let name where GatewayError.requestIDs.contains(name): requestIDs.append((name, text))
            default: continue
            }
        }
    }
}

/// An error in JSON: `{"code": …, "message": …}` in any spelling (`error_code`, `errorMsg`, `__type`), the same within
/// `error`, `errors`, `Response`, `ResponseMetadata`, `fault` or a list, or a sentence in their place.
struct GatewayError {
    private(set) var code: String?
    private(set) var message: String?
    private(set) var requestIDs: [(name: String, value: String)] = []

    static let requestIDs = ["RequestId", "request_id", "requestId", "requestID", "TraceId", "HostId", "EC"]

    init(_ root: DocumentElement) { read(root, levels: 4) }

    /// What is said first stays; of two names for a sentence, the one that stands first here.
    private mutating func read(_ element: DocumentElement, levels: Int) {
        guard levels > 0 else { return }
        let members = element.children.map { (key: Self.key($0.name), element: $0) }
        for name in Self.codes where code == nil {
            // What RFC 9457 has for "no code of its own".
            code = Self.text(name, members).map(Self.shortened).flatMap { $0 == "about:blank" ? nil : $0 }
        }
        for name in Self.sentences where message == nil { message = Self.text(name, members) }
        for child in element.children where Self.requestIDs.contains(child.name) && !child.hasChildren && !child.isEmpty
        {
            requestIDs.append((child.name, child.text))
        }
        // A list's values have the list's name; those of a document that is a list have none.
        for (key, child) in members where child.hasChildren && (Self.places.contains(key) || key.isEmpty) {
            read(child, levels: levels - 1)
        }
        guard message == nil else { return }
        message = ["error", "errors", "fault"].lazy.compactMap { Self.text($0, members) }.first
    }

    private static let codes = ["code", "errorcode", "errcode", "type"]
    private static let sentences = [
        "message", "errormessage", "errormsg", "errmsg", "msg", "errordescription", "faultstring", "detail", "reason",
        "title",
    ]
    private static let places = [
        "error", "errors", "response", "responsemetadata", "fault", "detail", "details", "status",
    ]

    /// A member's name without what spellings differ in.
    private static func key(_ name: String) -> String { ASCII.lowercased(name.filter { $0 != "_" && $0 != "-" }) }

    private static func text(_ name: String, _ members: [(key: String, element: DocumentElement)]) -> String? {
        members.first { $0.key == name && !$0.element.hasChildren && !$0.element.isBlank }?.element.text
    }

    /// `com.example#AccessDenied`: what stands after the namespace.
    private static func shortened(_ code: String) -> String {
        code.lastIndex(of: "#").map { String(code[code.index(after: $0)...]) } ?? code
    }
}
