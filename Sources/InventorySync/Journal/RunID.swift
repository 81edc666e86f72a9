internal import InventoryCore

/// The name of a run: `20261130T023605Z-00-1x9k2`. Names sort in the order in which the runs began, whatever a clock said:
/// where the newest run's name is not of the past, be it that a clock was fast or stands back, the next one goes on behind it.
struct RunID: Comparable {
    private static let lastNumber = 99

    private(set) var time: UTCInstant
    /// Tells runs of one second apart.
    private var number: Int

    /// The place behind the newest run.
    init(after newest: RunID?, at now: UTCInstant) {
        (time, number) = (now, 0)
        guard let newest, now <= newest.time else { return }
        (time, number) =
            newest.number < Self.lastNumber ? (newest.time, newest.number + 1) : (newest.time.advanced(by: 1), 0)
    }

    /// The place of a run that is there; nil for a name that was not made here.
    init?(_ name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let number = Int(parts[1]), number >= 0, let time = UTCInstant(basicFormat: parts[0])
        else { return nil }
        (self.time, self.number) = (time, number)
    }

    /// - Parameter suffix: what no other run has.
    func name(_ suffix: String) -> String { "\(time.basicFormat)-\(number < 10 ? "0" : "")\(number)-\(suffix)" }

    static func < (a: RunID, b: RunID) -> Bool { (a.time, a.number) < (b.time, b.number) }
}

extension UTCInstant {
    /// Reads `20240229T000000Z`.
    fileprivate init?(basicFormat text: Substring) {
        let digits = text.filter(\.isNumber)
        guard digits.count == 14 else { return nil }
        func part(_ range: Range<Int>) -> Substring {
            digits[
                digits.index(
                    digits.startIndex, offsetBy: range.lowerBound)..<digits.index(
                        digits.startIndex, offsetBy: range.upperBound)]
        }
        self.init("\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
        guard basicFormat == text else { return nil }
    }
}
