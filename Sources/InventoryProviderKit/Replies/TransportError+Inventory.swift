package import InventoryCore
package import InventoryWire

extension TransportError {
    /// The same failure in the library's one error type.
    package func inventoryError(_ provider: ProviderID, _ phrase: String) -> InventoryError {
        let (code, retry): (InventoryError.Code, RetryAdvice) =
            switch kind {
            case .invalidRequest: (.invalidAddress, .never)
            case .unknownHost: (.unknownHost, .never)
            case .connectionRefused, .connectionLost: (.connectionFailed, .transient)
            case .untrustedServer: (.untrustedServer, .never)
            case .timedOut: (.timedOut, .transient)
            case .responseTooLarge: (.responseTooLarge, .never)
            case .malformedResponse: (.malformedReply, .transient)
            case .proxyRefused: (.proxyFailed, .never)
            case .proxyAuthenticationRequired: (.proxyCredentialsMissing, .never)
            case .shutDown: (.transportClosed, .never)
            case .other: (.connectionFailed, .transient)
            }
        return InventoryError(code, "\(phrase): \(message)", retry: retry, provider: provider, cause: self)
    }
}
