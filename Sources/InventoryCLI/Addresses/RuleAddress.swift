import CloudInventory
import InventoryCore
import InventoryWire

/// A rule's or a bucket's place, as it is written on the command line:
///
///     cos://photos-1250000000/bk-db?region=ap-guangzhou
///     obs://acme-photos?region=cn-north-4&host=obs.eu-de.otc.t-systems.com
///
/// What stands in a URL for something else is percent-encoded. The parameters are `region`; one of `endpoint` (a name
/// that the cloud gives, such as `internal`), `host` (another host of the service) and `domain` (a host bound to the
/// bucket); and `credentials`, the name of one of several credentials.
struct RuleAddress: Hashable, Sendable {
    var provider: ProviderID
    var bucket: BucketAddress
    /// Nil in the address of a bucket.
    var id: InventoryRule.ID?
    var credentials: String?

    /// How an address is written, with the scheme of one of the clouds.
    static let form = "\(bucketForm.prefix { $0 != "?" })/ID?region=REGION"
    /// How the address of a place in a bucket is written.
    static let placeForm = "\(bucketForm.prefix { $0 != "?" })/PREFIX/?region=REGION"
    /// How the address of a bucket is written.
    static let bucketForm = "\(Vendors.clouds.last.map(\.id).map(CloudName.scheme) ?? "CLOUD")://BUCKET?region=REGION"
    /// How the list of an account's buckets is named.
    static let accountForm = "\(Vendors.clouds.last.map(\.id).map(CloudName.scheme) ?? "CLOUD")://?region=REGION"
    /// The schemes of all clouds: `obs:// (huawei-obs)`.
    static let schemes = Vendors.ids.map { "\(CloudName.scheme(of: $0)):// (\($0))" }.joined(separator: ", ")

    init(_ text: String) throws(CommandFailure) {
        try self.init(parsing: text)
        guard !bucket.name.isEmpty else { throw Self.failure(text, "it names no bucket; write \(Self.form)") }
    }

    /// The address of a bucket, or with no name of the account's list of them: `CLOUD://?region=REGION`.
    init(ofAccountOrBucket text: String) throws(CommandFailure) { try self.init(parsing: text) }

    private init(parsing text: String) throws(CommandFailure) {
        guard let separator = text.utf8.indices.first(where: { text.utf8[$0...].starts(with: "://".utf8) }) else {
            throw Self.failure(text, "it has no scheme; write \(Self.form)")
        }
        provider = try CloudName.provider(scheme: String(text[..<separator]))
        let rest = text.utf8[separator...].dropFirst(3)
        guard !rest.contains(UInt8(ascii: "#")) else { throw Self.failure(text, "write %23 for '#'") }

        let parts = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        bucket = BucketAddress(ExactText(try Self.decoded(path[0], in: text)))
        if path.count == 2, !path[1].isEmpty { id = ExactText(try Self.decoded(path[1], in: text)) }
        if parts.count == 2 { try read(parameters: parts[1], in: text) }
    }

    private enum Parameter: String, CaseIterable { case region, endpoint, host, domain, credentials }

    private mutating func read(parameters: Substring.UTF8View, in text: String) throws(CommandFailure) {
        var values: [Parameter: String] = [:]
        for pair in parameters.split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(halves[0], in: text)
            guard let parameter = Parameter(rawValue: name) else {
                let known = Parameter.allCases.map(\.rawValue)
                let problem = UnknownName(
                    kind: "parameter", name: name, suggestion: Suggestion.closest(to: name, among: known),
                    remedy: "known are \(known.joined(separator: ", "))")
                throw Self.failure(text, problem.description)
            }
            guard halves.count == 2, !halves[1].isEmpty else {
                throw Self.failure(text, "\(name) has no value; write \(name)=…")
            }
            guard values.updateValue(try Self.decoded(halves[1], in: text), forKey: parameter) == nil else {
                throw Self.failure(text, "\(name) stands twice; leave one out")
            }
        }
        bucket.region = values[.region].map { ExactText($0) }
        credentials = values[.credentials]
        let endpoints = [
            values[.endpoint].map(Endpoint.named), values[.host].map(Endpoint.service),
            values[.domain].map(Endpoint.customDomain),
        ].compactMap(\.self)
        guard endpoints.count <= 1 else {
            throw Self.failure(text, "endpoint, host and domain exclude each other; give one")
        }
        bucket.endpoint = endpoints.first ?? .standard
    }

    /// The text behind percent-encoding, which must be whole escapes and UTF-8.
    private static func decoded(_ part: Substring.UTF8View, in text: String) throws(CommandFailure) -> String {
        var rest = part
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else { continue }
            guard rest.prefix(2).count(where: { Hex.value($0) != nil }) == 2 else {
                throw failure(text, "a '%' is not followed by two hexadecimal digits; write %25 for '%'")
            }
        }
        guard let decoded = String(validating: PercentEncoding.decode(Substring(part)), as: UTF8.self) else {
            throw failure(text, "its escapes are not UTF-8")
        }
        return decoded
    }

    private static func failure(_ text: String, _ problem: String) -> CommandFailure {
        CommandFailure(.usage, "address '\(Printable.quoted(text, limit: 120))': \(problem)")
    }
}

extension RuleAddress {
    /// The rule that is meant.
    /// - Throws: where the address names a bucket alone.
    func requireID() throws(CommandFailure) -> InventoryRule.ID {
        guard let id else {
            throw CommandFailure(.usage, "the address of \(bucket) names no rule; write \(Self.form)")
        }
        return id
    }

    /// The bucket that is meant.
    /// - Throws: where the address names a rule.
    func requireBucketAlone() throws(CommandFailure) {
        guard let id else { return }
        throw CommandFailure(
            .usage,
            "the address of \(bucket) names a rule, '\(Printable.quoted(id.string, limit: 80))', and this command is "
                + "for the whole bucket; leave the rule out")
    }
}

extension RuleAddress {
    /// An address in the form of another tool, `bucket:id`, `bucket#id`, `bucket/id` or `bucket|id`, taken as it stands:
    /// nothing in it is decoded.
    init(_ text: String, of provider: ProviderID, region: String?) throws(CommandFailure) {
        let marks = ":#/|".utf8
        let parts = text.utf8.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: marks.contains)
        self.provider = provider
        bucket = BucketAddress(ExactText(String(parts[0]) ?? ""), region: region.map { ExactText($0) })
        guard !bucket.name.isEmpty else { throw Self.failure(text, "it names no bucket; write BUCKET:ID") }
        if parts.count == 2, !parts[1].isEmpty { id = ExactText(String(parts[1]) ?? "") }
    }
}
