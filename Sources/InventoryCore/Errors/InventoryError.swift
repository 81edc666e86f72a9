/// The one error of this library. (`CancellationError` passes through untouched.)
///
/// Match on ``code``; show ``description`` to people; count by ``shortDescription``.
public struct InventoryError: Error, Sendable {
    /// What went wrong, for programs.
    public var code: Code
    /// A sentence: the thing, the place, the remedy. Never a secret, a body or a query.
    public var message: String
    /// Whether the same request may succeed later.
    public var retry: RetryAdvice
    /// The cloud that it concerns; nil where none does.
    public var provider: ProviderID?
    /// What the server said, with its own code, message and request ids.
    public var reply: VendorReply?
    /// Every finding about the rule that was refused, accepted and noted ones included.
    public var findings: Findings?
    /// The error below this one: a transport's, a parser's, a credential source's.
    public var cause: (any Error)?

    public init(
        _ code: Code, _ message: String, retry: RetryAdvice = .never, provider: ProviderID? = nil,
        reply: VendorReply? = nil, findings: Findings? = nil, cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.retry = retry
        self.provider = provider
        self.reply = reply
        self.findings = findings
        self.cause = cause
    }
}

extension InventoryError {
    /// Any error in the library's one type: an embedder's transport, source of clients or credentials may throw its own.
    /// - Parameter about: what it ended, put before its sentence.
    package init(_ error: any Error, about: String? = nil, provider: ProviderID? = nil) {
        if let error = error as? InventoryError {
            self = error
        } else {
            self.init(
                error is CancellationError ? .outcomeUnknown : .rejected,
                (about.map { "\($0): " } ?? "") + Self.sentence(of: error), provider: provider, cause: error)
        }
    }

    /// What any error says to people: never the name of a type.
    package static func sentence(of error: any Error) -> String {
        switch error {
        case is CancellationError: "it was interrupted"
        case let error as DecodingError: error.context?.debugDescription ?? "what was read is not of its form"
        case EncodingError.invalidValue(_, let context): context.debugDescription
        case let error as any CustomStringConvertible: error.description
        default: "it failed for a reason that has no words; look at the cause of the error"
        }
    }
}

extension DecodingError {
    fileprivate var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }
}

extension InventoryError: CustomStringConvertible {
    public var description: String { reply.map { "\(message); the server said \($0)" } ?? message }

    /// Bounded, for metric labels: the code and the vendor's code.
    public var shortDescription: String {
        code.rawValue + (reply?.code.map { "/" + Printable.quoted($0, limit: 60) } ?? "")
    }
}

/// Whether sending the same request again can help.
public enum RetryAdvice: String, Hashable, Sendable, Codable, CaseIterable {
    case never
    /// A passing fault.
    case transient
    /// The server asks for fewer requests.
    case throttled
    /// The clocks differ; with the server's time it may work.
    case clockSkew
}
