internal import InventoryCore
internal import InventoryVendorFacts

/// The time that the name of a run's folder tells.
struct RunName {
    /// The earliest moment that the name can mean.
    var earliest: UTCInstant
    /// How the name is written.
    var form: RunFolder

    /// Seconds between the zones that the two forms without one may be in, UTC and UTC+8: no source says which, and at UTC+8
    /// the day begins eight hours earlier.
    static let zones: Int64 = 8 * 3600

    /// Reads a folder's name in one of those forms; nil where it has none of them.
    init?(_ name: String, in forms: some Sequence<RunFolder>) {
        for form in forms {
            guard let instant = Self.instant(Array(name.utf8), form) else { continue }
            self.form = form
            earliest = form == .minute ? instant : instant.advanced(by: -Self.zones)
            return
        }
        return nil
    }

    private static func instant(_ name: [UInt8], _ form: RunFolder) -> UTCInstant? {
        let shape =
            switch form {
            case .day: "00000000"
            case .minute: "0000-00-00T00-00Z"
            case .bareMinute: "0000-00-00-00-00"
            }
        guard name.count == shape.utf8.count,
            zip(name, shape.utf8).allSatisfy({ byte, mark in mark == 0x30 ? (0x30...0x39).contains(byte) : byte == mark
            })
        else { return nil }
        let digits = String(decoding: name.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
        let (day, minute) = (digits.prefix(8), digits.dropFirst(8))
        let date = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.dropFirst(6))"
        return UTCInstant(minute.isEmpty ? date : "\(date)T\(minute.prefix(2)):\(minute.dropFirst(2)):00Z")
    }
}
