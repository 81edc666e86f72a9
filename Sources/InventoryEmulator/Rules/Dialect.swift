internal import InventoryWire

/// How one vendor's server behaves, apart from its signatures: an element table with checks, the rules among rules, and
/// the writing of answers.
protocol Dialect: Sendable {
    var settings: DialectSettings { get }

    /// An answer that is given without looking at a signature, or nil.
    func unsignedReply(_ call: Call) -> Reply?
    /// The document of a PUT or POST, checked on its own.
    func received(_ exchange: Exchange) throws(VendorError) -> Rule
    /// Carries the call out. `document` stands for PUT and POST alone.
    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply
    /// A document that was placed by hand, as answers will hold it.
    func placed(_ document: StoredDocument) -> Rule

    /// The headers that every answer has.
    func headers(_ answering: Answering) -> HTTPHeaders
    /// What stands before a document's root, and in it; nil where documents are JSON.
    func markup(_ answering: Answering) -> (declaration: String, namespace: String)?
    func response(_ error: VendorError, to answering: Answering) -> EmulatorResponse
}

extension Dialect {
    func response(_ reply: Reply, to answering: Answering) -> EmulatorResponse {
        switch reply {
        case .empty(let status, let headers):
            return EmulatorResponse(status: status, headers: self.headers(answering, more: headers))
        case .object(let status, let headers, let body):
            return EmulatorResponse(status: status, headers: self.headers(answering, more: headers), body: body)
        case .document(let root, let content):
            guard let markup = markup(answering) else {
                return EmulatorResponse(
                    status: 200, headers: headers(answering, more: ["Content-Type": "application/json"]), body: content)
            }
            var writer = MarkupWriter()
            writer.raw("\(markup.declaration)<\(root)\(markup.namespace)>")
            writer.raw(content)
            writer.raw("</\(root)>")
            return EmulatorResponse(
                status: 200, headers: headers(answering, more: ["Content-Type": "application/xml"]), body: writer.bytes)
        }
    }

    /// Puts the body of an error into an answer, as a quirk has it.
    /// - Parameter document: the vendor's own document.
    func fill(
        _ response: inout EmulatorResponse, with error: VendorError, _ form: ErrorBody, requestID: String,
        document: @autoclosure () -> [UInt8]
    ) {
        switch form {
        case .empty: break
        case .json:
            response.headers.append("Content-Type", "application/json")
            response.body = GatewayBody.json(error, requestID: requestID)
        case .xml:
            response.headers.append("Content-Type", "application/xml")
            response.body = document()
        }
    }

    /// The headers of an answer, with those that it has of its own.
    func headers(_ answering: Answering, more: [String: String]) -> HTTPHeaders {
        var headers = headers(answering)
        for (name, value) in more.sorted(by: { $0.key < $1.key }) { headers[name] = value }
        return headers
    }
}

/// What a dialect knows of the configuration.
struct DialectSettings: Sendable {
    var provider: EmulatedProvider
    var maximumRules: Int
    var pageSize: Int
    var maximumBodyBytes: Int
    var quirks: QuirkSettings
    /// Seconds until reads show a write.
    var lag: Int64
    /// Every bucket that a report may go to; nil where any may.
    var destinations: [EmulatedBucket]?

    init(_ configuration: EmulatorConfiguration, _ provider: EmulatedProvider) {
        self.provider = provider
        let (set, documented) = (configuration.limits[provider], provider.vendor.limits)
        maximumRules = set?.maximumRules ?? documented.rules
        pageSize = max(1, set?.pageSize ?? documented.page)
        maximumBodyBytes = set?.maximumBodyBytes ?? documented.documentBytes
        quirks = configuration.quirks
        lag =
            max(0, configuration.visibilityLag) &+ max(0, configuration.faults.providers[provider]?.visibilityLag ?? 0)
        destinations = configuration.destinationBuckets.map { more in
            (configuration.buckets + more).filter { $0.provider == provider }
        }
    }

    func missingDestination(_ choice: MissingDestination) -> VendorError {
        switch choice {
        case .NoSuchBucket: .noSuchBucket
        case .InvalidArgument: .invalid("The destination bucket does not exist, or is not in the region of this one.")
        case .AccessDenied: VendorError(403, "AccessDenied", "Access Denied")
        }
    }
}

/// A request whose sender is known, on its way to a bucket that exists.
struct Exchange: Sendable {
    let call: Call
    let operation: EmulatedOperation
    let bucket: EmulatedBucket
    let now: Int64
    /// Counts the requests; job ids are made of it.
    let number: Int
    let strike: Strike?

    /// The id that the operation is about.
    /// - Throws: `InvalidArgument` where there is none.
    func id(_ quirks: QuirkSettings) throws(VendorError) -> String {
        guard let id = call.id(quirks), !id.isEmpty else {
            throw .invalid("The query parameter with the rule's id is missing.")
        }
        return id
    }
}

/// A success, before the vendor's headers are put around it.
enum Reply: Sendable {
    case empty(Int, headers: [String: String] = [:])
    /// A document: name of the root and what stands inside it.
    case document(root: String, content: [UInt8])
    /// What an object is, with its body.
    case object(Int, headers: [String: String], body: ObjectBody)
}

/// Whom an answer goes to: what its headers repeat.
struct Answering: Sendable {
    var number: Int
    var now: Int64
    /// Host and path, without the scheme.
    var resource: String
    var path: String
    var isHead: Bool
    /// The request; nil where it could not be read.
    var call: Call?
    var region: String
}
