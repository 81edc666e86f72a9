internal import InventoryProviderKit
internal import InventoryWire

/// What of a request a `q-sign` signature covers, as bytes. Names are lower-cased after encoding, so escapes inside
/// names have small letters and escapes inside values capital ones (as every vendor SDK has it).
struct COSCanonicalForm: ~Copyable {
    private(set) var headers = SortedPairs()
    private(set) var parameters = SortedPairs()
    private let method: String
    private let path: String

    init(_ request: HTTPRequest, covering coverage: TencentCOSSigner.Coverage) {
        (method, path) = (request.method.rawValue, request.path)
        for field in request.headers.fields {
            headers.appendLowercased(field.name, ASCII.trimmed(field.value)) { name in
                if ASCII.equal(name, "host") { return coverage.host }
                return Self.isSigned(name)
                    || (!coverage.alsoSigning.isEmpty && coverage.alsoSigning.contains(ASCII.lowercased(field.name)))
            }
        }
        if coverage.host, request.headers["Host"] == nil { headers.appendLowercased("host", request.host) }
        // The transport writes the length from the body; sign what it will write.
        if let body = request.body, request.headers["Content-Length"] == nil {
            headers.appendLowercased("content-length", String(body.count))
        }
        if coverage.parameters {
            for item in request.query { parameters.appendLowercased(item.name, item.value ?? "") }
        }
    }

    /// Whether the form holds a session token.
    var holdsToken: Bool { headers.contains("x-cos-security-token") || parameters.contains("x-cos-security-token") }

    /// Writes method, path, parameters and headers, a line each.
    func write(to output: inout ByteBuffer) {
        for byte in method.utf8 { output.append(ASCII.lowercased(byte)) }
        output.append(0x0A)
        if path.utf8.contains(0x25) { output.append(PercentEncoding.decode(path)) } else { output.append(path) }
        output.append(0x0A)
        parameters.write(to: &output)
        output.append(0x0A)
        headers.write(to: &output)
        output.append(0x0A)
    }

    /// The names that the vendor's SDKs sign; for an inventory call that is host, content-* and x-cos-*.
    private static func isSigned(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        signedPrefixes.contains { ASCII.starts(name, with: $0) } || signedNames.contains { ASCII.equal(name, $0) }
    }

    private static let signedPrefixes: [StaticString] = ["x-cos-", "x-ci-"]
    private static let signedNames: [StaticString] = [
        // Those of an inventory call first.
        "content-type", "content-md5", "content-length", "cache-control", "content-disposition", "content-encoding",
        "expect", "expires", "host", "if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "origin",
        "pic-operations", "range", "transfer-encoding",
    ]
}
