internal import InventoryWire

/// The lines of a response head as they came. Interim heads (`100 Continue`) are dropped, and so are trailers.
struct RawHead: Sendable {
    private(set) var bytes: [UInt8] = []
    /// All that came, dropped lines included.
    private(set) var count = 0
    /// Whether the blank line has come that ends a final head. libcurl does not insist on it.
    private(set) var isComplete = false
    private var isInterim = false

    mutating func append(_ line: UnsafeRawBufferPointer) {
        count += line.count
        if isComplete { return }
        let isEnd = line.first == UInt8(ascii: "\n") || line.first == UInt8(ascii: "\r")
        if bytes.isEmpty { isInterim = Self.isInterimStatus(line) }
        bytes.append(contentsOf: line)
        guard isEnd else { return }
        if isInterim { bytes.removeAll(keepingCapacity: true) } else { isComplete = true }
    }

    private static func isInterimStatus(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")), space + 1 < line.count else { return false }
        return line[space + 1] == UInt8(ascii: "1")
    }
}

/// A complete answer as the network thread hands it over, read on the caller's side.
struct RawAnswer: Sendable {
    let status: Int
    let head: RawHead
    let body: [UInt8]

    /// Reads the head. Stricter than libcurl: a folded or nameless line, or two lengths that differ, is how answers are
    /// smuggled past one reader and into another.
    func response(from host: String) throws(TransportError) -> HTTPResponse {
        func malformed(_ what: String) -> TransportError {
            TransportError(
                .malformedResponse, "\(host) answered with \(what); a proxy or another service may stand in its place",
                mayHaveReachedServer: true)
        }
        guard head.isComplete else {
            throw TransportError(
                .connectionLost, "\(host) closed the connection within its headers; try again later",
                mayHaveReachedServer: true)
        }
        guard (200...599).contains(status) else { throw malformed("the status \(status), which is no final answer") }
        guard let headers = head.bytes.withUnsafeBufferPointer(Self.headers) else {
            throw malformed("a header line that has no name")
        }
        let lengths = Set(headers.values(for: "Content-Length"))
        guard lengths.count <= 1 else { throw malformed("two lengths that differ") }
        // libcurl passes over a number that it cannot hold, and takes whatever comes for whole.
        guard lengths.allSatisfy({ Int64($0) != nil }) else { throw malformed("a length that is none") }
        return HTTPResponse(status: status, headers: headers, body: body)
    }

    /// The fields of a head, or nil where a line is none.
    private static func headers(in head: UnsafeBufferPointer<UInt8>) -> HTTPHeaders? {
        var headers = HTTPHeaders()
        headers.fields.reserveCapacity(16)
        var rest = head[...]
        var isStatusLine = true
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.isEmpty { break }
            defer { isStatusLine = false }
            if isStatusLine { continue }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy(RequestRules.isTokenByte)
            else { return nil }
            let value = ASCII.trimmed(UnsafeBufferPointer(rebasing: line[(colon + 1)...]))
            headers.append(String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return headers
    }
}
