import CloudInventory
import TestSupport

/// Applies the changes of ``KillScenario`` to an emulator that runs elsewhere, and is killed while it does so:
/// `SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS JOURNAL-BYTES`. With a number of bytes
/// it dies by itself in the middle of the write that makes the journal longer.
@main struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let cos = UInt16(arguments[1]), let obs = UInt16(arguments[2]),
            let start = Int64(arguments[4]), let bytes = Int(arguments[5])
        else {
            throw InventoryError(.refused, "usage: SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS JOURNAL-BYTES")
        }
        if bytes > 0 { journalBudget.withLock { $0 = bytes } }
        let time = VirtualTime(start: start, seed: UInt64(start))
        let scenario = KillScenario(cosPort: cos, obsPort: obs, journal: arguments[3], services: time.services)
        for try await _ in scenario.sync.converge(scenario.changed, on: scenario.targetsAfter) {}
    }
}
