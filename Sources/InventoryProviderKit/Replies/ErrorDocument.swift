internal import InventoryWire

/// What the body of an answer says of an error: the vendor's `Error` document, or what a gateway in front of the service
/// says in JSON: `{"code": …, "message": …}`, the same within `"error"`, a sentence there, Huawei's `error_code`,
/// `error_msg` and `request_id`, Tencent's `{"Response": {"Error": …, "RequestId": …}}`. Gateways are not documented by
/// the vendors; their answers are read so that code and sentence are not lost.
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
        case UInt8(ascii: "{"):
            guard let root = try? JSONReader.read(body).root else { return nil }
            let response = root.child("Response")
            for place in [root, root.child("error"), root.child("Error"), response?.child("Error"), response] {
                if let place { read(place) }
            }
            if message == nil, let error = root.child("error"), !error.hasChildren, !error.isEmpty {
                message = error.text
            }
            if code == nil, message == nil { return nil }
        default: return nil
        }
    }

    /// Takes what stands in an element; what has been found before stays.
    private mutating func read(_ element: DocumentElement) {
        for child in element.children where !child.hasChildren && !child.isEmpty {
            switch child.name {
            case "Code", "code", "error_code", "errorCode": code = code ?? child.text
            case "Message", "message", "error_msg", "errorMessage", "msg": message = message ?? child.text
            case "Resource": resource = resource ?? child.text
            case "Endpoint": hints["endpoint"] = child.text
            case "Region": hints["region"] = child.text
            case "ServerTime": hints["server time"] = child.text
            case "StringToSign", "FormatString", "CanonicalRequest": signedTexts.append((child.name, child.text))
            case "RequestId", "request_id", "requestId", "TraceId", "HostId":
                requestIDs.append((child.name, child.text))
            default: continue
            }
        }
    }
}
