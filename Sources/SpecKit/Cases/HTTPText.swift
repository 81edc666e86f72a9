/// An HTTP message as a text file holds it: start line, headers, an empty line, the body. Lines end in a line feed, and
/// nothing is interpreted: a length may be wrong, because a vendor's page may print it wrong.
package struct HTTPText: Hashable, Sendable {
    /// `GET /?inventory HTTP/1.1`, or `HTTP/1.1 200 OK`.
    package var startLine: String
    /// In order, names as written.
    package var headers: [Header]
    package var body: [UInt8]

    /// One header line.
    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    /// - Throws: ``SpecError`` that names the line.
    package init(_ text: some StringProtocol, file: String) throws(SpecError) {
        guard let end = text.firstRange(of: "\n\n") else {
            throw SpecError(file, "an HTTP message has an empty line after its headers")
        }
        let lines = text[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
        startLine = String(lines[0])
        headers = []
        for line in lines.dropFirst() {
            guard let colon = line.firstRange(of: ": ") else {
                throw SpecError(file, "'\(line)' is no header line, Name: value")
            }
            headers.append(Header(name: String(line[..<colon.lowerBound]), value: String(line[colon.upperBound...])))
        }
        body = Array(text[end.upperBound...].utf8)
        // The file's own last line feed.
        if body.last == 0x0A { body.removeLast() }
    }

    /// The first header of that name, whatever its case.
    package subscript(header: String) -> String? {
        headers.first { $0.name.lowercased() == header.lowercased() }?.value
    }
}

/// The start line of a request.
package struct RequestLine: Hashable, Sendable {
    package var method: String
    /// Path and query as on the wire.
    package var target: String

    package init(_ message: HTTPText, file: String) throws(SpecError) {
        let parts = message.startLine.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "HTTP/1.1" else {
            throw SpecError(file, "'\(message.startLine)' is no request line, METHOD target HTTP/1.1")
        }
        (method, target) = (String(parts[0]), String(parts[1]))
    }

    /// The path, as on the wire.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The query's pairs, as on the wire; no value where there is no `=`.
    package var query: [QueryPair] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return QueryPair(name: String(halves[0]), value: halves.count == 2 ? String(halves[1]) : nil)
        }
    }

    /// One pair.
    package struct QueryPair: Hashable, Sendable {
        package var name: String
        package var value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }
}
