import CloudInventory
import TestSupport

/// Applies the swap of ``KillScenario`` to an emulator that runs elsewhere, and is killed while it does so:
/// `SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS`.
@main struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let cos = UInt16(arguments[1]), let obs = UInt16(arguments[2]),
            let start = Int64(arguments[4])
        else { throw InventoryError(.refused, "usage: SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS") }
        let time = VirtualTime(start: start, seed: UInt64(start))
        let scenario = KillScenario(cosPort: cos, obsPort: obs, journal: arguments[3], services: time.services)
        for try await _ in scenario.sync.converge(scenario.changed, on: scenario.targetsAfter) {}
    }
}
