/// A point in time in whole seconds since 1970-01-01T00:00:00Z: all that these protocols need.
public struct UTCInstant: Hashable, Sendable, Comparable {
    /// Unix time: leap seconds do not count.
    public var secondsSinceEpoch: Int64

    public init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

    public static func < (a: UTCInstant, b: UTCInstant) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

    /// The instant that many seconds later; the far ends of time stay where they are.
    public func advanced(by seconds: Int64) -> UTCInstant {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return UTCInstant(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
    }
}

extension UTCInstant: CustomStringConvertible {
    /// `2024-02-29T00:00:00Z`.
    public var description: String {
        let c = CivilTime(self)
        return "\(pad(c.year, 4))-\(pad(c.month))-\(pad(c.day))T\(pad(c.hour)):\(pad(c.minute)):\(pad(c.second))Z"
    }

    /// `20240229T000000Z`, as in AWS-style signatures and generated names.
    public var basicFormat: String {
        let c = CivilTime(self)
        return "\(pad(c.year, 4))\(pad(c.month))\(pad(c.day))T\(pad(c.hour))\(pad(c.minute))\(pad(c.second))Z"
    }

    /// `Thu, 29 Feb 2024 00:00:00 GMT`, as in HTTP's `Date` header (RFC 9110).
    public var httpDate: String {
        let c = CivilTime(self)
        return "\(CivilTime.weekdays[c.weekday]), \(pad(c.day)) \(CivilTime.months[c.month - 1]) \(pad(c.year, 4)) "
            + "\(pad(c.hour)):\(pad(c.minute)):\(pad(c.second)) GMT"
    }

    /// Reads an HTTP date: `Thu, 29 Feb 2024 00:00:00 GMT`, or with `+0000` in place of `GMT`.
    public init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), ["GMT", "+0000", "UTC"].contains(parts[5]),
            let day = number(parts[1]), let month = CivilTime.months.firstIndex(of: String(parts[2])),
            let year = number(parts[3])
        else { return nil }
        self.init(year: year, month: month + 1, day: day, clock: parts[4])
    }

    /// Reads `2024-02-29T00:00:00Z` or a date alone, `2024-02-29`.
    public init?(_ text: String) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let date = halves.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
        guard date.count == 3, date[0].utf8.count == 4, date[1].utf8.count == 2, date[2].utf8.count == 2,
            let year = number(date[0]), let month = number(date[1]), let day = number(date[2])
        else { return nil }
        guard halves.count == 2 else {
            self.init(year: year, month: month, day: day, clock: "00:00:00")
            return
        }
        guard halves[1].hasSuffix("Z") else { return nil }
        self.init(year: year, month: month, day: day, clock: halves[1].dropLast())
    }

    private init?(year: Int, month: Int, day: Int, clock: Substring) {
        let time = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 3, time.allSatisfy({ $0.utf8.count == 2 }),
            let hour = number(time[0]), let minute = number(time[1]), let second = number(time[2]),
            let instant = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, weekday: 0
            ).instant
        else { return nil }
        self = instant
    }

    private func pad(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// The number that these digits are; `Int` alone would take a sign too.
private func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
}

/// Written as `2024-02-29T00:00:00Z`; read in that form, as a date, or as a number of seconds.
extension UTCInstant: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let seconds = try? container.decode(Int64.self) {
            self.init(secondsSinceEpoch: seconds)
            return
        }
        let text = try container.decode(String.self)
        guard let instant = UTCInstant(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(Printable.quoted(text))' is no time; write 2024-02-29T00:00:00Z, 2024-02-29 or "
                    + "Unix seconds")
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        // Years outside 0...9999 have no such text.
        if (-62_167_219_200..<253_402_300_800).contains(secondsSinceEpoch) {
            try container.encode(description)
        } else {
            try container.encode(secondsSinceEpoch)
        }
    }
}
