extension InventoryError {
    /// What went wrong, in neutral terms. The raw value is what `errors.json` and logs spell.
    @nonexhaustive public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        // Before any request
        case invalidRule
        case lossNotAccepted
        case unsupported
        case invalidAddress
        case credentialsMissing
        case hostNotAllowed
        case invalidDocument

        // Said by the server
        case ruleNotFound
        case bucketNotFound
        case objectNotFound
        case objectChanged
        case accessDenied
        case credentialsRefused
        case signatureRefused
        case clockSkewed
        case tooManyRules
        case prefixOverlap
        case alreadyExists
        case invalidRequest
        case conflict
        case accountProblem
        case throttled
        case serverFailed
        case redirected
        case notOffered
        case rejected

        // On the way
        case unknownHost
        case connectionFailed
        case untrustedServer
        case timedOut
        case proxyFailed
        case proxyCredentialsMissing
        case malformedReply
        case responseTooLarge
        case transportClosed
        /// The request may or may not have been carried out.
        case outcomeUnknown

        // On this machine
        case fileUnreadable
        case fileUnwritable
        case journalFailed
        /// The journal folder, or what was asked of it, cannot be used: nothing was sent on its account.
        case journalRefused
        case planRefused
        case notAttempted
    }
}
