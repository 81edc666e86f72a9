/// A point in time in whole seconds since 1970-01-01T00:00:00Z: all that these protocols need.
public struct UTCInstant: Hashable, Sendable, Comparable {
    /// Unix time: leap seconds do not count.
    public var secondsSinceEpoch: Int64

    public init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

    /// The last second that has a written form: 9999-12-31T23:59:59Z.
    package static let endOfYear9999 = UTCInstant(secondsSinceEpoch: 253_402_300_799)

    public static func < (a: UTCInstant, b: UTCInstant) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

    /// The instant that many seconds later; the far ends of time stay where they are.
    public func advanced(by seconds: Int64) -> UTCInstant {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return UTCInstant(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Seconds from the other instant to this one, below zero where that is the later; no more than an `Int64` holds.
    package func seconds(since other: UTCInstant) -> Int64 {
        let (difference, overflow) = secondsSinceEpoch.subtractingReportingOverflow(other.secondsSinceEpoch)
        return overflow ? (secondsSinceEpoch < 0 ? .min : .max) : difference
    }

    /// Whether it has a text of four digits for its year, 0 to 9999: nobody means another.
    package var isInCalendar: Bool { (-62_167_219_200..<253_402_300_800).contains(secondsSinceEpoch) }
}

extension UTCInstant: CustomStringConvertible {
    /// `2024-02-29T00:00:00Z`.
    public var description: String {
        var text = Array("0000-00-00T00:00:00Z".utf8)
        let c = CivilTime(self)
        Self.put(c.month, at: 5, of: &text)
        Self.put(c.day, at: 8, of: &text)
        return Self.finish(&text, c, clock: 11, year: 0)
    }

    /// `20240229T000000Z`, as in AWS-style signatures and generated names.
    public var basicFormat: String { description.filter { $0 != "-" && $0 != ":" } }

    /// `Thu, 29 Feb 2024 00:00:00 GMT`, as in HTTP's `Date` header (RFC 9110).
    public var httpDate: String {
        var text = Array("Sun, 00 Jan 0000 00:00:00 GMT".utf8)
        let c = CivilTime(self)
        text.replaceSubrange(0..<3, with: CivilTime.weekdays[c.weekday].utf8)
        Self.put(c.day, at: 5, of: &text)
        text.replaceSubrange(8..<11, with: CivilTime.months[c.month - 1].utf8)
        return Self.finish(&text, c, clock: 17, year: 12)
    }

    private static func finish(_ text: inout [UInt8], _ c: CivilTime, clock: Int, year: Int) -> String {
        put(c.hour, at: clock, of: &text)
        put(c.minute, at: clock + 3, of: &text)
        put(c.second, at: clock + 6, of: &text)
        if (0...9999).contains(c.year) {
            put(c.year / 100, at: year, of: &text)
            put(c.year % 100, at: year + 2, of: &text)
        } else {
            text.replaceSubrange(year..<year + 4, with: String(c.year).utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes two digits over those that stand there: every request carries a date, and texts of two digits cost.
    private static func put(_ number: Int, at offset: Int, of text: inout [UInt8]) {
        text[offset] = 0x30 + UInt8(number / 10)
        text[offset + 1] = 0x30 + UInt8(number % 10)
    }

    /// Reads an HTTP date in each form that a recipient has to take (RFC 9110, section 5.6.7): `Thu, 29 Feb 2024 00:00:00
    /// GMT` (also with `+0000` or `UTC` at its end), `Thursday, 29-Feb-24 00:00:00 GMT` and `Thu Feb 29 00:00:00 2024`. Of
    /// a year of two digits, 69 and below is 20xx.
    public init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        let zones: [Substring] = ["GMT", "+0000", "UTC"]
        switch parts.count {
        case 6 where parts[0].hasSuffix(",") && zones.contains(parts[5]):
            self.init(day: parts[1], month: parts[2], year: number(parts[3]), clock: parts[4])
        case 4 where parts[0].hasSuffix(",") && zones.contains(parts[3]):
            let date = parts[1].split(separator: "-", omittingEmptySubsequences: false)
            guard date.count == 3, date[2].utf8.count == 2, let year = number(date[2]) else { return nil }
            self.init(day: date[0], month: date[1], year: year + (year < 70 ? 2000 : 1900), clock: parts[2])
        case 5 where CivilTime.weekdays.contains(String(parts[0])):
            self.init(day: parts[2], month: parts[1], year: number(parts[4]), clock: parts[3])
        default: return nil
        }
    }

    private init?(day: Substring, month: Substring, year: Int?, clock: Substring) {
        guard let day = number(day), let year, let month = CivilTime.months.firstIndex(of: String(month)) else {
            return nil
        }
        self.init(year: year, month: month + 1, day: day, clock: clock)
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

    /// The day that somebody has written as 20240229; nil for numbers that are none since 1990, when there were no objects
    /// in the seconds that they also are.
    private init?(digitsOfDay number: Int64) {
        guard (19_900_101...21_001_231).contains(number) else { return nil }
        let digits = Int(number)
        self.init(year: digits / 10000, month: digits / 100 % 100, day: digits % 100, clock: "00:00:00")
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
            if let day = UTCInstant(digitsOfDay: seconds) {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "a bare number is Unix seconds, and \(seconds) of them would be "
                        + "\(UTCInstant(secondsSinceEpoch: seconds)); for that day write \(day)")
            }
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
        if isInCalendar {
            try container.encode(description)
        } else {
            try container.encode(secondsSinceEpoch)
        }
    }
}
