/// `exchanges/<case>.http`: a request and its reply, whole, as the vendor's manual shows them. What counts is the method,
/// the target, the header names and the documents; dates, lengths, digests and signatures are the manual's placeholders.
package struct ExchangeCase: Sendable, CustomStringConvertible {
    /// What a request is for.
    package enum Operation: String, Sendable, CaseIterable { case put, get, list, delete, post }

    package var vendor: String
    package var name: String
    /// A sentence without a full stop.
    package var title: String
    package var source: String
    package var operation: Operation
    /// What is not the manual's, or not to be taken at its word.
    package var note: String?
    package var request: HTTPText
    package var requestLine: RequestLine
    package var reply: HTTPText
    package var status: Int

    package var description: String { "\(vendor)/\(name): \(title)" }

    init(vendor: String, name: String, in specs: SpecFolder) throws(SpecError) {
        let file = "\(vendor)/exchanges/\(name).http"
        self.vendor = vendor
        self.name = name
        let text = try specs.text(at: file)
        guard let start = text.firstRange(of: "\n\n"), let divider = text.firstRange(of: "\n=== reply ===\n") else {
            throw SpecError(file, "the request comes after an empty line, the reply after the line === reply ===")
        }
        let notes = try Self.notes(text[..<start.lowerBound], file: file)
        guard let title = notes["case"], let source = notes["source"],
            let operation = notes["operation"].flatMap({ Operation(rawValue: $0) })
        else {
            throw SpecError(
                file, "begins with the lines # case:, # source: and # operation: put, get, list, delete or post")
        }
        self.title = title
        self.source = source
        self.operation = operation
        note = notes["note"]
        // The line feed before the divider is the request's own: it ends its headers or its body.
        request = try HTTPText(text[start.upperBound..<text.index(after: divider.lowerBound)], file: file)
        requestLine = try RequestLine(request, file: file)
        reply = try HTTPText(text[divider.upperBound...], file: file)
        let parts = reply.startLine.split(separator: " ")
        guard parts.count >= 2, parts[0] == "HTTP/1.1", let status = Int(parts[1]) else {
            throw SpecError(file, "'\(reply.startLine)' is no status line, HTTP/1.1 200 OK")
        }
        self.status = status
    }

    /// The lines `# name: text` that a file begins with.
    private static func notes(_ head: Substring, file: String) throws(SpecError) -> [String: String] {
        var notes: [String: String] = [:]
        for line in head.split(separator: "\n") {
            let halves = line.dropFirst(2).split(separator: ":", maxSplits: 1)
            guard line.hasPrefix("# "), halves.count == 2, ["case", "source", "operation", "note"].contains(halves[0]),
                notes.updateValue(String(halves[1].drop { $0 == " " }), forKey: String(halves[0])) == nil
            else { throw SpecError(file, "'\(line)' is not one of # case, # source, # operation, # note") }
        }
        return notes
    }
}
