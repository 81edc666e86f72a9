/// Why a command ended without a result, as its document tells it.
struct FailureView: Encodable, Sendable {
    /// The exit status.
    var status: Int32
    /// The sentence that people are told.
    var message: String

    init(_ failure: CommandFailure) { (status, message) = (failure.status.rawValue, failure.message) }
}

/// The document of a command that has nothing else to tell.
struct FailureDocument: Encodable, Sendable {
    var format: String
    var error: FailureView

    /// - Parameter format: that of the command's other documents.
    init(_ format: String, _ failure: CommandFailure) { (self.format, error) = (format, FailureView(failure)) }
}
