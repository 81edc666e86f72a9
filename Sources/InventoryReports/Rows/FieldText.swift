internal import Glibc
internal import InventoryCore

/// The values of fields, from their bytes. Everything is checked; nothing is allocated.
enum FieldText {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether a field tells nothing: empty, or the word `null` in any case.
    @inline(__always)
    static func isAbsent(_ text: Bytes, _ seen: inout Dialect) -> Bool {
        if text.isEmpty { return true }
        guard text.count == 4, equalsIgnoringCase(text, "null") else { return false }
        seen.insert(.nullWord)
        return true
    }

    /// A whole number without sign; nil for anything else, or what does not fit.
    static func number(_ text: Bytes) -> UInt64? {
        var value: UInt64 = 0
        for byte in text {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte - 0x30))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return text.isEmpty ? nil : value
    }

    static func boolean(_ text: Bytes, _ seen: inout Dialect) -> Bool? {
        let value: Bool
        if text.count == 4, equalsIgnoringCase(text, "true") {
            value = true
        } else if text.count == 5, equalsIgnoringCase(text, "false") {
            value = false
        } else {
            return nil
        }
        seen.insert(text[0] >= 0x61 ? .lowerBooleans : .otherBooleans)
        return value
    }

    /// Whether the bytes are a text in lower case, with letters in any case and of the same length.
    @inline(__always)
    static func equalsIgnoringCase(_ bytes: Bytes, _ text: StaticString) -> Bool {
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == text.utf8Start[index] else { return false }
        }
        return true
    }

    /// Whether the bytes are those of an array, letters of ASCII in any case.
    static func equalInAnyCase(_ bytes: Bytes, _ other: [UInt8]) -> Bool {
        func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
        return bytes.count == other.count && zip(bytes, other).allSatisfy { small($0) == small($1) }
    }

    /// Whether the bytes are those of an array.
    static func equal(_ bytes: Bytes, _ other: [UInt8]) -> Bool {
        guard bytes.count == other.count else { return false }
        return other.withUnsafeBufferPointer { other in
            guard let a = bytes.baseAddress, let b = other.baseAddress else { return true }
            return memcmp(a, b, bytes.count) == 0
        }
    }

    /// An instant in whole seconds since 1970: `2026-01-02T03:04:05` with a blank for `T`, dashes for `:`, a fraction, and
    /// `Z`, an offset or nothing (UTC) at the end. nil for anything else.
    static func instant(_ text: Bytes, _ seen: inout Dialect) -> Int64? {
        guard text.count >= 19, text[4] == 0x2D, text[7] == 0x2D else { return nil }
        let year = digits(text, 0) * 100 + digits(text, 2)
        let (month, day) = (digits(text, 5), digits(text, 8))
        let (hour, minute, second) = (digits(text, 11), digits(text, 14), digits(text, 17))
        guard (digits(text, 0) | digits(text, 2) | month | day | hour | minute | second) >= 0, month >= 1, month <= 12,
            day >= 1, day <= length(ofMonth: month, year), hour < 24, minute < 60, second < 60,
            text[13] == text[16]
        else { return nil }
        switch text[10] {
        case 0x54, 0x74: break
        case 0x20: seen.insert(.blankInDate)
        default: return nil
        }
        switch text[13] {
        case 0x3A: break
        case 0x2D: seen.insert(.dashInDate)
        default: return nil
        }
        guard let offset = zone(text, &seen) else { return nil }
        let instant = Int64(days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset)
        // An offset can lead out of the years that have four digits.
        return UTCInstant(secondsSinceEpoch: instant).isInCalendar ? instant : nil
    }

    /// What follows the seconds: the offset from UTC in seconds.
    private static func zone(_ text: Bytes, _ seen: inout Dialect) -> Int? {
        var place = 19
        if place < text.count, text[place] == 0x2E || text[place] == 0x2C {
            let start = place + 1
            place = start
            while place < text.count, text[place] >= 0x30, text[place] <= 0x39 { place += 1 }
            guard place > start else { return nil }
            seen.insert(.fraction)
        }
        guard place < text.count else {
            seen.insert(.zoneNone)
            return 0
        }
        let (sign, rest) = (text[place], text.count - place - 1)
        if sign == 0x5A || sign == 0x7A {
            seen.insert(.zoneZ)
            return rest == 0 ? 0 : nil
        }
        guard sign == 0x2B || sign == 0x2D, rest == 2 || rest == 4 || rest == 5 else { return nil }
        if rest == 5, text[place + 3] != 0x3A { return nil }
        let hours = digits(text, place + 1)
        let minutes = rest == 2 ? 0 : digits(text, text.count - 2)
        guard hours >= 0, hours < 24, minutes >= 0, minutes < 60 else { return nil }
        seen.insert(.zoneOffset)
        return (hours * 3600 + minutes * 60) * (sign == 0x2D ? -1 : 1)
    }

    /// Two digits there; -1 where they are none. The caller has seen that the text is long enough.
    @inline(__always)
    private static func digits(_ text: Bytes, _ place: Int) -> Int {
        let (high, low) = (Int(text[place]) - 0x30, Int(text[place + 1]) - 0x30)
        return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`, for the years 0 to 9999.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = (month <= 2 ? year - 1 : year) + 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return shifted / 400 * 146_097 + dayOfEra - 719_468 - 146_097
    }
}
