public import InventoryCore

/// Where a sync gets its clients from: `ProviderCatalog`, or a table of an embedder's own.
public protocol ClientSource: Sendable {
    /// A client of that cloud with the credentials of that name. Sends nothing.
    func client(for provider: ProviderID, credentials: String?) throws -> InventoryClient
}
