package import InventoryCore
internal import InventoryWire

/// Schedules, and the bounds of filters, which are numbers.
extension RuleReader {
    /// How often.
    /// - Parameter dayName: the element that has the day of the month; nil where nothing but the frequency is known.
    func readSchedule(_ element: Element, day dayName: StaticString? = nil) throws(DraftError) -> Schedule? {
        var schedule: Schedule?
        var date: Element?
        for part in parts(of: element) {
            if "Frequency" ~= name(of: part) {
                try take(part, into: &schedule)
            } else if let dayName, dayName ~= name(of: part) {
                // The manual of COS shows the day empty.
                if try hasText(part, first: date == nil), !isEmpty(part) { date = part }
            } else {
                unknown(part)
            }
        }
        guard let date else { return schedule }
        guard case .monthly = schedule else {
            note(date, nil, "\(capabilities.provider) sent a day of the month with another frequency")
            return schedule
        }
        guard let day = Int(table.trimmedText(of: date)), (1...31).contains(day) else {
            note(date, nil, "no month has such a day; it is left out")
            return schedule
        }
        return .monthly(day: day)
    }

    /// Takes a time in seconds since 1970.
    package func take(_ element: Element, into time: inout UTCInstant?) throws(DraftError) {
        guard let seconds = try number(element, of: "seconds", first: time == nil) else { return }
        // The first second of the year 10000.
        guard seconds < 253_402_300_800 else {
            throw error(
                element,
                "\(nameText(of: element)) is \(seconds), beyond the year 9999; the cloud counts seconds, and these may be "
                    + "milliseconds")
        }
        time = UTCInstant(secondsSinceEpoch: seconds)
    }

    /// Takes a number of bytes.
    func take(_ element: Element, into bytes: inout Int64?) throws(DraftError) {
        guard let number = try number(element, of: "bytes", first: bytes == nil) else { return }
        bytes = number
    }

    private func number(_ element: Element, of unit: String, first: Bool) throws(DraftError) -> Int64? {
        guard try hasText(element, first: first), !isEmpty(element) else { return nil }
        let text = table.trimmedText(of: element)
        guard let number = Int64(text) else {
            throw error(
                element, "\(nameText(of: element)) is '\(Printable.quoted(text, limit: 40))', no number of \(unit)")
        }
        return number
    }
}
