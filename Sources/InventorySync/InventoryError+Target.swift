internal import InventoryCore

extension InventoryError {
    /// Any error about a target.
    init(_ error: any Error, about target: SyncTarget) {
        self.init(error, about: target.description, provider: target.provider)
    }
}
