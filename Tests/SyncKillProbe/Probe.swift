import CloudInventory
import TestSupport

/// Applies the changes of ``KillScenario`` to an emulator that runs elsewhere, and is killed while it does so:
/// `SyncKillProbe CHANGE COS-PORT OBS-PORT JOURNAL START-SECONDS JOURNAL-BYTES`. With a number of bytes
/// it dies by itself in the middle of the write that makes the journal longer.
@main struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 7, let change = KillScenario.Change(rawValue: arguments[1]),
            let cos = UInt16(arguments[2]), let obs = UInt16(arguments[3]), let start = Int64(arguments[5]),
            let bytes = Int(arguments[6])
        else {
            throw InventoryError(
                .refused, "usage: SyncKillProbe CHANGE COS-PORT OBS-PORT JOURNAL START-SECONDS JOURNAL-BYTES")
        }
        if bytes > 0 { journalBudget.withLock { $0 = bytes } }
        let time = VirtualTime(start: start, seed: UInt64(start))
        let scenario = KillScenario(cosPort: cos, obsPort: obs, journal: arguments[4], services: time.services)
        try await change.make(scenario.sync)
    }
}
