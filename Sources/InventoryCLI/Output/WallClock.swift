import Glibc
import InventoryCore
import InventoryWire

/// By which clock people are told of instants, in tables, notes and pages. Programs get `2026-11-30T06:37:21Z` whatever it is.
enum WallClock: String, CaseIterable, Sendable {
    case utc, localTime

    private static let chosen = Locked(WallClock.utc)

    /// Tells by that clock from now on.
    static func use(_ clock: WallClock) { chosen.withLock { $0 = clock } }

    fileprivate static var current: WallClock { chosen.withLock(\.self) }

    /// `2026-11-30 06:37:21 UTC`; where the clock on the wall is ahead or behind, by how much: `2026-11-30 14:37:21 +08:00`.
    /// - Parameter offset: by how many seconds the clock on the wall is ahead at an instant.
    func text(_ instant: UTCInstant, offset: (UTCInstant) -> Int = Self.offsetHere) -> String {
        let seconds = self == .utc ? 0 : offset(instant)
        let minutes = Int(seconds.magnitude) / 60
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let zone =
            minutes == 0
            ? "UTC" : "\(seconds < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
        let parts = instant.advanced(by: Int64(seconds)).description.dropLast().split(separator: "T")
        return (parts.map(String.init) + [zone]).joined(separator: " ")
    }

    /// By the zone that `TZ` names, else the machine's.
    private static func offsetHere(_ instant: UTCInstant) -> Int {
        var seconds = time_t(instant.secondsSinceEpoch)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }
}

extension UTCInstant {
    /// As people are told of it.
    var readable: String { WallClock.current.text(self) }
}
