internal import InventoryWire

/// UTC dates in the two spellings that HTTP and the signatures use. Proleptic Gregorian, no time zone tables.
enum CivilTime {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Tue, 08 Jan 2019 08:17:10 GMT`
    static func httpDate(_ seconds: Int64) -> String {
        let parts = fields(seconds)
        let weekday = weekdays[Int((parts.day % 7 + 7) % 7)]
        return "\(weekday), \(two(parts.dayOfMonth)) \(months[parts.month - 1]) \(parts.year) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
    }

    /// `20190108T081710Z`
    static func basicStamp(_ seconds: Int64) -> String {
        let parts = fields(seconds)
        return "\(parts.year)\(two(parts.month))\(two(parts.dayOfMonth))"
            + "T\(two(parts.hour))\(two(parts.minute))\(two(parts.second))Z"
    }

    /// `2019-01-08T08:17:10Z`
    static func extendedStamp(_ seconds: Int64) -> String {
        let parts = fields(seconds)
        return "\(parts.year)-\(two(parts.month))-\(two(parts.dayOfMonth))"
            + "T\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))Z"
    }

    /// The instant of a date in either spelling; an RFC 1123 date may end in `GMT`, `UTC` or `+hhmm`.
    static func seconds(_ text: String) -> Int64? { fromHTTPDate(text) ?? fromBasicStamp(text) }

    private static func fromBasicStamp(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == 0x54, bytes[15] == 0x5A else { return nil }
        let number = { (range: Range<Int>) in digits(bytes[range]) }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
            let minute = number(11..<13), let second = number(13..<15)
        else { return nil }
        return instant(year, month, day, hour, minute, second)
    }

    private static func fromHTTPDate(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].hasSuffix(","), let month = months.firstIndex(where: { words[2] == $0 }),
            let day = digits(words[1].utf8), let year = digits(words[3].utf8), let offset = offset(words[5])
        else { return nil }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false).map { digits($0.utf8) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2] else { return nil }
        return instant(year, month + 1, day, hour, minute, second).map { $0 - offset }
    }

    private static func offset(_ zone: Substring) -> Int64? {
        if zone == "GMT" || zone == "UTC" { return 0 }
        guard zone.utf8.count == 5, zone.first == "+" || zone.first == "-",
            let hours = digits(zone.utf8.dropFirst().prefix(2)),
            let minutes = digits(zone.utf8.suffix(2))
        else { return nil }
        return (zone.first == "-" ? -1 : 1) * Int64(hours * 3600 + minutes * 60)
    }

    private static func digits(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func instant(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int
    ) -> Int64? {
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61 else { return nil }
        // Days from the civil date, years counted from March: the leap day is then the last of its year.
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * Int64((month + 9) % 12) + 2) / 5 + Int64(day) - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    private static func fields(
        _ seconds: Int64
    ) -> (day: Int64, year: Int64, month: Int, dayOfMonth: Int, hour: Int, minute: Int, second: Int) {
        // Years 0 to 9999: a clock beyond that is a mistake of the caller, and must not trap.
        let bounded = min(max(seconds, -62_167_219_200), 253_402_300_799)
        let day = (bounded >= 0 ? bounded : bounded - 86_399) / 86_400
        let clock = Int(bounded - day * 86_400)
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        return (
            day, yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1),
            clock / 3600, clock / 60 % 60, clock % 60
        )
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
