internal import InventoryCore

extension InventoryError {
    /// Any error, in the library's one type: an embedder's source of clients or credentials may throw its own.
    init(_ error: any Error, about target: SyncTarget) {
        self =
            error as? InventoryError
            ?? InventoryError(.refused, "\(target): \(error)", provider: target.provider, cause: error)
    }
}
