import CloudInventory
import InventoryCore
import InventorySync

/// The moment by which a command is to be done, through all that it does one after the other.
struct Deadline: Sendable {
    private let end: Duration?

    /// - Parameter time: from now; nil for none.
    init(_ time: Duration?) { end = time.map { SystemServices.system.uptime() + $0 } }

    /// What is left of the time; nil where there is no end.
    var left: Duration? { end.map { max(.zero, $0 - SystemServices.system.uptime()) } }
}
