import CloudInventory
import Glibc
import TestSupport

/// Applies the changes of ``KillScenario`` to an emulator that runs elsewhere, and is killed while it does so:
/// `SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS FILE-LIMIT`. The kernel kills it in the middle of the write that
/// makes a file longer than the limit.
@main struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let cos = UInt16(arguments[1]), let obs = UInt16(arguments[2]),
            let start = Int64(arguments[4]), let bytes = UInt(arguments[5])
        else {
            throw InventoryError(.refused, "usage: SyncKillProbe COS-PORT OBS-PORT JOURNAL START-SECONDS FILE-LIMIT")
        }
        if bytes > 0 {
            // Who started the tests may ignore it, and that is inherited.
            signal(SIGXFSZ, SIG_DFL)
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        }
        let time = VirtualTime(start: start, seed: UInt64(start))
        let scenario = KillScenario(cosPort: cos, obsPort: obs, journal: arguments[3], services: time.services)
        for try await _ in scenario.sync.converge(scenario.changed, on: scenario.targetsAfter) {}
    }
}
