internal import InventoryWire

/// What of a request a `q-sign` signature covers, as bytes. Names are lower-cased after encoding, so escapes inside
/// names have small letters and escapes inside values capital ones (as every vendor SDK has it).
struct COSCanonicalForm {
    /// Method, path, parameters and headers, a line each.
    private(set) var httpString: [UInt8] = []
    private(set) var headerList: String
    private(set) var parameterList: String
    /// Whether the string holds a session token.
    let holdsToken: Bool

    init(_ request: HTTPRequest, covering coverage: TencentCOSSigner.Coverage) {
        var headers = request.headers.fields.filter { Self.isSigned($0.name, coverage.alsoSigning) }
            .map { Pair(name: $0.name, value: ASCII.trimmed($0.value)) }
        if coverage.host, request.headers["Host"] == nil { headers.append(Pair(name: "host", value: request.host)) }
        if !coverage.host { headers.removeAll { $0.name == Pair.encodedName("host") } }
        // The transport writes the length from the body; sign what it will write.
        if let body = request.body, request.headers["Content-Length"] == nil {
            headers.append(Pair(name: "content-length", value: String(body.count)))
        }
        headers.sort()
        let parameters =
            coverage.parameters ? request.query.map { Pair(name: $0.name, value: $0.value ?? "") }.sorted() : []

        headerList = Self.list(headers)
        parameterList = Self.list(parameters)
        let token = Pair.encodedName("x-cos-security-token")
        holdsToken = headers.contains { $0.name == token } || parameters.contains { $0.name == token }

        httpString.reserveCapacity(256)
        httpString.append(contentsOf: request.method.rawValue.utf8.map(ASCII.lowercased))
        httpString.append(0x0A)
        httpString.append(contentsOf: PercentEncoding.decode(request.path))
        httpString.append(0x0A)
        append(parameters)
        append(headers)
    }

    private mutating func append(_ pairs: [Pair]) {
        for (index, pair) in pairs.enumerated() {
            if index > 0 { httpString.append(0x26) }
            httpString.append(contentsOf: pair.name)
            httpString.append(0x3D)
            httpString.append(contentsOf: pair.value)
        }
        httpString.append(0x0A)
    }

    private static func list(_ pairs: [Pair]) -> String {
        String(decoding: Array(pairs.map(\.name).joined(separator: [0x3B])), as: UTF8.self)
    }

    /// The names that the vendor's SDKs sign; for an inventory call that is host, content-* and x-cos-*.
    private static func isSigned(_ name: String, _ more: Set<String>) -> Bool {
        let name = ASCII.lowercased(name)
        return name.hasPrefix("x-cos-") || name.hasPrefix("x-ci-") || signedNames.contains(name)
            || more.contains(name)
    }

    private static let signedNames: Set<String> = [
        "cache-control", "content-disposition", "content-encoding", "content-length", "content-md5", "content-type",
        "expect", "expires", "host", "if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "origin",
        "pic-operations", "range", "transfer-encoding",
    ]

    /// A name and a value, encoded; in byte order of the name, then of the value.
    private struct Pair: Comparable {
        var name: [UInt8]
        var value: [UInt8] = []

        init(name: String, value: String) {
            self.name = Self.encodedName(name)
            PercentEncoding.append(value.utf8, to: &self.value)
        }

        static func encodedName(_ name: String) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(name.utf8.count)
            PercentEncoding.append(name.utf8, to: &bytes)
            return bytes.map(ASCII.lowercased)
        }

        static func < (a: Pair, b: Pair) -> Bool {
            a.name == b.name ? a.value.lexicographicallyPrecedes(b.value) : a.name.lexicographicallyPrecedes(b.name)
        }
    }
}
