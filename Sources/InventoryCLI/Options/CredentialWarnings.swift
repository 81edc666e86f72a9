import CloudInventory
import InventoryProviderKit
import InventoryWire

/// Tells once of each thing that a person has chosen and that keys were found without: a file that is not there, a name
/// that no place knows.
final class CredentialWarnings: Sendable {
    private let told = Locked<Set<CredentialChain.Remark>>([])

    /// The credential that a chain finds.
    func credential(of chain: CredentialChain, _ need: CredentialRequest) async throws -> Credential {
        let found = try await chain.search(need)
        for remark in found.remarks where remark.isWarning {
            if told.withLock({ $0.insert(remark).inserted }) { Console.warning(remark.text) }
        }
        return found.credential
    }
}
