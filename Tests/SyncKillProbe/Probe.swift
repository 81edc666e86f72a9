import CloudInventory
import InventoryEmulator
import TestSupport

/// Applies the change of a ``KillScenario`` to an emulator that runs elsewhere, and is killed while it does so:
/// `SyncKillProbe CHANGE JOURNAL START-SECONDS JOURNAL-BYTES CLOUD=PORT…`. With a number of bytes it dies by itself in the
/// middle of the write that makes the journal longer.
@main struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 5, let change = KillScenario.Change(rawValue: arguments[1]),
            let start = Int64(arguments[3]), let bytes = Int(arguments[4])
        else {
            throw InventoryError(
                .rejected, "usage: SyncKillProbe CHANGE JOURNAL START-SECONDS JOURNAL-BYTES CLOUD=PORT…")
        }
        let ports = arguments[5...].compactMap { argument -> (EmulatedProvider, UInt16)? in
            let parts = argument.split(separator: "=").map(String.init)
            guard parts.count == 2, let cloud = EmulatedProvider(rawValue: parts[0]), let port = UInt16(parts[1]) else {
                return nil
            }
            return (cloud, port)
        }
        if bytes > 0 { journalBudget.withLock { $0 = bytes } }
        let time = VirtualTime(start: start, seed: UInt64(start))
        let catalog = ProviderCatalog(
            transport: CurlTransport(),
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            connectTo: Dictionary(
                uniqueKeysWithValues: ports.map { cloud, port in
                    (cloud.place.id, ConnectTarget(host: "127.0.0.1", port: port, isCleartext: true))
                }), services: time.services)
        let sync = InventorySync(catalog, journal: .directory(arguments[2]), services: time.services)
        try await KillScenario(change, on: ports.map(\.0)).make(sync)
    }
}
