import CloudInventory
import InventorySync
import InventoryWire

/// The clouds for commands that ask none of them: what they can hold is known, and every request is refused.
struct OfflineClouds: ClientSource {
    private struct NoTransport: HTTPTransport {
        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            throw TransportError(.invalidRequest, "no cloud is asked here", mayHaveReachedServer: false)
        }
    }

    private let catalog = ProviderCatalog(
        transport: NoTransport(), credentials: EnvironmentCredentials.standard())

    func client(for provider: ProviderID, credentials: String?) throws -> InventoryClient {
        try catalog.client(for: provider, credentials: credentials)
    }
}
