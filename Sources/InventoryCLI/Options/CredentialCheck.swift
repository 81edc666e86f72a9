import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventoryRuleSet
import InventorySync

extension ProviderCatalog {
    /// Looks for the credentials of every account that a run is for, before its first write: a run that cannot be whole is
    /// better not begun. No cloud is asked; a metadata service may be.
    /// - Parameter place: where the target of that number stands.
    /// - Throws: where some are missing, with a line for each account.
    func requireCredentials(
        of targets: some Sequence<SyncTarget>, place: (Int) -> DocumentLocation? = { _ in nil }
    ) async throws {
        var seen: Set<CredentialRequest> = []
        var missing: [String] = []
        for (number, target) in targets.enumerated() {
            let need = CredentialRequest(provider: target.provider, credentials: target.credentials)
            guard seen.insert(need).inserted else { continue }
            do {
                try await requireCredentials(for: need)
            } catch let error as InventoryError {
                missing.append("\(place(number).map { "\($0): " } ?? "")\(error)")
            }
        }
        guard let last = missing.last else { return }
        var failure = CommandFailure(.preflight, last)
        failure.details = missing.dropLast()
        throw failure
    }
}
