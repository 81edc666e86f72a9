import InventoryCore
import InventoryWire

extension HTTPRequest {
    /// A request to an absolute URL: the path stays as it is written, the query is taken apart and decoded.
    /// - Parameter plusIsSpace: whether the cloud's server takes a `+` in a query for a space.
    init(method: HTTPMethod, url: String, plusIsSpace: Bool) throws(CommandFailure) {
        let form = "--url takes https://HOST/PATH?QUERY"
        let scheme: Scheme = url.hasPrefix("http://") ? .http : .https
        guard url.hasPrefix("\(scheme.rawValue)://"), !url.utf8.contains(UInt8(ascii: "#")) else {
            throw CommandFailure(.usage, "\(form), without a fragment")
        }
        let rest = url.dropFirst(scheme.rawValue.count + 3)
        let start = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let host = String(rest[..<start])
        guard !host.isEmpty, !host.contains("@"), !ASCII.hasControlCharacter(host) else {
            throw CommandFailure(.usage, "\(form), and no credentials in it")
        }
        let parts = rest[start...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        self.init(method: method, scheme: scheme, host: host, path: path.isEmpty ? "/" : path)
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query.append(
                QueryItem(
                    try Self.decoded(halves[0], plusIsSpace),
                    halves.count == 2 ? try Self.decoded(halves[1], plusIsSpace) : nil))
        }
    }

    private static func decoded(_ text: Substring, _ plusIsSpace: Bool) throws(CommandFailure) -> String {
        let bytes = PercentEncoding.decode(text, plusIsSpace: plusIsSpace)
        if let decoded = String(validating: bytes, as: UTF8.self) { return decoded }
        throw CommandFailure(
            .usage,
            "--url: '\(Printable.quoted(String(text), limit: 80))' in the query does not stand for UTF-8 text; only such "
                + "parameters are signed here")
    }
}

extension UTCInstant {
    /// Reads what a person writes for a time: `2024-02-29T00:00:00Z`, Unix seconds, or an HTTP date.
    init(written text: String, option: String) throws(CommandFailure) {
        if let instant = UTCInstant(text) ?? UTCInstant(httpDate: text) {
            self = instant
        } else if let seconds = Int64(text), UTCInstant(secondsSinceEpoch: seconds).isInCalendar {
            self.init(secondsSinceEpoch: seconds)
        } else {
            throw CommandFailure(
                .usage,
                "\(option): '\(Printable.quoted(text, limit: 60))' is no time; write 2024-02-29T00:00:00Z, Unix seconds "
                    + "or an HTTP date")
        }
    }
}
